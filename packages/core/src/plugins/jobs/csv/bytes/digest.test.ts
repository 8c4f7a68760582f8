import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf, cuts } from '../csv-testing.ts';
import { fileDigest, portableDigest } from './digest.ts';

test('a digest is SHA-256 of the bytes, with the hash of the runtime or our own, in chunks of any size', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), cuts(), (bytes, at) => {
      const expected = createHash('sha256').update(bytes).digest('hex');
      for (const digest of [fileDigest(), portableDigest()]) {
        for (const chunk of chunksOf(bytes, at)) digest.update(chunk);
        expect(digest.end()).toBe(expected);
      }
    }),
  );
});
