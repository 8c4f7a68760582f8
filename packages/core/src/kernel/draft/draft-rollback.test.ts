import { shelfOfOwner } from '../shelf-names.ts';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../values/instant.ts';
import { decideBatch } from './decide-batch.ts';
import { Draft } from './draft.ts';
import { type Loaded, removedRecord } from './loaded.ts';
import type { Reactions, Written } from '../reactions/reaction.ts';
import { jsonCodec, record } from '../record.ts';
import type { AnyTask } from '../engine/task.ts';

interface Card {
  readonly id: string;
  readonly owner: string;
  readonly stamps: number;
}

const cards = record<Card>({
  kind: 'card',
  format: 1,
  codec: jsonCodec(),
  key: ({ id }) => id,
  owner: ({ owner }) => owner,
  removable: true,
});
const forEver = record<Card>({ ...cards, kind: 'for-ever', removable: false, owner: ({ owner }) => owner });

const now = 1_000 as Instant;
const card = (id: string, stamps = 0): Card => ({ id, owner: 'ayu', stamps });
const loaded: Loaded = new Map<string, ReadonlyMap<string, unknown>>([
  ['account', new Map([['ayu', {}]])],
  [
    'card',
    new Map<string, unknown>([
      ['C-1', card('C-1')],
      ['C-2', null],
      ['C-3', removedRecord],
    ]),
  ],
  [shelfOfOwner('card'), new Map([['budi', []]])],
]);
const draftOf = (reactions?: Reactions) => new Draft(loaded, now, null, reactions);
const changed = (draft: Draft) => [...draft.changes()].map(({ key, before, after }) => ({ key, before, after }));

describe('A record that is removed', () => {
  test('must be of a kind that allows it', () => {
    const draft = draftOf();
    expect(() => draft.run(() => (draft.remove(forEver, 'C-1'), ok(null)))).toThrow('are never removed');
  });

  test('is removed once, and only where it is', () => {
    const draft = draftOf();
    draft.run(() => {
      for (const id of ['C-1', 'C-1', 'C-2', 'C-3']) draft.remove(cards, id);
      return ok(null);
    });
    expect(changed(draft)).toEqual([{ key: 'C-1', before: card('C-1'), after: null }]);
    const isRemoved = ['C-1', 'C-2', 'C-3'].map((id) => draft.isRemoved(cards, id));
    expect(isRemoved).toEqual([true, false, true]);
  });

  test('leaves its key behind for the store where the same batch wrote it', () => {
    const draft = draftOf();
    draft.run(() => (draft.put(cards, card('C-2')), ok(null)));
    draft.run(() => (draft.remove(cards, 'C-2'), ok(null)));
    expect(changed(draft)).toEqual([{ key: 'C-2', before: null, after: null }]);
  });
});

describe('A decision that was stopped', () => {
  /** What the book does once something was missing and the decision caught that. */
  const afterStop = (use: (draft: Draft) => void) => {
    const draft = draftOf();
    let thrown: unknown = 'nothing';
    draft.run(() => {
      try {
        draft.get(cards, 'C-9');
      } catch {
        // Caught on purpose.
      }
      try {
        use(draft);
      } catch (error) {
        thrown = error;
      }
      return ok(null);
    });
    return thrown;
  };

  test.each<[string, (draft: Draft) => void]>([
    ['reads nothing more', (draft) => draft.get(cards, 'C-1')],
    ['appends nothing more', (draft) => draft.append(cards, card('C-1'))],
    ['demands nothing more', (draft) => draft.demand([])],
  ])('%s', (_, use) => {
    expect(afterStop(use)).toBeInstanceOf(Error);
  });

  test('does not disturb the next one', () => {
    const draft = draftOf();
    expect(draft.run(() => ok(draft.get(cards, 'C-9')))).toBeNull();
    expect(draft.run(() => ok(draft.get(cards, 'C-1')))).toEqual(ok(card('C-1')));
  });

  test('by an item of an attempt does not go on after the attempt', () => {
    const draft = draftOf();
    let wentOn = false;
    const outcome = draft.run(() => {
      const results = draft.attempt(['C-9', 'C-1'], (id) => ok(draft.get(cards, id)));
      wentOn = true;
      return ok(results);
    });
    expect(outcome).toBeNull();
    expect(wentOn).toBe(false);
  });
});

describe('What a decision demands', () => {
  test('is asked for all at once', () => {
    const draft = draftOf();
    const outcome = draft.run(() => {
      draft.demand([cards.at('C-1'), cards.at('C-8'), cards.at('C-9')]);
      return ok('went on');
    });
    expect(outcome).toBeNull();
    expect(draft.wanted).toEqual(new Map([['card', new Set(['C-8', 'C-9'])]]));
  });

  test('is no reason to stop where it is there', () => {
    const draft = draftOf();
    const outcome = draft.run(() => {
      draft.demand([cards.at('C-1'), cards.at('C-2')]);
      return ok('went on');
    });
    expect(outcome).toEqual(ok('went on'));
    expect(draft.wanted).toBeNull();
  });
});

test('The records of an owner are read under the lock of the account', () => {
  const draft = draftOf();
  expect(draft.run(() => ok(draft.list(cards, 'budi')))).toBeNull();
  expect(draft.wanted).toEqual(new Map([['account', new Set(['budi'])]]));
});

test('What a decision shows is seen by the next, unless it fails', () => {
  const draft = draftOf();
  draft.run(() => (draft.show(cards, card('C-7', 1)), ok(null)));
  draft.run(() => (draft.show(cards, card('C-7', 2)), err('no')));
  draft.run(() => (draft.show(cards, card('C-8', 1)), err('no')));
  expect(draft.shown(cards, 'C-7')).toEqual(card('C-7', 1));
  expect(draft.shown(cards, 'C-8')).toBeUndefined();
});

describe('An attempt in a decision that fails', () => {
  test('is undone with what the decision wrote before it', () => {
    const draft = draftOf();
    draft.run(() => {
      draft.put(cards, card('C-1', 1));
      draft.attempt(['C-2'], (id) => (draft.put(cards, card(id)), ok(id)));
      return draft.keep('judged', () => draft.append(cards, card('C-5')));
    });
    expect(changed(draft)).toEqual([]);
    expect(draft.appended(cards)).toEqual([card('C-5')]);
  });

  test('of which an item keeps a judgement keeps nothing else', () => {
    const draft = draftOf();
    draft.run(() => {
      draft.attempt(['C-2'], () => draft.keep('judged', () => draft.put(cards, card('C-2'))));
      return err('after all');
    });
    expect(changed(draft)).toEqual([]);
  });
});

describe('A reaction', () => {
  const seen = (...tasks: AnyTask['decide'][]) => {
    const written: Written<Card>[] = [];
    const reaction = { on: cards, react: (change: Written<Card>) => void written.push(change) };
    const reactions: Reactions = new Map([['card', [{ plugin: 'watch', reaction }]]]);
    decideBatch(
      tasks.map((decide) => ({ reads: [], decide })),
      loaded,
      now,
      { program: null, reactions },
    );
    return written;
  };

  test('is told what its own decision wrote, and nothing of those before it', () => {
    const written = seen(
      (book) => (book.put(cards, card('C-1', 1)), ok(null)),
      (book) => (book.put(cards, card('C-2', 2)), ok(null)),
    );
    expect(written).toEqual([
      { before: card('C-1'), after: card('C-1', 1) },
      { before: null, after: card('C-2', 2) },
    ]);
  });

  test('is told nothing of a decision that fails, whatever it keeps', () => {
    const written = seen(
      (book) => (book.put(cards, card('C-1', 1)), err('no')),
      (book) => book.keep('judged', () => book.put(cards, card('C-1', 2))),
    );
    expect(written).toEqual([]);
  });

  test('is told nothing of a decision that was stopped and caught it', () => {
    const written = seen((book) => {
      book.put(cards, card('C-1', 1));
      try {
        book.get(cards, 'C-9');
      } catch {
        // Caught on purpose.
      }
      return ok(null);
    });
    expect(written).toEqual([]);
  });

  test('is told of what was appended, and of what was removed', () => {
    const written = seen((book) => {
      book.append(cards, card('C-5'));
      book.remove(cards, 'C-1');
      return ok(null);
    });
    expect(written).toEqual([
      { before: null, after: card('C-5') },
      { before: card('C-1'), after: null },
    ]);
  });
});
