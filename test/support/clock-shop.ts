import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { clock as clockPlugin } from '@pointbook/core/clock';
import { reports } from '@pointbook/core/reports';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { auditLedger, fakeClock, recordingStore } from '@pointbook/testing';
import { expect, onTestFinished } from 'vitest';
import { postOffice } from './post-office.ts';
import { monday } from './specification.ts';
import { warung } from './warung.ts';
import { valueOf } from './value-of.ts';

export const day = 86_400_000;
export const years = 3653 * day;
/** A correction on the day of the shop. */
export const said = { today: '2026-03-02', actor: 'ann', idempotencyKey: 'clock of till 2' };
export const sale = (invoiceId: string, total = 100_000) => ({ invoiceId, memberId: 'ayu', currency: 'IDR', total });

/** A shop whose points end a year after they were earned. Ayu has a hundred of them. */
export async function openShop(changes: Parameters<typeof warung>[0] = {}) {
  const program: ProgramDefinition = warung({
    expiry: { kind: 'after', period: { unit: 'months', count: 12 } },
    ...changes,
  });
  const { store, dump } = recordingStore(memoryStore());
  const clock = fakeClock(monday);
  const office = postOffice();
  const [codesOfOffice] = office.equipment.plugins;
  const ledger = createPointbook({
    program,
    store,
    clock,
    clockCheck: false,
    plugins: [codesOfOffice, reports(), clockPlugin()],
  });
  valueOf(await ledger.enrolMember({ memberId: 'ayu', phone: '+628110001' }));
  valueOf(await ledger.enrolMember({ memberId: 'budi' }));
  valueOf(await ledger.saveInvoice(sale('INV-1')));
  onTestFinished(async () => {
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
    expect(auditLedger(await dump(program.programId as never))).toEqual([]);
  });
  /** What happens while the clock is ten years ahead. */
  const inTenYears = async <T>(work: () => PromiseLike<T>): Promise<T> => {
    clock.advance(years);
    const answer = await work();
    clock.advance(-years);
    return answer;
  };
  return {
    ledger,
    clock,
    office,
    inTenYears,
    sweep: () => inTenYears(() => ledger.expireDue()),
    balance: async (at?: Date) => valueOf(await ledger.getBalance({ memberId: 'ayu', ...(at && { at }) })),
    setBack: () => ledger.clock.setBack(said),
    findAhead: async () => {
      const rows = [];
      for await (const row of ledger.clock.findAhead()) rows.push(valueOf(row));
      return rows;
    },
  };
}
