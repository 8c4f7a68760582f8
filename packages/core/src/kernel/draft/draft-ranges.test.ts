import { ok } from 'neverthrow';
import { expect, test } from 'vitest';
import type { Instant } from '../../values/instant.ts';
import { Draft } from './draft.ts';
import { jsonCodec, record } from '../record.ts';

interface Part {
  readonly key: string;
}

const parts = record<Part>({ kind: 'part', format: 1, codec: jsonCodec(), key: ({ key }) => key });

const wholes = record<Part>({ kind: 'whole', format: 1, codec: jsonCodec(), key: ({ key }) => key });
const guarded = record<Part>({
  kind: 'part',
  format: 1,
  codec: jsonCodec(),
  key: ({ key }) => key,
  guard: ({ key }) => wholes.at(key.slice(0, 3)),
});

test('A record is written only where the record that guards it is loaded', () => {
  const draft = new Draft(new Map([['part', new Map([['V-1 a', null]])]]), 0 as Instant, null);
  expect(draft.run(() => (draft.put(guarded, { key: 'V-1 a' }), ok(null)))).toBeNull();
  expect(draft.wanted).toEqual(new Map([['whole', new Set(['V-1'])]]));
});

test('A range of keys has what was loaded and what was written since; what was not loaded is asked for', () => {
  const loaded = new Map<string, Map<string, unknown>>([
    [
      'part',
      new Map<string, unknown>([
        ['3 V-1 b', { key: '3 V-1 b' }],
        ['3 V-1 a', null],
      ]),
    ],
    ['part*', new Map([['3 V-1 ', ['3 V-1 b']]])],
  ]);
  const draft = new Draft(loaded, 0 as Instant, null);
  draft.run(() => (draft.put(parts, { key: '3 V-1 a' }), ok(null)));
  draft.run(() => (draft.show(parts, { key: '4 V-10 a' }), ok(null)));
  const keys = draft.run(() => ok(draft.within(parts, '3 V-1 ').map(({ key }) => key)));
  expect(keys).toEqual(ok(['3 V-1 a', '3 V-1 b']));
  expect(draft.run(() => ok(draft.within(parts, '3 V-2 ')))).toBeNull();
  expect(draft.wanted).toEqual(new Map([['part*', new Set(['3 V-2 '])]]));
});
