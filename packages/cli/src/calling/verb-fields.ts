import type { VerbDescription } from '@pointbook/core/plugin';

/** The part of a JSON Schema that is told of an input. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly not?: object;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Fields;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** What the shape says beside the limits. */
  readonly description?: string;
}

type Fields = Readonly<Record<string, JsonSchema>>;

/** A field of an input, as people and programs are told of it. */
export interface FieldRow {
  /** Its path, such as `lines[].net`. */
  readonly field: string;
  readonly needed: boolean;
  /** What it may be, such as `text` or `"add" | "deduct"`. */
  readonly type: string;
  /** How long or how large, such as `1 to 200 characters`. */
  readonly limits: string;
}

/** The JSON Schema of a verb's input; null where a plugin's own schema does not tell it. */
export function schemaOf({ input }: VerbDescription): JsonSchema | null {
  return ((input.schema ?? {}) as { readonly json?: JsonSchema }).json ?? null;
}

/** The fields of a verb's input; null where a plugin's own schema does not tell them. */
export function fieldsOf(verb: VerbDescription): Fields | null {
  return schemaOf(verb)?.properties ?? null;
}

/** All fields of an input, those of its fields among them. */
export function fieldRows(schema: JsonSchema, under = ''): FieldRow[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, each]) => {
    const field = `${under}${name}`;
    const row = { field, needed: required.includes(name), type: typeOf(each), limits: limitsOf(each) };
    return [row, ...insideOf(each).flatMap(([mark, inner]) => fieldRows(inner, `${field}${mark}.`))];
  });
}

/** The objects that a value is made of, each with what stands between its name and theirs. */
function insideOf(schema: JsonSchema, mark = ''): (readonly [string, JsonSchema])[] {
  const { properties, items, anyOf = [] } = schema;
  if (properties !== undefined) return [[mark, schema]];
  if (items !== undefined) return insideOf(items, `${mark}[]`);
  return anyOf.flatMap((each) => insideOf(each, mark));
}

function typeOf(schema: JsonSchema): string {
  const { type, format, enum: values, const: only, anyOf, items, not } = schema;
  if (not !== undefined) return 'a file: name it with --source';
  if (values !== undefined) return values.map((each) => JSON.stringify(each)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' | ');
  if (items !== undefined) return `list of ${/^[a-z ]+$/.test(typeOf(items)) ? `${typeOf(items)}s` : typeOf(items)}`;
  if (Array.isArray(type)) return type.map((each: string) => names[each] ?? each).join(' | ');
  if (format === 'date-time') return 'instant, such as "2026-12-31T10:00:00Z"';
  return names[String(type)] ?? String(type ?? 'any value');
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true | false',
};

/** The whole range of safe numbers is no limit that anybody meets. */
function limitsOf({ type, minimum, maximum, minLength, maxLength, items, description }: JsonSchema): string {
  if (items !== undefined) return '';
  const isText = type === 'string';
  const least = isText ? minLength : isSafeEnd(minimum) ? undefined : minimum;
  const most = isText ? maxLength : isSafeEnd(maximum) ? undefined : maximum;
  const letters = description?.includes(' bytes ') ? ' bytes' : ' characters';
  const unit = isText && (least ?? most) !== undefined ? letters : '';
  if (least === undefined) return most === undefined ? '' : `at most ${most}${unit}`;
  return most === undefined ? `${least} or more${unit}` : `${least} to ${most}${unit}`;
}

function isSafeEnd(limit: number | undefined): boolean {
  return limit !== undefined && Math.abs(limit) === Number.MAX_SAFE_INTEGER;
}
