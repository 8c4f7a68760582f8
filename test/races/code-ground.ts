import { verify } from '@pointbook/core/verify';
import { auditLedger, type LedgerDump } from '@pointbook/testing';
import { expect, onTestFinished } from 'vitest';
import { type CodeProcess, startTills } from './code-workers.ts';
import { type Answered, phoneOf } from './workers/code-jobs.ts';
import { type CodeTill, openCodeTill, opening, type Place } from './workers/code-till.ts';
import { valueOf } from '../support/value-of.ts';

/** A ledger for one race, which ends with its test. */
export interface CodeGround {
  readonly place: Place;
  dump(): Promise<LedgerDump>;
}

export const processes = 3;
/** A ledger with members who have so many points, a till of our own and others in processes. */
export async function begin(
  open: () => Promise<CodeGround>,
  balances: Readonly<Record<string, number>>,
  count = processes,
) {
  const ground = await open();
  const first = openCodeTill(ground.place);
  onTestFinished(async () => void (await first.ledger.close()));
  for (const [memberId, points] of Object.entries(balances)) {
    valueOf(await first.ledger.enrolMember({ memberId, phone: phoneOf(memberId) }));
    const gift = {
      memberId,
      points,
      direction: 'add',
      actor: 'ann',
      reason: 'a gift',
      idempotencyKey: 'gift',
    } as const;
    valueOf(await first.ledger.adjustPoints(gift));
  }
  return { ground, first, tills: await startTills(ground.place, count) };
}

/** Asks for a code. */
export async function asked(
  { ledger, clock, sent }: CodeTill,
  memberId: string,
  points: number,
  at = opening,
): Promise<Answered> {
  clock.set(at);
  const redemptionId = `asked ${at}`;
  const { challengeId } = valueOf(await ledger.codes.requestRedemption({ memberId, redemptionId, points }));
  return { challengeId, code: sent.at(-1)?.code ?? '' };
}

/** Gives codes from all tills at once, each a part of them. */
export async function confirmAll(
  tills: readonly CodeProcess[],
  answers: readonly Answered[],
  atOnce: number,
  at = opening,
) {
  const parts = tills.map((_, till) => answers.filter((__, index) => index % tills.length === till));
  const told = await Promise.all(
    tills.map((till, index) => till.do('confirm', { at, answers: parts[index] ?? [], atOnce })),
  );
  return told.flat();
}

type Asking = Parameters<CodeTill['ledger']['codes']['requestRedemption']>[0];

/** Asks for codes from all tills at once, each a part of them. */
export async function requestAll(
  tills: readonly CodeProcess[],
  at: number,
  count: number,
  asking: (index: number) => Asking,
) {
  const all = Array.from({ length: count }, (_, index) => asking(index));
  const parts = tills.map((_, till) => all.filter((__, index) => index % tills.length === till));
  const told = await Promise.all(tills.map((till, index) => till.do('request', { at, asked: parts[index] ?? [] })));
  return { outcomes: told.flatMap(({ outcomes }) => outcomes), sent: told.flatMap(({ sent }) => sent) };
}

/** How often calls ended in which way. */
export function countsOf(outcomes: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const kind = typeof outcome === 'string' ? outcome : 'ok';
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** What neither `verify` nor the auditor may find fault with. */
export async function soundDump({ dump }: CodeGround, { ledger }: CodeTill): Promise<LedgerDump> {
  const kept = await dump();
  expect(auditLedger(kept)).toEqual([]);
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  return kept;
}
