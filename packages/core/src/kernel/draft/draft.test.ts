import { shelfOfOwner } from '../shelf-names.ts';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../values/instant.ts';
import { decideBatch } from './decide-batch.ts';
import { Draft } from './draft.ts';
import { type Loaded, removedRecord } from './loaded.ts';
import { jsonCodec, record } from '../record.ts';
import type { AnyTask } from '../engine/task.ts';

interface Voucher {
  readonly id: string;
  readonly owner: string;
  readonly code: string | null;
}

const vouchers = record<Voucher>({
  kind: 'voucher',
  format: 1,
  codec: jsonCodec(),
  key: ({ id }) => id,
  owner: ({ owner }) => owner,
  unique: { code: ({ code }) => code },
  removable: true,
});

const now = 1_000 as Instant;
const one: Voucher = { id: 'V-1', owner: 'ayu', code: '111' };

/** What was found: ayu and budi have accounts. */
function loaded(...records: readonly (Voucher | string)[]): Loaded {
  const held = records.filter((each) => typeof each !== 'string');
  const absent = records.filter((each) => typeof each === 'string');
  return new Map<string, ReadonlyMap<string, unknown>>([
    [
      'account',
      new Map([
        ['ayu', {}],
        ['budi', {}],
      ]),
    ],
    [
      'voucher',
      new Map<string, unknown>([...absent.map((id) => [id, null] as const), ...held.map((v) => [v.id, v] as const)]),
    ],
    [
      'voucher.code',
      new Map<string, string | null>([
        ...['111', '222', '333'].map((code) => [code, null] as const),
        ...held.map((v) => [v.code ?? '', v.id] as const),
      ]),
    ],
    [shelfOfOwner('voucher'), new Map([['ayu', held.filter((v) => v.owner === 'ayu').map((v) => v.id)]])],
  ]);
}

function draftOf(...records: readonly (Voucher | string)[]): Draft {
  return new Draft(loaded(...records), now, null);
}

const changed = (draft: Draft) => [...draft.changes()].map(({ key, before, after }) => ({ key, before, after }));
const task = (decide: AnyTask['decide']): AnyTask => ({ reads: [], decide });

describe('A decision on a book', () => {
  test('sees what decisions before it wrote', () => {
    const draft = draftOf('V-1');
    draft.run(() => (draft.put(vouchers, one), ok(null)));
    expect(draft.run(() => ok(draft.get(vouchers, 'V-1')))).toEqual(ok(one));
    expect(changed(draft)).toEqual([{ key: 'V-1', before: null, after: one }]);
  });

  test('that fails leaves nothing: no record, no unique value, nothing appended', () => {
    const draft = draftOf(one);
    const outcome = draft.run(() => {
      draft.put(vouchers, { ...one, code: '222' });
      draft.append(vouchers, { ...one, id: 'V-9' });
      return err('no');
    });
    expect(outcome).toEqual(err('no'));
    expect(changed(draft)).toEqual([]);
    expect(draft.appended(vouchers)).toEqual([]);
    expect(draft.run(() => ok(draft.find(vouchers, 'code', '111')))).toEqual(ok('V-1'));
    expect(draft.run(() => ok(draft.find(vouchers, 'code', '222')))).toEqual(ok(null));
  });

  test('that throws leaves nothing either', () => {
    const draft = draftOf(one);
    expect(() =>
      draft.run(() => {
        draft.put(vouchers, { ...one, code: null });
        throw new TypeError('a mistake');
      }),
    ).toThrow('a mistake');
    expect(changed(draft)).toEqual([]);
  });

  test('that fails keeps only what it says', () => {
    const draft = draftOf(one, 'V-2');
    const outcome = draft.run(() => {
      draft.put(vouchers, { ...one, code: '222' });
      return draft.keep('judged', () => draft.put(vouchers, { ...one, id: 'V-2', code: '333' }));
    });
    expect(outcome).toEqual(err('judged'));
    expect(changed(draft).map(({ key }) => key)).toEqual(['V-2']);
  });
});

describe('What was not loaded', () => {
  test('stops the decision, also where it catches errors, and undoes what it wrote', () => {
    const draft = draftOf(one);
    const outcome = draft.run(() => {
      draft.put(vouchers, { ...one, code: null });
      try {
        draft.get(vouchers, 'V-2');
      } catch {
        // A plugin that catches changes nothing.
      }
      return ok('went on');
    });
    expect(outcome).toBeNull();
    expect(changed(draft)).toEqual([]);
    expect(draft.wanted).toEqual(new Map([['voucher', new Set(['V-2'])]]));
  });

  test('is gathered from all decisions of a batch, and from all items of an attempt', () => {
    const decided = decideBatch(
      [
        task((book) => ok(book.get(vouchers, 'V-2'))),
        task((book) => ok(book.attempt(['V-3', 'V-4'], (id) => ok(book.get(vouchers, id))))),
        task((book) => ok(book.find(vouchers, 'code', '999'))),
        task((book) => ok(book.list(vouchers, 'budi'))),
      ],
      loaded(),
      now,
      { program: null },
    );
    expect(decided).toEqual({
      wanted: new Map([
        ['voucher', new Set(['V-2', 'V-3', 'V-4'])],
        ['voucher.code', new Set(['999'])],
        [shelfOfOwner('voucher'), new Set(['budi'])],
      ]),
    });
  });

  test('includes the account of the owner of what is written', () => {
    const draft = draftOf('V-2');
    expect(draft.run(() => (draft.put(vouchers, { id: 'V-2', owner: 'citra', code: null }), ok(null)))).toBeNull();
    expect(draft.wanted).toEqual(new Map([['account', new Set(['citra'])]]));
  });
});

describe('An attempt', () => {
  test('keeps the items that succeed, and nothing of those that fail', () => {
    const draft = draftOf('V-1', 'V-2', 'V-3');
    const outcome = draft.run(() =>
      ok(
        draft.attempt(['V-1', 'V-2', 'V-3'], (id) => {
          draft.put(vouchers, { id, owner: 'ayu', code: null });
          return id === 'V-2' ? err(`not ${id}`) : ok(id);
        }),
      ),
    );
    expect(outcome).toEqual(ok([ok('V-1'), err('not V-2'), ok('V-3')]));
    expect(changed(draft).map(({ key }) => key)).toEqual(['V-1', 'V-3']);
  });

  test('is undone as a whole when the decision around it fails', () => {
    const draft = draftOf('V-1');
    draft.run(() => {
      draft.attempt(['V-1'], (id) => (draft.put(vouchers, { id, owner: 'ayu', code: null }), ok(id)));
      return err('after all');
    });
    expect(changed(draft)).toEqual([]);
  });
});

describe('A unique value', () => {
  test('is free once its holder has given it up, so two records may swap theirs', () => {
    const two: Voucher = { id: 'V-2', owner: 'budi', code: '444' };
    const draft = draftOf(one, two);
    const swap = draft.run(() => {
      draft.put(vouchers, { ...one, code: null });
      draft.put(vouchers, { ...two, code: '111' });
      draft.put(vouchers, { ...one, code: '444' });
      return ok([draft.find(vouchers, 'code', '111'), draft.find(vouchers, 'code', '444')]);
    });
    expect(swap).toEqual(ok(['V-2', 'V-1']));
  });

  test('of another record is not taken', () => {
    const draft = draftOf(one, 'V-2');
    const take = () => draft.run(() => (draft.put(vouchers, { id: 'V-2', owner: 'ayu', code: '111' }), ok(null)));
    expect(take).toThrow('a code of one voucher is free');
  });
});

describe('The records of an owner', () => {
  test('are those that were found, as they have become', () => {
    const draft = draftOf(one, 'V-0', { id: 'V-2', owner: 'ayu', code: null });
    const listed = draft.run(() => {
      draft.put(vouchers, { id: 'V-0', owner: 'ayu', code: null });
      draft.remove(vouchers, 'V-2');
      return ok(draft.list(vouchers, 'ayu').map(({ id }) => id));
    });
    expect(listed).toEqual(ok(['V-0', 'V-1']));
  });
});

test('Records of a kind that is not listed by owner cannot be listed', () => {
  const kind = record<Voucher>({ ...vouchers, owner: ({ owner }) => owner, isListedByOwner: false });
  const draft = draftOf();
  expect(() => draft.run(() => ok(draft.list(kind, 'ayu')))).toThrow('are listed by their owner');
});

describe('A removed record', () => {
  test('is gone, gives its unique values back, and its key is never written again', () => {
    const decided = decideBatch(
      [
        task((book) => (book.remove(vouchers, 'V-1'), ok(book.get(vouchers, 'V-1')))),
        task((book) => ok([book.isRemoved(vouchers, 'V-1'), book.find(vouchers, 'code', '111')])),
        task((book) => (book.put(vouchers, one), ok('written'))),
      ],
      loaded(one),
      now,
      { program: null },
    );
    if ('wanted' in decided) throw new Error('nothing is missing here');
    const [removed, after, again] = decided.value;
    expect(removed).toEqual(ok(null));
    expect(after).toEqual(ok([true, null]));
    expect(again).toEqual(err(expect.objectContaining({ kind: 'record-removed', record: 'voucher', id: 'V-1' })));
    expect(changed(decided.draft)).toEqual([{ key: 'V-1', before: one, after: null }]);
  });

  test('stays removed when it was removed before', () => {
    const before = new Map([...loaded(), ['voucher', new Map([['V-1', removedRecord]])]] as [
      string,
      Map<string, unknown>,
    ][]);
    const decided = decideBatch([task((book) => (book.put(vouchers, one), ok(null)))], before, now, { program: null });
    if ('wanted' in decided) throw new Error('nothing is missing here');
    expect(decided.value[0]?.isErr()).toBe(true);
    expect(changed(decided.draft)).toEqual([]);
  });
});
