import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/workspace.ts';

/** What a host and a plugin do in CommonJS, where each entry file has a copy of what both need. */
const script = `
  const { definePart, defineProgram } = require('./index.cjs');
  const { readStored } = require('./plugin.cjs');
  const value = (value) => ({ value });
  const raining = definePart({ type: 'condition', kind: 'raining', version: 1, value, unmet: 'dry', isMet: () => true });
  const rule = { ruleId: 'rain', earn: { per: 'visit', points: 1 }, when: { raining: true } };
  const shop = { programId: 'shop', name: 'Shop', timeZone: 'UTC', currency: 'EUR', earn: { rules: [rule] } };
  const program = defineProgram(shop, { parts: [raining] });
  const read = readStored(JSON.parse(JSON.stringify(program)), program);
  console.log(read.isOk() ? read.value.version === program.version : read.error.message);
`;

test('the entry of plugins finds the parts that a host gave to another entry', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-entries-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await build({
    entryPoints: ['index', 'plugin'].map((name) => join(root, `packages/core/src/${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['@pointbook/source'],
  });
  const said = execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  expect(said.trim()).toBe('true');
});
