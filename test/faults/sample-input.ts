/** The parts of JSON Schema that the inputs of verbs are made of. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly not?: object;
}

/** Where a value of an input is: names of fields, and positions in lists. */
export type Path = readonly (string | number)[];

/** Where an input may have values: each field, the first item of each list, and what is in them. */
export function pathsOf(schema: JsonSchema): readonly Path[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => [
    [name],
    ...pathsOf(each).map((path): Path => [name, ...path]),
  ]);
  const items = schema.items ? [[0], ...pathsOf(schema.items).map((path): Path => [0, ...path])] : [];
  return [...fields, ...items, ...(schema.anyOf ?? []).flatMap(pathsOf)];
}

/** A good value of what a schema requires, and of what leads to a path. */
export function inputOf(schema: JsonSchema, [first, ...rest]: Path = []): unknown {
  if (schema.anyOf) return inputOf(schema.anyOf[0] ?? {}, first === undefined ? [] : [first, ...rest]);
  if (schema.properties) {
    const names = new Set([...(schema.required ?? []), ...(typeof first === 'string' ? [first] : [])]);
    const field = (name: string) => [name, inputOf(schema.properties?.[name] ?? {}, name === first ? rest : [])];
    return Object.fromEntries([...names].map(field));
  }
  if (schema.items) return [inputOf(schema.items, rest)];
  return leafOf(schema);
}

/** The same input with another value at a path. */
export function putAt(input: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(input)) return [putAt(input[0], rest, value)];
  if (typeof input !== 'object' || input === null || Object.getPrototypeOf(input) !== Object.prototype) return input;
  return { ...input, [first]: putAt(Reflect.get(input, first), rest, value) };
}

function leafOf(schema: JsonSchema): unknown {
  if (schema.not) return () => [];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'integer') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'object') return {};
  return byFormat[schema.format ?? schema.pattern ?? ''] ?? '1';
}

const byFormat: Readonly<Record<string, unknown>> = {
  'date-time': new Date(0),
  date: '2025-01-01',
  email: 'ayu@example.org',
  '^(\\d{4}-)?\\d{2}-\\d{2}$': '12-31',
  '^[A-Z]{3}$': 'IDR',
  '^[0-9a-f]{64}$': '0'.repeat(64),
};
