import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveShop, startOf } from './support/served-shop.ts';
import { demoShop } from './support/shop.ts';

test('--fresh refuses the folder of a shop that is open on another port, and removes what is left when it has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'back-office-fresh-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(await demoShop(), folder, { recursive: true });
  const shop = await serveShop(folder);
  // The limit only ends a server that was not refused.
  const refused = spawnSync(process.execPath, [...startOf(folder), '--fresh'], { encoding: 'utf8', timeout: 120_000 });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(`The data in ${folder} is in use by a back office that runs.`);
  expect((await fetch(`${shop.url}/sign-in`)).status).toBe(200);
  await shop.kill();
  const left = join(folder, 'imports', 'left.csv');
  writeFileSync(left, 'id');
  await serveShop(folder, 0, ['--fresh']);
  expect(existsSync(left)).toBe(false);
});
