import type { VerbDescription } from '@pointbook/core/plugin';
import type { ClientRoutes } from '../client/create-client.ts';
import { fileFieldOf, type JsonSchema } from './json-schema.ts';

/**
 * The routes of verbs as a client needs them, each where a ledger has the verb: the path, and the method where it is
 * not `POST`. `*` marks a verb that answers in parts, and `!` one that sends, so that it must not be asked twice. A
 * verb that cannot do without what neither JSON nor the body of a request can hold has none.
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
  for (const { path, name, route, kind, sends } of verbs.filter((verb) => !needsMoreThanBody(verb))) {
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

/** The schema of a field that JSON cannot hold lets nothing pass. Where it is a file, it is the body. */
function needsMoreThanBody(verb: VerbDescription): boolean {
  const { properties = {}, required = [] } = (verb.input.schema as { readonly json?: JsonSchema }).json ?? {};
  const file = fileFieldOf(verb)?.name;
  return required.some((name) => name !== file && 'not' in (properties[name] ?? {}));
}
