import { createPointbook, type Pointbook, type ProgramDefinition } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { measuringStore, type Traffic } from '../../support/stores/measuring-store.ts';
import { monday, valueOf } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const invoiceId = 'INV-1';
const currency = 'IDR';
/** The sums of a thousand payments have more digits, as they are read and as they are written. */
const moreDigits = 80;

type Ledger = Pick<Pointbook, 'recordPayment' | 'approvePayment' | 'refundInvoice' | 'saveInvoice'>;

async function desk(program: ProgramDefinition) {
  const { store, last } = measuringStore(memoryStore());
  const ledger = createPointbook({ program, store, clock: fakeClock(monday) });
  valueOf(await ledger.enrolMember({ memberId: 'ayu' }));
  valueOf(await ledger.saveInvoice({ invoiceId, memberId: 'ayu', currency, total: 900_000_000 }));
  return { ledger, last };
}

/** What the second of some commands, and the last of a thousand more, read and wrote. */
async function costs(
  program: ProgramDefinition,
  command: (ledger: Ledger, n: number) => Promise<{ isOk(): boolean }>,
): Promise<readonly [Traffic, Traffic]> {
  const { ledger, last } = await desk(program);
  expect((await command(ledger, 1)).isOk()).toBe(true);
  expect((await command(ledger, 2)).isOk()).toBe(true);
  const second = last();
  const many = Array.from({ length: 1000 }, (_, index) => index + 3);
  const done = await Promise.all(many.map((n) => command(ledger, n)));
  expect(done.filter((outcome) => !outcome.isOk())).toEqual([]);
  expect((await command(ledger, 1003)).isOk()).toBe(true);
  return [second, last()];
}

const programs: readonly (readonly [string, Partial<ProgramDefinition['earn']>])[] = [
  ['that earns at once', {}],
  ['that earns on full payment', { trigger: 'on-full-payment' }],
  ['that approves payments', { trigger: 'on-full-payment', approvePayments: true }],
];

test.each(programs)('One more payment reads and writes what the second one did, in a program %s', async (_, earn) => {
  const [second, last] = await costs(warung({ earn }), async (ledger, n) =>
    ledger.recordPayment({ invoiceId, paymentId: `P-${n}`, currency, amount: 10_000 }),
  );
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

test('A payment that is sent again reads no more of a thousand others', async () => {
  const [second, last] = await costs(warung(), async (ledger, n) => {
    const payment = { invoiceId, paymentId: `P-${n}`, currency, amount: 10_000 };
    const first = await ledger.recordPayment(payment);
    return first.isOk() ? ledger.recordPayment(payment) : first;
  });
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

test('An approval reads no more of a thousand others', async () => {
  const [second, last] = await costs(warung({ earn: programs[2]?.[1] ?? {} }), async (ledger, n) => {
    const first = await ledger.recordPayment({ invoiceId, paymentId: `P-${n}`, currency, amount: 10_000 });
    return first.isOk() ? ledger.approvePayment({ invoiceId, paymentId: `P-${n}`, actor: 'ann' }) : first;
  });
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

const saves = [
  ['of a host that counts them', (n: number) => ({ revision: n + 1 })],
  ['of a host that does not', () => ({})],
] as const;

test.each(saves)('One more edit reads and writes what the second one did, %s', async (_, more) => {
  const [second, last] = await costs(warung(), async (ledger, n) =>
    ledger.saveInvoice({ invoiceId, memberId: 'ayu', currency, total: 100_000_000 + n, ...more(n) }),
  );
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

test.each(saves)('A save that is sent again reads no more of a thousand others, %s', async (_, more) => {
  const [second, last] = await costs(warung(), async (ledger, n) => {
    const save = { invoiceId, memberId: 'ayu', currency, total: 100_000_000 + n, ...more(n) };
    const first = await ledger.saveInvoice(save);
    return first.isOk() ? ledger.saveInvoice(save) : first;
  });
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

test.each(programs)('One more refund reads and writes what the second one did, in a program %s', async (_, earn) => {
  const [second, last] = await costs(warung({ earn }), async (ledger, n) =>
    ledger.refundInvoice({ invoiceId, refundId: `R-${n}`, value: 10_000 }),
  );
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

test.each(programs)('One more refund of a sale that was paid does so too, in a program %s', async (_, earn) => {
  const [second, last] = await costs(warung({ earn }), async (ledger, n) => {
    if (n === 1) {
      valueOf(await ledger.recordPayment({ invoiceId, paymentId: 'P', currency, amount: 900_000_000 }));
      valueOf(await ledger.approvePayment({ invoiceId, paymentId: 'P', actor: 'ann' }));
    }
    return ledger.refundInvoice({ invoiceId, refundId: `R-${n}`, value: 10_000 });
  });
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});

test('A refund that is sent again reads no more of a thousand others', async () => {
  const [second, last] = await costs(warung(), async (ledger, n) => {
    const refund = { invoiceId, refundId: `R-${n}`, value: 10_000 };
    const first = await ledger.refundInvoice(refund);
    return first.isOk() ? ledger.refundInvoice(refund) : first;
  });
  expect([last.read, last.written]).toEqual([second.read, second.written]);
  expect(last.text).toBeLessThan(second.text + moreDigits);
});
