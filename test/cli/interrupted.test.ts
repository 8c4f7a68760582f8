import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/processes/command-line.ts';

const rows = 6000;

async function openWithFile(): Promise<CommandLine> {
  const line = await openCommandLine();
  expect((await line.run('pointbook init --name Warung --currency IDR')).code).toBe(0);
  const lines = Array.from({ length: rows }, (_, index) => `M-${index},${index % 7}`);
  writeFileSync(join(line.folder, 'members.csv'), `memberId,balance\n${lines.join('\n')}\n`);
  return line;
}

/** Waits until a job has written something. */
async function untilBegun({ folder }: CommandLine): Promise<void> {
  const file = join(folder, 'points.db');
  for (;;) {
    if (existsSync(file)) {
      const database = new DatabaseSync(file, { readOnly: true });
      const begun = database.prepare('SELECT 1 FROM pointbook_entries LIMIT 1').get();
      database.close();
      if (begun !== undefined) return;
    }
    await sleep(10);
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops an import cleanly, and the printed command goes on with it',
  async (signal) => {
    const line = await openWithFile();
    const running = line.start('import', 'opening', 'members.csv', '--reason', 'moving', '--yes');
    await untilBegun(line);
    running.process.kill(signal);
    const { code, stdout, stderr } = await running.finished();
    expect(code).toBe(130);
    expect(stdout).toContain(',stopped,');
    const [, , , seen] = stdout.split('\r\n')[1]?.split(',') ?? [];
    expect(Number(seen)).toBeLessThan(rows);
    const [, resume = 'exit 1'] = /^ {2}(pointbook job resume .+)$/m.exec(stderr) ?? [];
    const resumed = await line.run(resume);
    expect(resumed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`,finished,${rows},${rows},0,0,`) as string,
    });
    const { stdout: verified } = await line.run('pointbook verify');
    expect(verified).toBe(`members,entries,findings\r\n${rows},${rows},0\r\n`);
  },
);

test('a second signal ends it at once, and the job goes on later', async () => {
  const line = await openWithFile();
  const running = line.start('import', 'opening', 'members.csv', '--reason', 'moving', '--yes');
  await untilBegun(line);
  running.process.kill('SIGINT');
  running.process.kill('SIGTERM');
  expect((await running.finished()).code).toBe(130);
  const { stdout } = await line.run('pointbook job list --json');
  const [{ jobId = '' } = {}] = JSON.parse(stdout) as { jobId?: string }[];
  const resumed = await line.run(`pointbook job resume ${jobId} --file members.csv`);
  expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining(`,finished,${rows},${rows},`) as string });
});

test('a backup that is stopped leaves nothing', async () => {
  const line = await openWithFile();
  await line.run('pointbook import opening members.csv --reason moving --yes');
  const running = line.start('backup', 'before.db');
  const half = () => readdirSync(line.folder).filter((name) => name.startsWith('before.db'));
  // Its folder is known once the copy is there.
  while (!half().some((name) => existsSync(join(line.folder, name, 'restored')))) await sleep(5);
  running.process.kill('SIGINT');
  expect(await running.finished()).toMatchObject({ code: 130, stdout: '' });
  expect(half()).toEqual([]);
});

test('who reads no further gets no complaint', async () => {
  const line = await openWithFile();
  await line.run('pointbook import opening members.csv --reason moving --yes');
  const { stdout, stderr } = await line.run('pointbook export | head -n 1');
  expect({ stdout, stderr }).toEqual({
    stdout:
      'memberId,balance,endsAt,endsUnlessActive,availableFrom,name,phone,phoneVerified,email,emailVerified,cardCode,birthday,tier\r\n',
    stderr: '',
  });
});

test('a job goes on when its output is closed', async () => {
  const line = await openCommandLine();
  const { stdout } = await line.run(`
    pointbook init --name Warung --currency IDR
    pointbook member add C-17
    { pointbook bulk add 50 --everyone --reason Eid --yes > /dev/null; } 2>&1 | true
    pointbook job list`);
  expect(stdout).toContain(',finished,1,1,');
});
