import { err, ok, type Result } from 'neverthrow';
import type { Fields, JsonSchema } from '../routing/json-schema.ts';
import type { Problem } from '../problems/problems.ts';
import { scalar, valueOfText } from './read-text.ts';
import { requestProblem } from '../problems/request-problems.ts';

/**
 * The input that a query string spells: lists by repetition, and a field of a field by a dot, as in
 * `reference.type=invoice`. A name that there is not is left for the verb's own check, which names the one that was
 * meant.
 */
export function readQuery(query: URLSearchParams, fields: Fields | null): Result<Record<string, unknown>, Problem> {
  const values = new Map<string, unknown>();
  const inner = new Map<string, Map<string, unknown>>();
  for (const name of new Set(query.keys())) {
    const texts = query.getAll(name);
    const [outer = '', field, ...rest] = name.split('.');
    const parts = ownField(fields, outer)?.properties;
    const isInner = field !== undefined && rest.length === 0 && parts !== undefined;
    const schema = scalar(isInner ? ownField(parts, field) : ownField(fields, name));
    if (schema?.type !== 'array' && texts.length > 1)
      return err(
        requestProblem('repeated-parameter', `The parameter "${name}" is given ${texts.length} times.`, {
          fields: { parameter: name },
        }),
      );
    const value =
      schema?.type === 'array'
        ? texts.map((text) => valueOfText(text, schema.items))
        : valueOfText(texts[0] ?? '', schema);
    if (isInner) inner.set(outer, (inner.get(outer) ?? new Map<string, unknown>()).set(field, value));
    else values.set(name, value);
  }
  for (const [name, each] of inner) {
    if (values.has(name))
      return err(
        requestProblem('contradictory-request', `The field "${name}" is given at once and by its parts.`, {
          fields: { field: name },
        }),
      );
    values.set(name, Object.fromEntries(each));
  }
  return ok(Object.fromEntries(values));
}

function ownField(fields: Fields | null, name: string): JsonSchema | undefined {
  return fields !== null && Object.hasOwn(fields, name) ? scalar(fields[name]) : undefined;
}
