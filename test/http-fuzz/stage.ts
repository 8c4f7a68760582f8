import { createPointbook, type Pointbook } from '@pointbook/core';
import { clock as clockPlugin } from '@pointbook/core/clock';
import { codes, type Notifier } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { reports } from '@pointbook/core/reports';
import { verify } from '@pointbook/core/verify';
import { byRole, createHandler, type LogLine, memberLinks } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { auditLedger, fakeClock, type LedgerDump, recordingStore } from '@pointbook/testing';
import { personOf } from '../http/shop.ts';
import { tillSteps } from '../support/tours/full-tour.ts';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import type { Known } from './values.ts';

const program = warung();
const day = 86_400_000;

/** A shop that has sold for a day, and all that can be seen of it. */
export async function openStage() {
  const { store, dump } = recordingStore(memoryStore());
  const clock = fakeClock(20_000 * day);
  let code = '';
  const notifiers: readonly Notifier[] = (['sms', 'email'] as const).map((channel) => ({
    channel,
    send: async ({ data }) => {
      if ('code' in data) code = data.code;
      return { status: 'sent', providerId: null };
    },
  }));
  const plugins = [
    clockPlugin(),
    codes({ notifiers, secret: 'a secret that all processes share' }),
    jobs(),
    reports(),
  ] as const;
  const pointbook = createPointbook({ program, store, clock, plugins });
  for (const [verb, ...queries] of tillSteps) {
    const call = pointbook[verb] as unknown as (...given: readonly unknown[]) => Promise<Parameters<typeof valueOf>[0]>;
    valueOf(await call(...queries));
  }
  const asked = { memberId: 'C-17', redemptionId: 'RC-1', points: 5 };
  const { challengeId } = valueOf(await pointbook.codes.requestRedemption(asked));
  const bulk = { members: { everyone: true }, change: { add: 1 }, actor: 'ann', reason: 'gift' } as const;
  valueOf(await pointbook.jobs.startBulk({ jobId: 'J-1', ...bulk }));
  const links = memberLinks({ secret: 'what signs the links of members!', now: clock.now });
  const token = await links.sign('C-17', new Date(clock.now() + day));

  const lines: LogLine[] = [];
  const authorize = byRole({ identify: personOf, links });
  // What is followed is quiet for as short as can be, so that nobody waits for it.
  const events = { pollMs: 1, heartbeatMs: 1 };
  const handler = createHandler(pointbook, { authorize, events, log: (line) => void lines.push(line) });
  return {
    handler,
    lines,
    tokens: ['Bearer owner', 'Bearer owner', 'Bearer owner', 'Bearer manager', 'Bearer cashier', `Member ${token}`],
    known: { ...known, challengeId: [challengeId], code: [code] } satisfies Known as Known,
    dump: () => dump(program.programId as never),
    findings: async () => findingsOf(pointbook, await dump(program.programId as never)),
  };
}

async function findingsOf(pointbook: Pointbook, dump: LedgerDump): Promise<readonly unknown[]> {
  return [...valueOf(await verify(pointbook)).findings, ...auditLedger(dump)];
}

/** What the steps of the tour name. */
const known: Known = {
  memberId: ['C-17', 'C-17', 'C-18', 'C-19', 'nobody'],
  toMemberId: ['C-17', 'C-18'],
  invoiceId: ['INV-1', 'INV-2', 'INV-3', 'INV-4'],
  paymentId: ['P-1', 'P-2'],
  refundId: ['RF-1', 'RF-2'],
  redemptionId: ['RD-1', 'RD-2', 'RD-3', 'RD-4', 'RC-1', 'RD-5', 'RD-6', 'RD-7'],
  undoId: ['U-1', 'U-3'],
  jobId: ['J-1', 'J-2'],
  undoes: ['J-1'],
  idempotencyKey: ['add', 'set', 'k-1', 'k-2', 'k-3'],
  phone: ['+628123456789', '+628123456780', '+628123456788'],
  cardCode: ['A-1', 'A-2'],
  email: ['ayu@example.com', 'budi@example.com'],
  birthday: ['05-17', '1990-05-17'],
  tier: ['gold'],
  quantity: ['1', '2.5'],
  total: [0, 1000, 125_000],
  net: [1000, 25_000],
  points: [1, 5],
  currency: ['IDR'],
  actor: ['ann', 'owner-1'],
  sequence: [1, 2, 3, 8],
  version: [1, 2, 3],
  revision: [1, 2, 3],
  limit: [1, 2, 1000],
  columns: ['date', 'memberId', 'earned'],
};
