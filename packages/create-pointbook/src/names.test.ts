import { expect, test } from 'vitest';
import { namesOf } from './names.ts';

test.each([
  ['my-shop', 'my-shop', 'my-shop', 'My Shop'],
  ['Warung Ayu', 'warung-ayu', 'warung-ayu', 'Warung Ayu'],
  ['Café Zürich', 'cafe-zurich', 'cafe-zurich', 'Café Zürich'],
  ['ร้านค้า', 'shop', 'shop', 'ร้านค้า'],
  ["Joe's `${pizza}` & 'more'", 'joe-s-pizza-more', 'joe-s-pizza-more', 'Joes Pizza & More'],
  ['...', 'shop', 'shop', 'My shop'],
  ['🍕', 'shop', 'shop', 'My shop'],
  ['pointbook', 'pointbook-shop', 'pointbook', 'Pointbook'],
])(
  'a shop in the folder %s has names that npm, the ledger and its code take',
  (folder, packageName, programId, shopName) => {
    expect(namesOf(folder)).toEqual({ packageName, programId, shopName });
  },
);
