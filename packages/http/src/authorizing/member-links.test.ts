import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberLinks } from './member-links.ts';

const secret = 'what signs the links of members!';
const end = new Date('2026-03-02T05:00:00Z');
const links = memberLinks({ secret, now: () => end.getTime() - 1 });

test('A link names its member, whatever the id is, until it ends', async () => {
  const late = memberLinks({ secret, now: () => end.getTime() });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), async (memberId) => {
      const token = await links.sign(memberId, end);
      expect(token).toMatch(/^[\w-]+\.\d+\.[\w-]{43}$/);
      expect(await links.verify(token)).toBe(memberId);
      expect(await late.verify(token)).toBeNull();
    }),
  );
});

test('A link of which one letter is another names nobody', async () => {
  const token = await links.sign('C-17', end);
  // The last letter has two bits that say nothing.
  for (let at = 0; at < token.length - 1; at += 1) {
    const other = token.slice(0, at) + (token[at] === 'x' ? 'y' : 'x') + token.slice(at + 1);
    expect([at, await links.verify(other)]).toEqual([at, null]);
  }
});

test('A link that another secret signed names nobody', async () => {
  const others = memberLinks({ secret: 'what signs the links of others!!', now: () => 0 });
  expect(await others.verify(await links.sign('C-17', end))).toBeNull();
});

test('A secret that is short, and an end that is none, are refused', async () => {
  expect(() => memberLinks({ secret: 'short' })).toThrow('memberLinks() needs a `secret` of at least 32 characters.');
  expect(() => memberLinks({ secret, hours: 1 } as never)).toThrow(/has no option "hours"/);
  await expect(links.sign('C-17', new Date(Number.NaN))).rejects.toThrow(
    'sign() needs a valid Date at which the link ends.',
  );
  await expect(links.sign('', end)).rejects.toThrow('sign() needs the id of a member.');
});
