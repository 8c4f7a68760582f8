import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../values/instant.ts';
import type { Book } from '../book.ts';
import { decideBatch } from '../draft/decide-batch.ts';
import { type Loaded, removedRecord } from '../draft/loaded.ts';
import type { AnyReaction, Written } from './reaction.ts';
import { jsonCodec, record } from '../record.ts';
import type { AnyTask } from '../engine/task.ts';

interface Card {
  readonly id: string;
}

const cards = record<Card>({ kind: 'card', format: 1, codec: jsonCodec(), key: ({ id }) => id, removable: true });
const loaded: Loaded = new Map([
  [
    'card',
    new Map<string, unknown>([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, null] as const),
      ['gone', removedRecord],
    ]),
  ],
]);

/** Runs one decision with a reaction to cards, and tells what came of it. */
function decide(react: AnyReaction['react'], ...decisions: AnyTask['decide'][]) {
  const reactions = new Map([['card', [{ plugin: 'watch', reaction: { on: cards, react } }]]]);
  const tasks = decisions.map((each) => ({ reads: [], decide: each }));
  const decided = decideBatch(tasks, loaded, 1_000 as Instant, { program: null, reactions });
  if ('wanted' in decided) throw new Error('nothing is missing here');
  return { outcomes: decided.value, keys: [...decided.draft.changes()].map(({ key }) => key) };
}

const put = (book: Book, id: string) => (book.put(cards, { id }), ok(id));

describe('Reactions to the items of an attempt', () => {
  test('refuse one item, and leave nothing of it', () => {
    const { outcomes, keys } = decide(
      ({ after }: Written<Card>) => (after?.id === 'b' ? err({ kind: 'not-b', message: 'Not b.' }) : ok()),
      (book) => ok(book.attempt(['a', 'b', 'c'], (id) => put(book, id)).map((result) => result.isOk())),
    );
    expect(outcomes).toEqual([ok([true, false, true])]);
    expect(keys).toEqual(['a', 'c']);
  });

  test('run once for each write, and for what the decision writes around the attempt', () => {
    const seen: (string | undefined)[] = [];
    const { outcomes } = decide(
      ({ after }: Written<Card>) => void seen.push(after?.id),
      (book) => {
        put(book, 'a');
        book.attempt(['b', 'c'], (id) => put(book, id));
        return put(book, 'd');
      },
    );
    expect(outcomes).toEqual([ok('d')]);
    expect(seen).toEqual(['b', 'c', 'a', 'd']);
  });

  test('see what the reaction to an earlier item wrote', () => {
    const { outcomes } = decide(
      (_written, book) =>
        book.get(cards, 'f') === null ? void put(book, 'f') : err({ kind: 'taken', message: 'Taken.' }),
      (book) => ok(book.attempt(['a', 'b'], (id) => put(book, id)).map((result) => result.isOk())),
    );
    expect(outcomes).toEqual([ok([true, false])]);
  });

  test('are not told of an item that failed, whatever it keeps', () => {
    const seen: unknown[] = [];
    const { keys } = decide(
      (written) => void seen.push(written),
      (book) => ok(book.attempt(['a'], (id) => book.keep('judged', () => put(book, id)))),
    );
    expect(seen).toEqual([]);
    expect(keys).toEqual(['a']);
  });

  test('leave nothing where they refuse, whatever they keep', () => {
    const { outcomes, keys } = decide(
      (_written, book) => book.keep({ kind: 'judged', message: 'Judged.' }, () => put(book, 'e')),
      (book) => put(book, 'a'),
    );
    expect(outcomes).toEqual([err(expect.objectContaining({ kind: 'reaction-refused' }))]);
    expect(keys).toEqual([]);
  });

  test('trigger none where they attempt items themselves', () => {
    let times = 0;
    const { keys } = decide(
      (_written, book) => {
        times += 1;
        book.attempt(['e', 'f'], (id) => put(book, id));
      },
      (book) => put(book, 'a'),
    );
    expect([times, keys]).toEqual([1, ['a', 'e', 'f']]);
  });
});

describe('The key of a removed record', () => {
  const removed = { kind: 'record-removed', record: 'card', id: 'gone' };

  test('is refused by name where a reaction writes it', () => {
    const { outcomes, keys } = decide(
      (_written, book) => void put(book, 'gone'),
      (book) => put(book, 'a'),
    );
    expect(outcomes).toEqual([err(expect.objectContaining(removed))]);
    expect(keys).toEqual([]);
  });

  test('is refused to one item of an attempt', () => {
    const { outcomes, keys } = decide(
      () => ok(),
      (book) => ok(book.attempt(['gone', 'b'], (id) => put(book, id))),
    );
    expect(outcomes).toEqual([ok([err(expect.objectContaining(removed)), ok('b')])]);
    expect(keys).toEqual(['b']);
  });
});

test('A record that one batch makes and removes leaves its key behind', () => {
  const { outcomes, keys } = decide(
    () => ok(),
    (book) => put(book, 'a'),
    (book) => (book.remove(cards, 'a'), ok(null)),
    (book) => put(book, 'a'),
  );
  expect(outcomes[2]).toEqual(err(expect.objectContaining({ kind: 'record-removed', id: 'a' })));
  expect(keys).toEqual(['a']);
});
