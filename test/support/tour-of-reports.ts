import type { Pointbook } from '@pointbook/core';
import { createBulk, dailyColumns } from '@pointbook/core/bulk';
import { rowsOf } from './reports.ts';

/** Makes every report of a ledger. */
export async function tourOfReports({ ports }: Pointbook, memberId: string): Promise<void> {
  const bulk = createBulk(ports);
  await rowsOf(bulk.reportStatus());
  await rowsOf(bulk.reportDaily({ columns: dailyColumns }));
  await rowsOf(bulk.reportLiability());
  await rowsOf(bulk.reportLiability({ at: new Date(ports.clock.now()) }));
  await rowsOf(bulk.reportStatement({ memberId }));
}
