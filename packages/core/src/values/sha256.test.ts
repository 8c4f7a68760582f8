import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexOf, Sha256 } from './sha256.ts';

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('SHA-256 is that of the runtime, for bytes of every length up to some blocks', () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 151 + length) % 256);
    expect(hexOf(new Sha256().update(bytes).digest()), `${length} bytes`).toBe(expected(bytes));
  }
});

test('it is the same for bytes in pieces of any size', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 }), (pieces) => {
      const hash = new Sha256();
      for (const piece of pieces) hash.update(piece);
      expect(hexOf(hash.digest())).toBe(expected(Buffer.concat(pieces)));
    }),
  );
});

test('it is that of the standard for its own example, and for a million times "a"', () => {
  const text = new TextEncoder();
  expect(hexOf(new Sha256().update(text.encode('abc')).digest())).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(hexOf(new Sha256().update(text.encode('a'.repeat(1_000_000))).digest())).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  );
});
