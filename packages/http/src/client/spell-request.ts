/** Any input of a verb. */
export type AnyInput = Readonly<Record<string, unknown>>;

/**
 * The path and the body of a request: the fields of an input where the route has them, the others in the query of a GET
 * or the body of another method. It throws where an input cannot be written so.
 */
export function spellRequest(method: string, pattern: string, input: AnyInput): readonly [string, string | null] {
  const rest: Record<string, unknown> = { ...input };
  const path = pattern.replace(/{(\w+)}/g, (_, name: string) => {
    // An address leaves out such segments, so that it would be another one; this one is refused.
    const text = encodeURIComponent((rest[name] ?? '') as string).replace(/^\.{0,2}$/, '%');
    delete rest[name];
    return text;
  });
  const body = JSON.stringify(rest);
  return method === 'GET' ? [path + '?' + new URLSearchParams(queryOf(JSON.parse(body))), null] : [path, body];
}

/**
 * How a query spells an input: lists by repetition, fields of a field with a dot. The verb refuses an empty list as a
 * text.
 */
function queryOf(input: object): [string, string][] {
  return Object.entries(input).flatMap(([name, value]) =>
    typeof value !== 'object' || value?.length === 0
      ? [[name, value]]
      : Object.entries(value ?? {}).map(([key, each]) => [+key >= 0 ? name : name + '.' + key, each]),
  ) as [string, string][];
}
