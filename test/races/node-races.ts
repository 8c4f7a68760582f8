import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import type { PostgresStore } from '@pointbook/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { shop } from './workers/shop.ts';
import { valueOf } from '../support/value-of.ts';

/** A ledger of its own, on a server or the way to one. */
export interface RaceGround {
  /** For the host's transactions. */
  readonly pool: pg.Pool;
  /** One more store of the ledger. */
  open(): PostgresStore;
  close(): Promise<void>;
}

const members = ['A', 'B', 'C', 'D'];
const stores = 4;
const sales = sampled(15, 150);
/** Longer than any page takes, so that others commit meanwhile. */
const hostMs = 150;

/** After which nothing more is to be hoped for. */
const idleMs = 60_000;

/** What many stores do at once on one ledger, whatever is between them and the tables. */
export function runNodeRaces(makeGround: () => Promise<RaceGround>): void {
  const openAll = async () => {
    const ground = await makeGround();
    onTestFinished(async () => ground.close());
    const ledgers = Array.from({ length: stores }, () => createPointbook({ program: shop, store: ground.open() }));
    for (const ledger of ledgers) valueOf(await ledger.open());
    const [first] = ledgers as [(typeof ledgers)[number]];
    for (const memberId of members) valueOf(await first.enrolMember({ memberId }));
    return { ...ground, ledgers, first };
  };
  type All = Awaited<ReturnType<typeof openAll>>;
  type Till = Pick<All['first'], 'saveInvoice'>;
  const sell = async (till: Till, invoiceId: string, memberId = '') => {
    const sold = await till.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 5 });
    valueOf(sold);
  };
  /** Sells in a transaction of the host, which stays open for a while. */
  const sellWithin = async ({ pool, first }: All, invoiceId: string, memberId = '') => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    await pause(hostMs / 2);
    await sell(first.within(client), invoiceId, memberId);
    await pause(hostMs / 2);
    await client.query('COMMIT');
    client.release();
  };

  describe('many stores at once', () => {
    test('who follows the feed gets each entry once, and those of a member in order', async () => {
      const all = await openAll();
      const writers = all.ledgers.map(async (ledger, store) => {
        for (let sale = 0; sale < sales; sale++) await sell(ledger, `${store}-${sale}`, members[(store + sale) % 4]);
      });
      const hosts = members.map(async (memberId, host) => {
        for (let sale = 0; sale < 3; sale++) await sellWithin(all, `host ${host}-${sale}`, memberId);
      });
      const wanted = stores * sales + 3 * members.length;
      const seen = new Map(members.map((memberId) => [memberId, [] as number[]]));
      const follow = async () => {
        let cursor: string | null = null;
        let since = performance.now();
        for (let count = 0; count < wanted;) {
          if (performance.now() - since > idleMs) throw new Error(`Only ${count} of ${wanted} entries came.`);
          const page: { items: readonly { memberId: string; sequence: number }[]; cursor: string | null } = valueOf(
            await all.first.readFeed({ cursor, limit: 7 }),
          );
          for (const { memberId, sequence } of page.items) seen.get(memberId)?.push(sequence);
          count += page.items.length;
          if (page.items.length > 0) since = performance.now();
          ({ cursor } = page);
        }
        return cursor;
      };
      const [cursor] = await Promise.all([follow(), ...writers, ...hosts]);
      expect(valueOf(await all.first.readFeed({ cursor })).items).toEqual([]);
      for (const sequences of seen.values()) expect(sequences).toEqual(sequences.map((_, index) => index + 1));
      expect([...seen.values()].flat()).toHaveLength(wanted);
    });

    test('of redemptions of twice what there is half succeed, and nothing is left', async () => {
      const all = await openAll();
      const points = stores * sales * 5;
      const gift = { direction: 'add', actor: 'ann', reason: 'to begin with', idempotencyKey: 'first' } as const;
      valueOf(await all.first.adjustPoints({ ...gift, memberId: 'A', points }));
      const redemptions = all.ledgers.flatMap((ledger, store) =>
        Array.from({ length: sales * 10 }, (_, index) =>
          ledger.redeemPoints({ memberId: 'A', redemptionId: `${store}-${index}`, points: 1 }),
        ),
      );
      const answers = await Promise.all(redemptions);
      const failures = answers.flatMap((answer) => (answer.isErr() ? [answer.error.kind] : []));
      expect(new Set(failures)).toEqual(new Set(['insufficient-points']));
      expect(failures).toHaveLength(points);
      expect(valueOf(await all.first.getMember({ memberId: 'A' })).balance.balance).toBe(0);
      expect(valueOf(await verify(all.first)).findings).toEqual([]);
    });
  });
}
