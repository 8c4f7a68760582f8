import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { mediansInTurn } from '../compare.ts';
import { rateInLoops } from '../in-loops.ts';
import type { Databases } from '../postgres/databases.ts';
import { openOurs } from '../postgres/prepare-ledger.ts';
import { openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { fillLedger } from './fill-ledger.ts';

const small = { members: 10_000, purchases: 1 };
const manyMembers = { members: 1_000_000, purchases: 1 };
const manyEntries = { members: 1_000_000, purchases: 10 };
/** May lose less than a quarter. */
const goal = 0.75;
const patience = { rounds: 7, roundMs: 1000 };

/** Earning on large ledgers, each against the small one in turn. */
export async function measureGrowth(databases: Databases, progress: Progress): Promise<BenchCase[]> {
  const fill = async (name: string, size: typeof small) => {
    const url = await databases.create(name);
    await fillLedger(url, size, progress);
    const pointbook = openOurs(url);
    const till = openTill('scale', size.members);
    return { close: () => pointbook.close(), sell: async () => void valueOf(await pointbook.saveInvoice(till())) };
  };
  const ledgers = {
    small: await fill('small', small),
    manyMembers: await fill('many_members', manyMembers),
    manyEntries: await fill('many_entries', manyEntries),
  };
  await databases.settle();

  const members: BenchCase[] = [];
  const entries: BenchCase[] = [];
  for (const callers of [256, 32, 8, 1]) {
    progress(`scale: earn, ${callers} at once`);
    const rate = (ledger: keyof typeof ledgers) => () => rateInLoops(callers, patience.roundMs, ledgers[ledger].sell);
    const sides = { small: rate('small'), manyMembers: rate('manyMembers'), manyEntries: rate('manyEntries') };
    const rates = await mediansInTurn(sides, patience.rounds);
    const named = { store: 'postgres', callers, goal };
    const unit = 'ops/s';
    members.unshift(comparedCase({ ...named, name: 'earn, 1M members' }, unit, rates.manyMembers, rates.small));
    entries.unshift(comparedCase({ ...named, name: 'earn, 10M entries' }, unit, rates.manyEntries, rates.small));
  }
  for (const { close } of Object.values(ledgers)) valueOf(await close());
  return [...members, ...entries];
}
