/** A place in the rules of a program where two versions differ. */
export interface RuleChange {
  /** Such as `earn.rules[base].earn.of`: what is in a list is named by its id where it has one. */
  readonly path: string;
  /** Null where it is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two programs, in the order of their paths. */
export function programChanges(before: object, after: object): RuleChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

function valuesOf(program: object): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(program)) if (!ofVersion.includes(name)) add(name, value);
  return values;

  function add(path: string, value: unknown): void {
    if (Array.isArray(value)) value.forEach((each, index) => add(`${path}[${idOf(each) ?? index}]`, each));
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) add(`${path}.${name}`, each);
    else values.set(path, JSON.stringify(value));
  }
}

/** What follows from the rest. */
const ofVersion: readonly string[] = ['v', 'version'];

function idOf(item: unknown): string | null {
  const ids = Object.entries(Object(item) as object).filter(([name]) => /^(rule|reward|multiplier)Id$/.test(name));
  return ids.length === 1 ? String(ids[0]?.[1]) : null;
}
