import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Of, fingerprintOf, fingerprintOfText, longFingerprintOf, portableHash } from './fingerprint.ts';

test('a fingerprint is the beginning of SHA-256, with the hash of the runtime or with our own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const digest = createHash('sha256').update(text, 'utf8').digest('hex');
      expect(portableHash(text)).toBe(digest);
      expect(longFingerprintOf(text)).toBe(digest.slice(0, 32));
      const short = createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 16);
      expect(fingerprintOfText(text)).toBe(short);
      expect(base64Of(portableHash(text).slice(0, 24))).toBe(short);
    }),
  );
});

test('the order of keys does not matter, their values do', () => {
  expect(fingerprintOf({ a: 1, b: { c: 2, d: 3 } })).toBe(fingerprintOf({ b: { d: 3, c: 2 }, a: 1 }));
  expect(fingerprintOf({ a: 1 })).not.toBe(fingerprintOf({ a: '1' }));
});
