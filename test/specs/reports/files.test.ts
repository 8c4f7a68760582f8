import {
  createBulk,
  dailyColumns,
  liabilityColumns,
  reportCsv,
  reportJson,
  statementColumns,
  statusColumns,
} from '@pointbook/core/bulk';
import { describe, expect, test } from 'vitest';
import { failureOf, rowsOf } from '../../support/reports.ts';
import { adjust, ayu, daysPass, redeem, sale, type Stage, stageOf } from '../../support/specification.ts';
import { warung } from '../../support/warung.ts';

const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;

async function linesOf(text: Parameters<typeof rowsOf<string>>[0]): Promise<string[]> {
  return (await rowsOf(text)).join('').split('\r\n');
}

async function open(): Promise<{ readonly stage: Stage; readonly bulk: ReturnType<typeof createBulk> }> {
  const stage = await stageOf(
    warung({ expiry }),
    sale('INV-1', 5000),
    adjust(3, { reason: '=SUM(A1)', comment: 'Sorry, and thanks' }),
    redeem('RD-1', 2),
    daysPass(20),
    sale('INV-2', 4000),
  );
  return { stage, bulk: createBulk(stage.ledger().ports) };
}

describe('A member statement', () => {
  test('has all entries, newest first, each with the balance after it, and what is due as if it were posted', async () => {
    const { stage, bulk } = await open();
    await daysPass(20)(stage);
    const rows = await rowsOf(bulk.reportStatement({ memberId: ayu }));
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
    const { balance } = (await stage.ledger().getBalance({ memberId: ayu }))._unsafeUnwrap();
    expect(rows[0]?.balance).toBe(balance);
  });

  test('reads on over all pages', async () => {
    const gifts = Array.from({ length: 1203 }, (_, index) => adjust(1, { idempotencyKey: `gift ${index}` }));
    const stage = await stageOf(warung(), ...gifts);
    const rows = await rowsOf(createBulk(stage.ledger().ports).reportStatement({ memberId: ayu }));
    expect(rows.map(({ balance }) => balance)).toEqual(Array.from({ length: 1203 }, (_, index) => 1203 - index));
  });

  test('of nobody is an error', async () => {
    const { bulk } = await open();
    expect(await failureOf(bulk.reportStatement({ memberId: 'nobody' }))).toMatchObject({ kind: 'unknown-member' });
    expect(await failureOf(bulk.reportStatement({} as never))).toMatchObject({
      kind: 'invalid-command',
      field: 'memberId',
    });
  });
});

describe('Reports as files', () => {
  test('each report is CSV with the columns that it has', async () => {
    const { bulk } = await open();
    const status = await linesOf(reportCsv(bulk.reportStatus(), statusColumns));
    expect(status).toEqual([
      statusColumns.join(','),
      'ayu,9,0,-2,0,3,0,-6,0,0,4,4,0,0,0,5,2026-03-22T03:00:00.000Z',
      'budi,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,',
      '',
    ]);
    const columns = ['date', 'earned', 'expired'] as const;
    const daily = await linesOf(reportCsv(bulk.reportDaily({ columns }), columns));
    expect(daily).toEqual(['date,earned,expired', '2026-03-02,5,0', '2026-03-22,4,-6', '']);
    const liability = await linesOf(reportCsv(bulk.reportLiability(), liabilityColumns));
    expect(liability).toEqual(['ends,points,pending,value', '2026-04,4,0,400', '']);
    const statement = await linesOf(reportCsv(bulk.reportStatement({ memberId: ayu }), statementColumns));
    expect(statement[4]).toBe(
      'ayu,2,2026-03-02T03:00:00.000Z,2026-03-02T03:00:00.000Z,adjustment,points-added,3,8,staff-3,,,,\'=SUM(A1),"Sorry, and thanks"',
    );
  });

  test('each report is JSON', async () => {
    const { bulk } = await open();
    const parsed = async (text: Parameters<typeof rowsOf<string>>[0]) =>
      JSON.parse((await rowsOf(text)).join('')) as unknown;
    expect(await parsed(reportJson(bulk.reportLiability()))).toEqual([
      { ends: '2026-04', points: 4, pending: 0, value: 400 },
    ]);
    expect(await parsed(reportJson(bulk.reportDaily({ columns: dailyColumns })))).toHaveLength(2);
    expect(await parsed(reportJson(bulk.reportStatus()))).toHaveLength(2);
    expect(await parsed(reportJson(bulk.reportStatement({ memberId: ayu })))).toHaveLength(5);
  });

  test('a report can be left off halfway', async () => {
    const { bulk } = await open();
    for await (const row of bulk.reportStatus()) {
      expect(row._unsafeUnwrap().memberId).toBe(ayu);
      break;
    }
  });

  test('a store that fails ends a report with its error', async () => {
    const { stage, bulk } = await open();
    await stage.ledger().close();
    for (const report of [
      bulk.reportStatus(),
      bulk.reportDaily({ columns: ['date'] }),
      bulk.reportLiability(),
      bulk.reportLiability({ at: new Date() }),
      bulk.reportStatement({ memberId: ayu }),
    ])
      expect(await failureOf<unknown>(report)).toMatchObject({ kind: 'store-closed' });
  });
});
