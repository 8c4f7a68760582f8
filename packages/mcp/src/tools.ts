import type { Pointbook } from '@pointbook/core';
import { type VerbDescription, verbsOf } from '@pointbook/core/plugin';
import { type SchemaObject, type ServedSchema, servedSchema, servedSchemas } from '@pointbook/http/schemas';

/** A verb as an agent is shown it. */
export interface VerbTool {
  /** The path of the verb, joined by `_`: clients take no dots. */
  readonly name: string;
  readonly verb: VerbDescription;
  /** Whether the actor is who the server was started by, and not said by the agent. */
  readonly isActed: boolean;
  /** Whether the verb is called with nothing. */
  readonly isCalledBare: boolean;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [keyword: string]: unknown };
}

/** The verbs of a ledger as tools: those that only read, and the others where they are allowed. */
export async function toolsOf(
  { plugins }: Pick<Pointbook, 'plugins'>,
  allowsWrites: boolean,
): Promise<readonly VerbTool[]> {
  const known = await servedSchemas();
  return verbsOf(plugins)
    .filter((verb) => allowsWrites || !changes(verb))
    .flatMap((verb) => toolOf(verb, servedSchema(verb, known)) ?? []);
}

/** Whether a verb does something that an agent must be allowed to do. */
export function changes({ writes, sends }: VerbDescription): boolean {
  return writes || sends;
}

/** A verb that needs what JSON cannot say, such as the file of an import, is no tool. */
function toolOf(verb: VerbDescription, { summary, remarks, input }: ServedSchema): VerbTool | null {
  const { properties = {}, required = [], ...rest } = input;
  const offered = Object.entries(properties).filter(
    ([name, schema]) => !isUntellable(schema) && !(changes(verb) && name === 'actor'),
  );
  const names = offered.map(([name]) => name);
  const needed = required.filter((name) => !(changes(verb) && name === 'actor'));
  if (needed.some((name) => !names.includes(name))) return null;
  return {
    name: verb.path.join('_'),
    verb,
    isActed: changes(verb) && Object.hasOwn(properties, 'actor'),
    isCalledBare: Object.keys(properties).length === 0 && Object.keys(input).length > 0,
    description: [summary, remarks].filter(Boolean).join('\n\n'),
    inputSchema: { ...rest, type: 'object', properties: Object.fromEntries(offered), required: needed },
  };
}

/** A field that no JSON can be: a function, a stream or a signal. */
function isUntellable({ not }: SchemaObject): boolean {
  return typeof not === 'object' && not !== null && Object.keys(not).length === 0;
}
