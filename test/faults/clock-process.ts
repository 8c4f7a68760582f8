import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Pointbook } from '@pointbook/core';
import type { ClockVerbs } from '@pointbook/core/clock';
import type { BoundList } from '@pointbook/core/plugin';
import { verify } from '@pointbook/core/verify';
import { expect } from 'vitest';
import { root } from '../../scripts/workspace.ts';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

/** A shop whose points end a year after they were earned. */
export const program = warung({ expiry: { kind: 'after', period: { unit: 'months', count: 12 } } });

type Ledger = Pointbook & { readonly clock: BoundList<ClockVerbs> };

/** Members, each with a hundred points. */
export async function fill(ledger: Pointbook): Promise<void> {
  for (const memberId of ['ayu', 'budi', 'citra']) {
    valueOf(await ledger.enrolMember({ memberId }));
    const sale = { invoiceId: `INV-${memberId}`, memberId, currency: 'IDR', total: 100_000 };
    valueOf(await ledger.saveInvoice(sale));
  }
}

/** What a process does whose machine is ten years ahead: a sale, and a sweep. It believes its clock. */
export async function runInTenYears(opening: string, ...args: readonly string[]): Promise<string> {
  const text = `
    ${opening}
    import { createPointbook } from '@pointbook/core';
    const now = Date.now;
    Date.now = () => now() + 3653 * 86_400_000;
    const ledger = createPointbook({ program: JSON.parse(process.argv[1]), store, clockCheck: false });
    const sale = { invoiceId: 'INV-2', memberId: 'ayu', currency: 'IDR', total: 7_000 };
    const answers = [await ledger.saveInvoice(sale), await ledger.expireDue()];
    await ledger.close();
    process.stdout.write(answers.map((answer) => answer.isOk()).join());`;
  const flags = ['--conditions=@pointbook/source', '--input-type=module', '--eval', text, '--'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, JSON.stringify(program), ...args], {
    cwd: root,
  });
  return stdout;
}

/** Takes back what that process did, in two calls at once, and once more. */
export async function expectTheWayBack(ledger: Ledger): Promise<void> {
  const balances = async () => {
    const of = async (memberId: string) => valueOf(await ledger.getBalance({ memberId })).available;
    return [await of('ayu'), await of('budi'), await of('citra')];
  };
  expect(await balances()).toEqual([7, 0, 0]);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: program.timeZone ?? 'UTC' }).format(Date.now());
  const setBack = () => ledger.clock.setBack({ today, actor: 'ann', idempotencyKey: 'clock of till 2' });
  for (const done of await Promise.all([setBack(), setBack()])) expect(done.isOk()).toBe(true);
  expect(valueOf(await setBack())).toEqual({ members: 3, points: 300, records: 0 });
  expect(await balances()).toEqual([107, 100, 100]);
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
}
