import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import type { BackupSource } from './workers/backup.ts';

/** A folder for backups, which is gone with the test. */
export async function backupFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-backups-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Kills processes that back a ledger up, each at another random moment, and answers how many left no backup.
 *
 * @param expectWhole - is given the backup of each that had come to its end before it was killed.
 */
export async function killBackups(
  source: BackupSource,
  kills: number,
  expectWhole: (file: string) => Promise<void>,
): Promise<number> {
  const folder = await backupFolder();
  const start = async (to: string) => {
    const child = await forkWorker('backup', [JSON.stringify(source), to]);
    return { child, begins: once(child, 'message'), ended: once(child, 'exit') };
  };
  const whole = async (to: string) => {
    const { child, begins } = await start(to);
    await begins;
    const began = performance.now();
    const [answer] = (await once(child, 'message')) as unknown[];
    expect(answer).toBe('taken');
    await expectWhole(to);
    return performance.now() - began;
  };

  await whole(join(folder, 'first'));
  // Those before it had much to compile.
  const usualMs = await whole(join(folder, 'second'));
  let without = 0;
  for (let killed = 1; killed <= kills; killed += 1) {
    const name = `backup-${killed}`;
    const { child, begins, ended } = await start(join(folder, name));
    await begins;
    // One in each part of the time that it takes: the first comes early, whatever else the machine does.
    await setTimeout(((killed - Math.random()) / kills) * usualMs);
    child.kill('SIGKILL');
    await ended;
    const left = (await readdir(folder)).filter((each) => each.startsWith(`${name}.`) || each === name);
    expect(left.filter((each) => each !== name && !/^backup-\d+\.partial-\w{6}$/.test(each))).toEqual([]);
    if (left.includes(name)) await expectWhole(join(folder, name));
    else without += 1;
  }
  // What was left behind is in nobody's way.
  await whole(join(folder, `backup-${kills}-again`));
  return without;
}
