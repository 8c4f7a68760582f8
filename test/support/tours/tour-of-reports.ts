import type { Ledger } from '../shops/plugins.ts';
import { dailyColumns } from '@pointbook/core/reports';
import { rowsOf } from '../reports/reports.ts';

/** Makes every report of a ledger. */
export async function tourOfReports({ ports, reports }: Ledger, memberId: string): Promise<void> {
  await rowsOf(reports.status());
  await rowsOf(reports.daily({ columns: dailyColumns }));
  await rowsOf(reports.liability());
  await rowsOf(reports.liability({ at: new Date(ports.clock.now()) }));
  await rowsOf(reports.statement({ memberId }));
}
