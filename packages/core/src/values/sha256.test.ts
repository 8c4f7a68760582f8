import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexOf, hmacSha256, newSha256, sha256, utf8 } from './sha256.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('the examples of FIPS 180-4', () => {
  expect(hexOf(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hexOf(sha256(utf8('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});

test('every length around the ends of blocks', () => {
  for (let length = 0; length <= 260; length += 1) {
    const data = new Uint8Array(length).fill(length);
    expect(hexOf(sha256(data))).toBe(createHash('sha256').update(data).digest('hex'));
  }
});

test('any pieces are hashed as what they are together', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 5 }), (pieces) => {
      const [ours, nodes] = [newSha256(), createHash('sha256')];
      for (const piece of pieces) {
        ours.update(piece);
        nodes.update(piece);
      }
      expect(hexOf(ours.digest())).toBe(nodes.digest('hex'));
    }),
  );
});

test('a megabyte', () => {
  const data = Uint8Array.from({ length: 1_000_003 }, (_, index) => (index * 7919) >> 3);
  expect(hexOf(sha256(data))).toBe(createHash('sha256').update(data).digest('hex'));
});

test('the second example of RFC 4231', () => {
  expect(hexOf(hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('any key and any message, keys longer than a block too', () => {
  fc.assert(
    fc.property(bytes, bytes, (key, message) => {
      expect(hexOf(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }),
  );
});
