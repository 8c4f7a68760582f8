/** What was written to maps and lists, so that it can be undone from any point on. */
export class Journal {
  /** Triples: what was written to, under which key, and what was there before. */
  readonly #steps: unknown[] = [];

  get length(): number {
    return this.#steps.length;
  }

  set(map: Map<string, unknown>, key: string, value: unknown): void {
    this.#steps.push(map, key, map.get(key));
    map.set(key, value);
  }

  append(list: unknown[], item: unknown): void {
    this.#steps.push(list, null, undefined);
    list.push(item);
  }

  /** Undoes everything since the journal had this length. */
  undo(length: number): void {
    const steps = this.#steps;
    while (steps.length > length) {
      const before = steps.pop();
      const key = steps.pop() as string;
      const target = steps.pop() as Map<string, unknown> | unknown[];
      if (Array.isArray(target)) target.pop();
      else if (before === undefined) target.delete(key);
      else target.set(key, before);
    }
  }
}
