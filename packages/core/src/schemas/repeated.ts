import type { Mistake } from './problem.ts';

/** Names that a list has twice, each told at its second place. */
export function* repeated(names: readonly string[], ...path: readonly PropertyKey[]): Iterable<Mistake> {
  const first = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (first.has(name)) {
      yield { path: [...path, index], problem: `names "${name}" a second time`, fix: 'Remove one of the two.' };
    }
    first.add(name);
  }
}

/** Ids that items of a list share, each told at the later item. Items that are wrong by themselves are passed over. */
export function* repeatedIds(items: unknown, field: string, ...path: readonly PropertyKey[]): Iterable<Mistake> {
  if (!Array.isArray(items)) return;
  const first = new Map<unknown, number>();
  for (const [index, item] of items.entries()) {
    const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, field) : undefined;
    if (typeof id !== 'string') continue;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    else {
      const at = `${path.join('.')}[${earlier}]`;
      yield { path: [...path, index, field], problem: `is the ${field} of ${at} already`, fix: 'Give each its own.' };
    }
  }
}
