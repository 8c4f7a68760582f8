import { DatabaseSync } from 'node:sqlite';
import type { Pointbook } from '@pointbook/core';
import { recordChange, storedAccount, storedEntry, tillKinds } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { type LedgerDump, recordingStore } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { valueOf } from '../support/specification/steps.ts';
import { warung } from '../support/shops/warung.ts';
import { keepShop } from './hand-made-damage.ts';

/** A row that can be forged: what it says, and how it is written with a right checksum. */
interface Row {
  readonly says: object;
  write(says: never): void;
}

test('what a hand forged with right checksums is answered by verify, and a figure that is none is a finding', async () => {
  const database = new DatabaseSync(':memory:');
  const { store, dump } = recordingStore(sqliteStore(database));
  const ledger = await keepShop(store);
  await keepMore(ledger);
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER "${String(name)}"`);
  const rows = rowsOf(database, await dump(warung().programId as never));
  expect(rows.length).toBeGreaterThan(15);
  const all = rows.flatMap(({ says, write }) => [...forgeries(says)].map((forged) => ({ says, write, ...forged })));
  const missed: unknown[] = [];
  // Each tenth of them, so that all kinds have their turn.
  for (const { says, write, forged, isAbsurd } of all.filter((_, index) => index % 10 === 0)) {
    write(forged as never);
    const { findings } = valueOf(await verify(ledger));
    if (isAbsurd && findings.length === 0) missed.push(forged);
    write(says as never);
  }
  expect(missed).toEqual([]);
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  database.close();
});

/** Payments, a refund and a redemption. */
async function keepMore(ledger: Pointbook): Promise<void> {
  const paid = { invoiceId: 'I-1', paymentId: 'P-1', currency: 'IDR', amount: 40_000 };
  valueOf(await ledger.recordPayment(paid));
  valueOf(await ledger.redeemPoints({ memberId: 'ayu', redemptionId: 'RD-1', points: 10, invoiceId: 'I-1' }));
  valueOf(await ledger.refundInvoice({ invoiceId: 'I-1', refundId: 'R-1', value: 20_000 }));
  valueOf(await ledger.holdPoints({ memberId: 'ayu', redemptionId: 'RD-2', points: 5 }));
}

function rowsOf(database: DatabaseSync, dump: LedgerDump): Row[] {
  const account = database.prepare('UPDATE pointbook_accounts SET account = ?, activity = ? WHERE member_id = ?');
  const entry = database.prepare('UPDATE pointbook_entries SET effect = ? WHERE member_id = ? AND sequence = ?');
  const record = database.prepare(
    'UPDATE pointbook_records SET body = ? WHERE key = ? AND kind = (SELECT word FROM pointbook_words WHERE name = ?)',
  );
  return [
    ...dump.members.map((says) => ({
      says,
      write(one: typeof says) {
        const row = storedAccount(one);
        account.run(row.account, row.activity, says.account.memberId);
      },
    })),
    ...dump.entries.map((says) => ({
      says: says.effect,
      write: (effect: typeof says.effect) =>
        void entry.run(storedEntry({ ...says, effect }).effect, says.memberId, says.sequence),
    })),
    ...tillKinds.flatMap((kind) =>
      recordsOf(dump, kind.kind).map((says) => ({
        says,
        write(one: object) {
          const key = kind.key(says);
          record.run(recordChange(kind, key, null, one).record.body, key, kind.kind);
        },
      })),
    ),
  ];
}

function recordsOf(dump: LedgerDump, kind: string): readonly object[] {
  const { invoices, payments, refunds, profiles, profileSaves, replacedSales, pastBases } = dump;
  const own = { payment: payments, refund: refunds, 'profile-save': profileSaves, 'replaced-sale': replacedSales };
  const all = { ...own, invoice: invoices, profile: profiles, basis: pastBases };
  return Object.entries(all).find(([name]) => name === kind)?.[1] ?? [];
}

/** What a row says, with one figure or text changed; whether no ledger writes such a figure. */
interface Forged {
  readonly forged: unknown;
  readonly isAbsurd: boolean;
}

function* forgeries(says: unknown): Generator<Forged> {
  if (typeof says === 'number') {
    for (const figure of [says + 0.5, 2 ** 60]) yield { forged: figure, isAbsurd: true };
    for (const figure of [-says - 1, Number.MAX_SAFE_INTEGER]) yield { forged: figure, isAbsurd: false };
  } else if (typeof says === 'string') yield { forged: `${says}?`, isAbsurd: false };
  else if (typeof says === 'object' && says !== null)
    for (const [name, value] of Object.entries(says))
      for (const { forged, isAbsurd } of forgeries(value)) {
        const whole = Array.isArray(says) ? says.with(Number(name), forged) : { ...says, [name]: forged };
        yield { forged: whole, isAbsurd };
      }
}
