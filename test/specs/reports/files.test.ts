import {
  dailyColumns,
  liabilityColumns,
  reportCsv,
  reportJson,
  statementColumns,
  statusColumns,
} from '@pointbook/core/reports';
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../support/shops/plugins.ts';
import { failureOf, rowsOf } from '../../support/reports/reports.ts';
import { adjust, ayu, daysPass, redeem, sale, type Stage, stageOf } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;

async function linesOf(text: Parameters<typeof rowsOf<string>>[0]): Promise<string[]> {
  return (await rowsOf(text)).join('').split('\r\n');
}

async function open(): Promise<{ readonly stage: Stage; readonly reports: Ledger['reports'] }> {
  const stage = await stageOf(
    warung({ expiry }),
    sale('INV-1', 5000),
    adjust(3, { reason: '=SUM(A1)', comment: 'Sorry, and thanks' }),
    redeem('RD-1', 2),
    daysPass(20),
    sale('INV-2', 4000),
  );
  return { stage, reports: stage.ledger().reports };
}

describe('A member statement', () => {
  test('has all entries, newest first, each with the balance after it, and what is due as if it were posted', async () => {
    const { stage, reports } = await open();
    await daysPass(20)(stage);
    const rows = await rowsOf(reports.statement({ memberId: ayu }));
    expect(rows.map(({ sequence, cause, delta, balance }) => [sequence, cause, delta, balance])).toEqual([
      [6, 'lot-expired', -4, 0],
      [5, 'invoice-saved', 4, 4],
      [4, 'lot-expired', -6, 0],
      [3, 'points-redeemed', -2, 6],
      [2, 'points-added', 3, 8],
      [1, 'invoice-saved', 5, 5],
    ]);
    expect(rows[4]).toMatchObject({ referenceType: null, referenceId: null, reason: '=SUM(A1)' });
    expect(rows[5]).toMatchObject({ referenceType: 'invoice', referenceId: 'INV-1', referenceDetail: null });
    const { balance } = valueOf(await stage.ledger().getBalance({ memberId: ayu }));
    expect(rows[0]?.balance).toBe(balance);
  });

  test('reads all pages', async () => {
    const gifts = Array.from({ length: 1203 }, (_, index) => adjust(1, { idempotencyKey: `gift ${index}` }));
    const stage = await stageOf(warung(), ...gifts);
    const rows = await rowsOf(stage.ledger().reports.statement({ memberId: ayu }));
    expect(rows.map(({ balance }) => balance)).toEqual(Array.from({ length: 1203 }, (_, index) => 1203 - index));
  });

  test('of an unknown member is an error', async () => {
    const { reports } = await open();
    expect(await failureOf(reports.statement({ memberId: 'nobody' }))).toMatchObject({ kind: 'unknown-member' });
    expect(await failureOf(reports.statement({} as never))).toMatchObject({
      kind: 'invalid-command',
      field: 'memberId',
    });
  });
});

describe('Reports as files', () => {
  test('each report is CSV with the columns that it has', async () => {
    const { reports } = await open();
    const status = await linesOf(reportCsv(reports.status(), statusColumns));
    expect(status).toEqual([
      statusColumns.join(','),
      'ayu,9,0,-2,0,3,0,-6,0,0,4,4,0,0,0,5,2026-03-22T03:00:00.000Z',
      'budi,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,',
      '',
    ]);
    const columns = ['date', 'earned', 'expired'] as const;
    const daily = await linesOf(reportCsv(reports.daily({ columns }), columns));
    expect(daily).toEqual(['date,earned,expired', '2026-03-02,5,0', '2026-03-22,4,-6', '']);
    const liability = await linesOf(reportCsv(reports.liability(), liabilityColumns));
    expect(liability).toEqual(['ends,points,pending,value', '2026-04,4,0,400', '']);
    const statement = await linesOf(reportCsv(reports.statement({ memberId: ayu }), statementColumns));
    expect(statement[4]).toBe(
      'ayu,2,2026-03-02T03:00:00.000Z,2026-03-02T03:00:00.000Z,adjustment,points-added,3,8,staff-3,,,,\'=SUM(A1),"Sorry, and thanks"',
    );
  });

  test('each report is JSON', async () => {
    const { reports } = await open();
    const parsed = async (text: Parameters<typeof rowsOf<string>>[0]) =>
      JSON.parse((await rowsOf(text)).join('')) as unknown;
    expect(await parsed(reportJson(reports.liability()))).toEqual([
      { ends: '2026-04', points: 4, pending: 0, value: 400 },
    ]);
    expect(await parsed(reportJson(reports.daily({ columns: dailyColumns })))).toHaveLength(2);
    expect(await parsed(reportJson(reports.status()))).toHaveLength(2);
    expect(await parsed(reportJson(reports.statement({ memberId: ayu })))).toHaveLength(5);
  });

  test('a report can be left off halfway', async () => {
    const { reports } = await open();
    for await (const row of reports.status()) {
      expect(valueOf(row).memberId).toBe(ayu);
      break;
    }
  });

  test('a store that fails ends a report with its error', async () => {
    const { stage, reports } = await open();
    await stage.ledger().close();
    for (const report of [
      reports.status(),
      reports.daily({ columns: ['date'] }),
      reports.liability(),
      reports.liability({ at: new Date() }),
      reports.statement({ memberId: ayu }),
    ])
      expect(await failureOf<unknown>(report)).toMatchObject({ kind: 'store-closed' });
  });
});
