import { type ProgramId, storeError } from '@pointbook/core';
import { type LoadedRows, type LoadRequest, nothingToLoad, type RecordReader } from '@pointbook/core/store';
import { errAsync, okAsync } from 'neverthrow';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gatheringAccounts } from './gathered-accounts.ts';

const shop = 'shop' as ProgramId;
const of = (...accounts: readonly string[]): LoadRequest => ({ ...nothingToLoad, accounts });

/** A reader that finds every account but those that begin with `no`, refuses `bad`, and tells what it was asked. */
function recordingLoad() {
  const asked: (readonly string[])[] = [];
  const load: RecordReader['load'] = (programId, { accounts }) => {
    asked.push([programId, ...accounts]);
    if (accounts.includes('bad')) return errAsync(storeError({ kind: 'store-rejected', message: 'bad' }));
    const found = accounts.filter((memberId) => !memberId.startsWith('no')).map((memberId) => ({ memberId }));
    return okAsync({ accounts: found } as unknown as LoadedRows);
  };
  return { asked, load: gatheringAccounts(load) };
}

const idsOf = (rows: LoadedRows) => rows.accounts.map(({ memberId }) => memberId);

test('the first account of a turn is asked for by itself, and the others by one load', async () => {
  const { asked, load } = recordingLoad();
  const answers = await Promise.all(['a', 'b', 'nobody', 'b', 'c'].map(async (id) => load(shop, of(id)).map(idsOf)));
  expect(answers.map((answer) => answer._unsafeUnwrap())).toEqual([['a'], ['b'], [], ['b'], ['c']]);
  expect(asked).toEqual([
    ['shop', 'a'],
    ['shop', 'b', 'nobody', 'c'],
  ]);
});

test('another turn, another program and a request for more have loads of their own', async () => {
  const { asked, load } = recordingLoad();
  await load(shop, of('a'));
  await setImmediate();
  await Promise.all([load(shop, of('b')), load('other' as ProgramId, of('b')), load(shop, of('c', 'd'))]);
  expect(asked).toEqual([
    ['shop', 'a'],
    ['shop', 'b'],
    ['other', 'b'],
    ['shop', 'c', 'd'],
  ]);
});

test('a text that the database refuses fails the caller who gave it, and no other', async () => {
  const { load } = recordingLoad();
  const answers = await Promise.all(['a', 'b', 'bad', 'c'].map(async (id) => load(shop, of(id)).map(idsOf)));
  expect(answers.map((answer) => answer.unwrapOr('refused'))).toEqual([['a'], ['b'], 'refused', ['c']]);
});
