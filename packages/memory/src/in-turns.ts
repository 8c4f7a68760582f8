import { othersFirst } from '@pointbook/core/store';

/** Looked at in one go: a few milliseconds of work. */
const atOnce = 5000;

/**
 * Looks at items, however many, and lets other work run now and then.
 *
 * @remarks What is added meanwhile is looked at too, so that `end` finds all that is there at its moment.
 */
export async function inTurns<Item, Value>(
  items: Iterable<Item>,
  look: (item: Item) => void,
  end: () => Value,
): Promise<Value> {
  let seen = 0;
  for (const item of items) {
    look(item);
    seen += 1;
    if (seen % atOnce === 0) await othersFirst();
  }
  return end();
}
