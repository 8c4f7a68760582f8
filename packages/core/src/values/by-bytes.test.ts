import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byBytes } from './by-bytes.ts';

function expected(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

test('texts sort by their UTF-8 bytes', () => {
  const texts = ['Z', 'a', 'aa', 'é', '豈', '\uffee', '🙂', '🙂a', '🥝'];
  for (const a of texts) for (const b of texts) expect(Math.sign(byBytes(a, b))).toBe(expected(a, b));
  const text = fc.string({ unit: 'binary', maxLength: 4 });
  fc.assert(
    fc.property(text, text, text, (start, a, b) => {
      expect(Math.sign(byBytes(start + a, start + b))).toBe(expected(start + a, start + b));
    }),
  );
});
