import type { JsonSchema } from '../routing/json-schema.ts';
import { parseJson } from './parse-json.ts';

/**
 * The value that a text of a path or a query stands for, by the schema of its field. A text that stands for none is
 * left as it is: the verb's own check says what is wrong with it.
 */
export function valueOfText(text: string, schema: JsonSchema | undefined): unknown {
  switch (scalar(schema)?.type) {
    case 'integer':
    case 'number':
      return /^-?(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'object':
      // Names that the host chooses cannot be spelled with dots.
      return schema?.properties ? text : parseJson(text, 4).unwrapOr(text);
    default:
      return text;
  }
}

/** Of a field that may be null, what it is otherwise. */
export function scalar(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema?.anyOf?.find(({ type }) => type !== 'null') ?? schema;
}
