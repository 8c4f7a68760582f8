import type { VerbDescription } from '@pointbook/core/plugin';

/** The part of a JSON Schema that is used to read a request. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The fields of a verb's input; null where a plugin's own schema does not tell them. */
export function fieldsOf({ input }: VerbDescription): Readonly<Record<string, JsonSchema>> | null {
  const { json } = (input.schema ?? {}) as { readonly json?: JsonSchema };
  return json?.properties ?? null;
}
