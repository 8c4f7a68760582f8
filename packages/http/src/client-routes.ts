import type { VerbDescription } from '@pointbook/core/plugin';
import type { ClientRoutes } from './client/create-client.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * The routes of verbs as a client needs them, each where a ledger has the verb: the path, and the method where it is not `POST`.
 * `*` marks a verb that answers in parts, and `!` one that sends, so that it must not be asked twice. A verb that cannot do
 * without what JSON cannot hold has none.
 *
 * @example
 * ```ts
 * import { verbsOf } from '@pointbook/core/plugin';
 * import { clientRoutes } from '@pointbook/http';
 *
 * const own = verbsOf(pointbook.plugins).filter(({ path }) => path[0] === 'webhooks');
 * print(JSON.stringify(clientRoutes(own)));
 * ```
 */
export function clientRoutes(verbs: readonly VerbDescription[]): ClientRoutes {
  const routes: Tree = {};
  for (const { path, name, route, kind, sends } of verbs.filter((verb) => !needsMoreThanJson(verb))) {
    let at = routes;
    for (const space of path.slice(0, -1)) at = (at[space] ??= {}) as Tree;
    const [method = '', pattern = ''] = route.split(' ');
    const sign = kind === 'stream' ? ' *' : sends ? ' !' : '';
    at[name] = `${pattern} ${method}${sign}`.replace(/ POST$/, '');
  }
  return routes;
}

interface Tree {
  [name: string]: string | Tree;
}

/** The schema of a field that JSON cannot hold lets nothing pass. */
function needsMoreThanJson({ input }: VerbDescription): boolean {
  const { properties = {}, required = [] } = (input.schema as { readonly json?: JsonSchema }).json ?? {};
  return required.some((name) => 'not' in (properties[name] ?? {}));
}
