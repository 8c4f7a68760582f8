import type { BenchCase, Progress } from '../bench-case.ts';
import { fillMembers } from './fill-members.ts';
import type { Ground } from './ground.ts';
import { measureGift, measureMemory, measureStall } from './measure-gift.ts';
import { measureReports } from './measure-reports.ts';
import { onPostgres } from './postgres-ground.ts';
import { proveEqual } from './prove-equal.ts';
import { onSqlite } from './sqlite-ground.ts';
import { buildWorker } from './work.ts';

/** Two purchases and a redemption. */
const entries = 3;

/** Tills beside a job for a tenth of so many members. */
export async function tillsSuite(progress: Progress, members: number): Promise<readonly BenchCase[]> {
  const measure = async (ground: Ground) => {
    progress(`${ground.store}: filling a ledger of ${members / 10} members`);
    const tenth = await fillMembers(ground, 'tenth', { members: members / 10, entries });
    return measureStall(ground, tenth, await buildWorker(ground), progress);
  };
  return [...(await onSqlite(measure)), ...(await onPostgres(measure))];
}

/** Work on so many members, against raw SQL that does the same. */
export async function bulkSuite(progress: Progress, members: number): Promise<readonly BenchCase[]> {
  const measure = (ground: Ground) => measureOn(ground, members, progress);
  return [...(await onSqlite(measure)), ...(await onPostgres(measure))];
}

async function measureOn(ground: Ground, members: number, progress: Progress): Promise<BenchCase[]> {
  const { store } = ground;
  const workOn = await buildWorker(ground);
  progress(`${store}: proving that the baseline writes the same`);
  await proveEqual(ground);
  progress(`${store}: filling a ledger of ${members} members`);
  const ours = await fillMembers(ground, 'ours', { members, entries });
  const raw = await ground.copy(ours, 'raw');

  const gift = await measureGift(ground, { ours, raw, members, workOn }, progress);
  await ground.remove(raw);
  const reports = await measureReports(ground, { ledger: ours, members, workOn }, progress);
  await ground.remove(ours);

  progress(`${store}: a tenth of the members`);
  const tenth = await fillMembers(ground, 'tenth', { members: members / 10, entries });
  const few = await workOn(tenth, 'gift', 'gift-0');
  const stall = await measureStall(ground, tenth, workOn, progress);
  return [...gift.cases, ...measureMemory(ground, { few, many: gift.done, members }), ...stall, ...reports];
}
