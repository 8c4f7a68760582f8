import { createPointbook } from '@pointbook/core';
import { emailNotifier } from '@pointbook/email';
import { memoryStore } from '@pointbook/memory';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { warung } from '../support/shops/warung.ts';

/** Nobody listens there: what has the form of an address fails later than what has not. */
const notifier = emailNotifier({ host: '127.0.0.1', port: 1, from: 'points@warung.example' });
const ledger = createPointbook({ program: warung(), store: memoryStore() });

async function isEnrolled(email: string): Promise<boolean> {
  return (await ledger.enrolMember({ memberId: crypto.randomUUID(), email })).isOk();
}

async function isRefusedByMail(email: string): Promise<boolean> {
  const message = { to: email, text: 'Hello.', subject: 'Hello', template: 'points-earned', locale: 'en', data: {} };
  const sent = await notifier.send(message as never, { signal: new AbortController().signal });
  return sent.status === 'rejected' && sent.reason === 'destination';
}

test.each([
  'ani@\u0301a.example',
  'ani@1\u05d0.example',
  'ani@\u2024.com',
  'ani@ab.0x1',
  // Written in full it is longer than an address may be.
  `${'\u0958'.repeat(33)}@example.com`,
])('An address that mail cannot go to is refused at enrolment: %j', async (email) => {
  expect(await isRefusedByMail(email.normalize())).toBe(true);
  expect(await isEnrolled(email)).toBe(false);
});

test('Mail can go to each address that is enrolled, as far as its form tells', async () => {
  const part = fc.string({
    unit: fc.constantFrom(...Array.from('azäéß09."+_-'), '\u0301', '\u05d0', '\u0661', '\u3002', '\u00ad'),
    minLength: 1,
    maxLength: 12,
  });
  const domain = fc.tuple(
    fc.constantFrom('', 'xn--', 'xn--a-'),
    part,
    fc.constantFrom('.de', '.example', '.xn--p1ai', '.0x1'),
  );
  await fc.assert(
    fc.asyncProperty(part, domain, async (name, labels) => {
      const email = `${name}@${labels.join('')}`;
      expect((await isEnrolled(email)) && (await isRefusedByMail(email))).toBe(false);
    }),
    { numRuns: sampled(300, 3000) },
  );
});
