import type { VerbDescription } from '@pointbook/core/plugin';

/** The part of a JSON Schema that is used to read a request. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** Of a field that is a file: what is in it. */
  readonly contentMediaType?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The fields of an input by their names. */
export type Fields = Readonly<Record<string, JsonSchema>>;

/** The fields of a verb's input; null where a plugin's own schema does not tell them. */
export function fieldsOf(verb: VerbDescription): Fields | null {
  return schemaOf(verb)?.properties ?? null;
}

/** A field that is a file: over HTTP it is the body, and the other fields are in the query string. */
export interface FileField {
  readonly name: string;
  /** Such as `text/csv`. */
  readonly mediaType: string;
  /** Whether the verb needs it; else the body may be JSON. */
  readonly isNeeded: boolean;
}

/** The file of a verb's input; null where it has none. */
export function fileFieldOf(verb: VerbDescription): FileField | null {
  for (const [name, { contentMediaType: mediaType }] of Object.entries(fieldsOf(verb) ?? {}))
    if (mediaType !== undefined)
      return { name, mediaType, isNeeded: schemaOf(verb)?.required?.includes(name) === true };
  return null;
}

function schemaOf({ input }: VerbDescription): JsonSchema | undefined {
  return ((input.schema ?? {}) as { readonly json?: JsonSchema }).json;
}
