import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/workspace.ts';
import { callTool } from './agent.ts';

const main = ['--conditions=@pointbook/source', join(root, 'packages', 'cli', 'src', 'main.ts')];
const env = { PATH: process.env['PATH'] ?? '', POINTBOOK_DB: 'points.db' };

/** An empty folder, and the command line in it. */
function openFolder() {
  const cwd = mkdtempSync(join(tmpdir(), 'pointbook-mcp-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [...main, ...args], { cwd, env, encoding: 'utf8' });
  return { cwd, run };
}

/** A ledger of one member, and its command line. */
function openShop() {
  const { cwd, run } = openFolder();
  run('init', '--name', 'Warung Ayu', '--currency', 'IDR', '--time-zone', 'Asia/Jakarta');
  run('member', 'add', 'ayu');
  return { cwd, run };
}

async function connect(cwd: string, ...args: readonly string[]) {
  const client = new Client({ name: 'agent', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [...main, 'mcp', ...args], cwd, env }),
  );
  return client;
}

test('An agent starts `pointbook mcp`, and reads what the command line wrote, and no more than that', async () => {
  const { cwd } = openShop();
  const client = await connect(cwd);
  expect(client.getServerVersion()).toMatchObject({ name: 'pointbook' });
  expect(await callTool(client, 'getBalance', { memberId: 'ayu' })).toMatchObject({ value: { balance: 0 } });
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).not.toContain('adjustPoints');
  await client.close();
});

test('An agent that was allowed to writes in the name of the actor', async () => {
  const { cwd, run } = openShop();
  const client = await connect(cwd, '--allow-writes', '--actor', 'agent-7');
  const gift = { memberId: 'ayu', points: 5, direction: 'add', reason: 'gift', idempotencyKey: 'k-1' };
  expect(await callTool(client, 'adjustPoints', gift)).toMatchObject({ value: { replayed: false } });
  expect(await callTool(client, 'adjustPoints', gift)).toMatchObject({ value: { replayed: true } });
  await client.close();
  expect(run('statement', 'ayu', '--json').stdout).toContain('agent-7');
});

test('To write without saying in whose name is refused, and nothing is served', () => {
  const { run } = openFolder();
  const { status, stdout, stderr } = run('mcp', '--allow-writes');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('--allow-writes needs --actor');
});

test('Without the package of the protocol the command line says what to install, and serves nothing', () => {
  const { status, stdout, stderr } = runWithout('@pointbook/mcp');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe('mcp-missing: Install @pointbook/mcp beside @pointbook/cli: npm install @pointbook/mcp.\n');
});

test('Where the package of the protocol is there, and one that it needs is not, the command line names that one', () => {
  const { status, stdout, stderr } = runWithout('@modelcontextprotocol/sdk');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^mcp-incomplete: @pointbook\/mcp is there, but not all that it needs: .*modelcontextprotocol/,
  );
  expect(stderr).toContain('npm install @pointbook/mcp');
});

/** Runs `pointbook mcp` where Node does not find a package. */
function runWithout(missing: string) {
  const { cwd } = openFolder();
  // Node looks for the package under a name that there is not.
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, at, next) => next(name.replace('${missing}', '${missing}-not-installed'), at) });`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...main, 'mcp'];
  return spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
}
