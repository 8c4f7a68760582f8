import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { reports } from '@pointbook/core/reports';
import { createHandler } from '@pointbook/http';
import { createClient } from '@pointbook/http/client';
import { memoryStore } from '@pointbook/memory';
import { fakeClock, histories, operationRunner, type Outcome, programs } from '@pointbook/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { warung } from '../support/shops/warung.ts';
import { serve } from './serve.ts';

/** A ledger with a clock of its own. */
function ledgerOf(program: ProgramDefinition) {
  const clock = fakeClock(Date.UTC(2026, 0, 30, 10));
  return { clock, pointbook: createPointbook({ program, store: memoryStore(), clock, plugins: [codes(), reports()] }) };
}

type Ledger = ReturnType<typeof ledgerOf>['pointbook'];

/** Whoever the command says does it, as the ledger alone would have it. */
const handlerOf = (pointbook: Ledger) =>
  createHandler(pointbook, {
    authorize: ({ command: { actor } }) => ({ actor: typeof actor === 'string' ? actor : 'system' }),
    log: () => undefined,
  });

/** What is read of every history, of what there may be and of what there is not. */
const reads: readonly ((ledger: Ledger) => unknown)[] = [
  ...['M1', 'M2', 'M3', 'M9'].flatMap((memberId) => [
    ({ getMember }: Ledger) => getMember({ memberId }),
    ({ getBalance }: Ledger) => getBalance({ memberId, at: new Date('2027-01-01T00:00:00Z') }),
    ({ getStatement }: Ledger) => getStatement({ memberId, limit: 3, view: 'member' }),
    ({ reports: { statement } }: Ledger) => statement({ memberId }),
  ]),
  ...['I1', 'I2', 'I9'].map(
    (invoiceId) =>
      ({ getInvoice }: Ledger) =>
        getInvoice({ invoiceId }),
  ),
  ({ findMembers }) => findMembers({ phone: '+6281100000' }),
  ({ findMembers }) => findMembers({}),
  ({ findEntries }) => findEntries({ kinds: ['earn', 'adjustment'], from: '2026-01-30T00:00:00Z' }),
  ({ findEntries }) => findEntries({ reference: { type: 'invoice', id: 'I1' }, limit: 2 }),
  ({ readFeed }) => readFeed({ limit: 4 }),
  ({ readFeed }) => readFeed({ cursor: 'no cursor' }),
  ({ quoteEarning }) => quoteEarning({ currency: 'EUR', total: 77, soldAt: '2026-01-30T00:00:00Z' }),
  ({ quoteRedemption }) => quoteRedemption({ available: 50, invoice: { total: 120, currency: 'EUR' } as never }),
  ({ reports: { daily } }) => daily({ columns: ['date', 'earned'] as never }),
  ({ reports: { liability } }) => liability(),
  ({ reports: { status } }) => status(),
  ({ reports: { members } }) => members(),
  ({ reports: { opening } }) => opening(),
];

interface Answered {
  readonly value?: unknown;
  readonly error?: { readonly kind: string };
}

/** All parts of an answer. */
async function partsOf(answer: unknown): Promise<readonly Outcome[]> {
  const parts: Outcome[] = [];
  const note = ({ value, error }: Answered) => parts.push(error === undefined ? { ok: value } : { error });
  if ('then' in (answer as object) || 'isOk' in (answer as object)) note((await answer) as Answered);
  else for await (const part of answer as AsyncIterable<Answered>) note(part);
  return parts;
}

type Outcomes = readonly (Outcome | null)[];

/** A client is told the same. To an error HTTP adds what it is in HTTP. */
function expectSame(own: Outcomes, told: Outcomes, where: unknown): void {
  const [answered = [], found = []] = [own, told].map((each) => JSON.parse(JSON.stringify(each)) as (Outcome | null)[]);
  const expected = overHttp(answered, found.length);
  const plain = found.map((each, index) => {
    const fields = Object.keys(expected[index]?.error ?? {});
    const kept = Object.entries(each?.error ?? {}).filter(([name]) => fields.includes(name));
    return each?.error ? { error: Object.fromEntries(kept) } : each;
  });
  expect([where, plain]).toEqual([where, expected]);
}

/** A report that fails on its way breaks off, with the rows that were not sent yet. */
function overHttp(own: Outcomes, length: number): Outcomes {
  const breaksOff = own.length > 1 && own.at(-1)?.error !== undefined;
  return breaksOff ? [...own.slice(0, length - 1), { error: { kind: 'unreachable' } }] : own;
}

test('A client answers what the ledger answers, after JSON', async () => {
  let handler = handlerOf(ledgerOf(warung()).pointbook);
  const { url } = await serve((request) => handler(request));
  const client = createClient<Ledger>(url) as unknown as Ledger;
  const kinds = new Set<string>();
  const history = async (
    program: ProgramDefinition,
    operations: Parameters<ReturnType<typeof operationRunner>>[0][],
  ) => {
    const [here, there] = [ledgerOf(program), ledgerOf(program)];
    handler = handlerOf(there.pointbook);
    const [call, ask] = [here, { ...there, pointbook: client }].map((stage) => operationRunner(stage as never));
    for (const operation of operations) {
      const [own, told] = [(await call?.(operation)) ?? null, (await ask?.(operation)) ?? null];
      expectSame([own], [told], operation);
      kinds.add(own?.error?.kind ?? operation.verb);
    }
    for (const read of reads) {
      const own = await partsOf(read(here.pointbook));
      expectSame(own, await partsOf(read(client)), String(read));
      for (const { error } of own) if (error) kinds.add(error.kind);
    }
  };
  await fc.assert(fc.asyncProperty(programs(), histories({ maxLength: 20, huge: true }), history), {
    numRuns: sampled(12, 2000),
    ...sampled({ seed: 14 }, {}),
  });
  expect([...kinds]).toEqual(
    expect.arrayContaining(['saveInvoice', 'refundInvoice', 'redeemPoints', 'adjustPoints', 'sweep']),
  );
  expect([...kinds]).toEqual(expect.arrayContaining(['invalid-command', 'insufficient-points', 'unknown-member']));
});
