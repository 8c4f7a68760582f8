import { createPointbook, type Pointbook } from '@pointbook/core';
import { ledgerView } from '@pointbook/testing';
import { postgresStore, type PostgresStore } from '@pointbook/postgres';
import type { ResultAsync } from 'neverthrow';
import { moveOne, totalOf } from './bank.ts';
import { shop } from './shop.ts';
import { type Tried, tryCodes } from './tries.ts';

/** Where a job runs. */
export interface Ground {
  readonly url: string;
  readonly schema: string;
}

interface Till {
  readonly store: PostgresStore;
  readonly pointbook: Pointbook;
}

const tills = new Map<string, Till>();

/** This process's till on a ledger; it stays open. */
export function tillOn({ url, schema }: Ground, name = 'first'): Till {
  const known = tills.get(schema + name);
  if (known) return known;
  const store = postgresStore(url, { schema, connections: 2 });
  const till = { store, pointbook: createPointbook({ program: shop, store }) };
  tills.set(schema + name, till);
  return till;
}

type Call = ResultAsync<unknown, { readonly kind: string }>;

function kindOf(answer: Awaited<Call>): string {
  return answer.isOk() ? 'ok' : answer.error.kind;
}

/** How often calls ended in which way. */
export type Outcomes = Record<string, number>;

async function outcomesOf(calls: readonly Call[], counted: Outcomes): Promise<void> {
  for (const answer of await Promise.all(calls)) counted[kindOf(answer)] = (counted[kindOf(answer)] ?? 0) + 1;
}

/** What a process can be asked to do. */
export const jobs = {
  /** Opens a ledger, so that what comes next is about the race alone. */
  open: async (ground: Ground): Promise<string> => kindOf(await tillOn(ground).pointbook.open()),

  /** Redeems a point `count` times, so many at once. */
  redeem: async ({ count, atOnce, ...ground }: Ground & { count: number; atOnce: number }): Promise<Outcomes> => {
    const { pointbook } = tillOn(ground);
    const outcomes: Outcomes = {};
    for (let number = 0; number < count; number += atOnce) {
      const calls = Array.from({ length: Math.min(atOnce, count - number) }, (_, index) =>
        pointbook.redeemPoints({ memberId: 'M', redemptionId: `${process.pid} ${number + index}`, points: 1 }),
      );
      await outcomesOf(calls, outcomes);
    }
    return outcomes;
  },

  /** Wants the last point of each member, from two tills at once. */
  contend: async ({ members, ...ground }: Ground & { members: readonly string[] }): Promise<string[][]> => {
    const first = tillOn(ground).pointbook;
    const second = tillOn(ground, 'second').pointbook;
    return Promise.all(
      members.map(async (memberId) => {
        const redeemed = first.redeemPoints({ memberId, redemptionId: `${process.pid} redeems`, points: 1 });
        const held = second.holdPoints({ memberId, redemptionId: `${process.pid} holds`, points: 1 });
        return (await Promise.all([redeemed, held])).map(kindOf);
      }),
    );
  },

  /** Gives each of the members a point, so many members at once. */
  adjust: async (order: Ground & { members: readonly string[]; atOnce: number }): Promise<Outcomes> => {
    const { members, atOnce, ...ground } = order;
    const { pointbook } = tillOn(ground);
    const outcomes: Outcomes = {};
    const gift = { points: 1, direction: 'add', actor: 'ann', reason: 'a gift' } as const;
    for (let from = 0; from < members.length; from += atOnce) {
      const calls = members
        .slice(from, from + atOnce)
        .map((memberId) => pointbook.adjustPoints({ ...gift, memberId, idempotencyKey: `of ${process.pid}` }));
      await outcomesOf(calls, outcomes);
    }
    return outcomes;
  },

  /** Sends one command `times` times at once, from several tills, and tells every answer. */
  send: async (order: Ground & { verb: Verb; command: object; times: number }): Promise<unknown[]> => {
    const { verb, command, times, ...ground } = order;
    return Promise.all(
      Array.from({ length: times }, async (_, index) => {
        const run = tillOn(ground, `till ${index % 3}`).pointbook[verb] as (command: object) => Call;
        const answer = await run(command);
        return answer.isOk() ? { ok: answer.value } : { error: answer.error.kind };
      }),
    );
  },

  /** Takes wrong codes down, all at once; tells the errors. */
  tryCodes: async ({ tried, marks, ...ground }: Ground & { tried: Tried; marks: readonly number[] }) =>
    tryCodes(ledgerView(tillOn(ground).store), tried, marks),

  /** Moves a point between two members `times` times; tells how often there was one to move. */
  move: async ({ members, times, ...ground }: Ground & { members: readonly string[]; times: number }) => {
    let moved = 0;
    for (let number = 0; number < times; number += 1) moved += await moveOne(ledgerView(tillOn(ground).store), members);
    return moved;
  },

  /** Reads all balances `times` times through the store; tells every sum, and the lowest balance. */
  watch: async ({ members, times, ...ground }: Ground & { members: readonly string[]; times: number }) => {
    const seen: (readonly [sum: number, lowest: number])[] = [];
    for (let number = 0; number < times; number += 1)
      seen.push(await totalOf(ledgerView(tillOn(ground).store), members));
    return seen;
  },
};

/** Verbs that are sent by name. */
export type Verb = 'adjustPoints' | 'saveInvoice' | 'redeemPoints';

/** A job by its name, and what it is told. */
export type Jobs = typeof jobs;
