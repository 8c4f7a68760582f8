import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { clock as clockPlugin } from '@pointbook/core/clock';
import { reports } from '@pointbook/core/reports';
import { jobs } from '@pointbook/core/jobs';
import type { RecordStore } from '@pointbook/core/store';
import { type FakeClock, fakeClock } from '@pointbook/testing';
import { codesOfTour } from '../support/tours/tour-of-code-verbs.ts';
import { base, warung } from '../support/shops/warung.ts';

export const day = 86_400_000;
/** When the histories of the held ledgers begin. */
export const start = Date.UTC(2026, 2, 2, 3);

const days = (count: number) => ({ unit: 'days', count }) as const;

/** The shops of a held ledger, whose programs never change: one earns at once, one once it is paid. */
export const shops = {
  warung: warung({ expiry: { kind: 'after', period: days(10) }, earn: { pendingDays: 0 } }),
  toko: warung({
    programId: 'toko',
    expiry: { kind: 'inactivity', period: days(20) },
    earn: {
      trigger: 'on-full-payment',
      approvePayments: true,
      rules: [{ ...base, cap: { perDay: 500 } }],
    },
  }),
} as const satisfies Record<string, ProgramDefinition>;

/** Opens a shop of a ledger, with all plugins. */
export function openShop(name: keyof typeof shops, store: RecordStore, clock: FakeClock = fakeClock(start)) {
  const { options, code } = codesOfTour();
  const ledger = createPointbook({
    program: shops[name],
    store,
    clock,
    clockCheck: false,
    newProgram: true,
    plugins: [...options.plugins, jobs(), reports(), clockPlugin()],
  });
  return { ledger, code, clock };
}

export type Shop = ReturnType<typeof openShop>;
