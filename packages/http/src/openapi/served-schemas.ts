import type { VerbDescription } from '@pointbook/core/plugin';
import { fieldsOf } from '../routing/json-schema.ts';

/** A JSON Schema. */
export interface SchemaObject {
  /** Every other keyword of JSON Schema 2020-12. */
  readonly [keyword: string]: unknown;
  /** The fields of an object by their names. */
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  /** The names of the fields that must be there. */
  readonly required?: readonly string[];
}

/** What is told of a verb. */
export interface ServedSchema {
  /** What it does, in a sentence. */
  readonly summary: string;
  /** The rest of its comment, in Markdown; empty where there is none. */
  readonly remarks: string;
  /** The input of its example; null where it has none. */
  readonly example: Readonly<Record<string, unknown>> | null;
  /** What it takes. */
  readonly input: SchemaObject;
  /** What it answers; of a stream, each part of it. */
  readonly answer: SchemaObject;
}

/**
 * What is known of the verbs of the ledger and of the plugins that come with it. It is read once somebody asks for it.
 */
export async function servedSchemas(): Promise<Readonly<Record<string, ServedSchema>>> {
  const found = await import('../generated/verb-schemas.json', { with: { type: 'json' } });
  return found.default;
}

/** What is told of a verb: of a plugin of the host's own, the limits of its input alone. */
export function servedSchema(verb: VerbDescription, known: Readonly<Record<string, ServedSchema>>): ServedSchema {
  const name = verb.path.join('.');
  const fields = fieldsOf(verb);
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  // A host's own plugin may be called as one of ours.
  if (found && String(Object.keys(found.input.properties ?? {})) === String(Object.keys(fields ?? {}))) return found;
  const { json = {} } = (verb.input.schema ?? {}) as { readonly json?: SchemaObject };
  return { summary: `The verb ${name} of a plugin.`, remarks: '', example: null, input: json, answer: {} };
}
