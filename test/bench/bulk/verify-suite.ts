import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { fillMembers } from './fill-members.ts';
import type { Ground } from './ground.ts';
import { short } from './measure-gift.ts';
import { onPostgres } from './postgres-ground.ts';
import { onSqlite } from './sqlite-ground.ts';
import { buildWorker, type Done } from './work.ts';

/** Of each member: a million members have ten million. */
const entries = 10;

/** Verifying a ledger of so many members, and one of a tenth of them. */
export async function verifySuite(progress: Progress, members: number): Promise<readonly BenchCase[]> {
  const measure = (ground: Ground) => measureOn(ground, members, progress);
  return [...(await onSqlite(measure)), ...(await onPostgres(measure))];
}

async function measureOn(ground: Ground, members: number, progress: Progress): Promise<BenchCase[]> {
  const { store } = ground;
  const workOn = await buildWorker(ground);
  const verify = async (name: string, count: number): Promise<Done> => {
    progress(`${store}: filling a ledger of ${count * entries} entries`);
    const ledger = await fillMembers(ground, name, { members: count, entries });
    progress(`${store}: verifying ${count * entries} entries`);
    const done = await workOn(ledger, 'verify');
    await ground.remove(ledger);
    return done;
  };
  const few = await verify('few', members / 10);
  const many = await verify('many', members);
  const size = `${short(members * entries)} entries`;
  const rate = { ours: (many.rows / many.ms) * 1000, raw: null, ratio: null, goal: null };
  const named = { store, callers: null };
  return [
    { ...named, name: `verify ${size}`, unit: 'ops/s', ...rate },
    { ...named, name: `peak RSS, ${size}`, unit: 'MB', ours: many.peakMb, raw: null, ratio: null, goal: 256 },
    comparedCase({ ...named, name: 'peak RSS vs a tenth', goal: 1 / 1.2 }, 'MB', many.peakMb, few.peakMb),
  ];
}
