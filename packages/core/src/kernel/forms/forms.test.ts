import { expect, test } from 'vitest';
import { type Form, forms, type Json } from './forms.ts';
import { placeOf } from './place-of.ts';
import { record } from '../record.ts';
import { rowCodec } from './row-codec.ts';

interface Cup {
  readonly cupId: string;
  readonly owner: string | null;
  readonly price: number;
  readonly isChipped: boolean;
  readonly sold?: number;
  readonly giver?: string | null;
  readonly sips: readonly { readonly nth: string; readonly at: number }[];
}

const cup = forms.row<Omit<Cup, 'cupId'>>({
  price: forms.figure(),
  owner: forms.orNull(forms.text()),
  isChipped: forms.flag(),
  sips: forms.list(forms.row<Cup['sips'][number]>({ at: forms.figure(), nth: forms.ordinal() })),
  sold: forms.optional(forms.figure()),
  giver: forms.optionalOrNull(forms.text()),
});
const codec = rowCodec<Cup, 'cupId'>(cup, { ofKey: (cupId) => ({ cupId }) });
const cups = record<Cup>({ kind: 'cup', format: 1, codec, key: ({ cupId }) => cupId });
const plain: Cup = { cupId: 'C', owner: null, price: 0, isChipped: false, sips: [] };

test.each<readonly [Partial<Cup>, string]>([
  [{}, '[]'],
  [{ price: 3 }, '[3]'],
  [{ owner: 'Ayu' }, '[0,"Ayu"]'],
  [{ isChipped: true }, '[0,null,1]'],
  [
    {
      sips: [
        { nth: '1', at: 5 },
        { nth: '2', at: 0 },
        { nth: '7', at: 6 },
      ],
    },
    '[0,null,0,[[5],[],[6,"7"]]]',
  ],
  [{ sold: 0 }, '[0,null,0,null,0]'],
  [{ giver: null }, '[0,null,0,null,null,0]'],
  [{ giver: '0' }, '[0,null,0,null,null,"0"]'],
])('a row has its fields by position, and leaves out what is usual: %j', (traits, text) => {
  const written = { ...plain, ...traits };
  expect(codec.encode(written, 1)).toBe(text);
  expect(codec.decode(text, 1, 'C')).toStrictEqual(written);
});

const anyCup = cup as unknown as Form<unknown>;

test.each<readonly [Form<unknown>, Json]>([
  [anyCup, {}],
  [anyCup, [1, null, 0, [], 0, 'x', 'a position that this format does not have']],
  [anyCup, ['1']],
  [anyCup, [0, 1]],
  [anyCup, [0, null, 2]],
  [anyCup, [0, null, 0, [0]]],
  [forms.row<{ name: string }>({ name: forms.text() }) as unknown as Form<unknown>, []],
])('what was not written so is refused: %j', (form, text) => {
  expect(() => form.read(text, 0)).toThrow(TypeError);
});

test('a view finds a field by its name', () => {
  expect(placeOf(cups, 'price')).toEqual({ path: '$[1]', usual: 0 });
  expect(placeOf(cups, 'owner')).toEqual({ path: '$[2]', usual: null });
  expect(placeOf(cups, 'sips')).toEqual({ path: '$[4]', usual: '[]' });
  expect(() => placeOf(cups, 'cupId')).toThrow('A record of kind cup has no field cupId.');
});
