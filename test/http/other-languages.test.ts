import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.cache', 'other-languages');
const story = join(folder, 'story.ts');

/** The example of docs/http.md: what a reader copies. */
const example = /^```typescript\n(.*?)^```/ms.exec(readFileSync(join(root, 'docs', 'http.md'), 'utf8'))?.[1] ?? '';

/** What the compiler says of the files in the folder. */
async function compiled(...files: string[]): Promise<string> {
  const compiler = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    '--allowImportingTsExtensions',
  ];
  const modules = ['--module', 'nodenext', '--target', 'es2023', '--types', 'node', '--pretty', 'false'];
  try {
    await run(process.execPath, [compiler, '--ignoreConfig', ...options, ...modules, ...files], { cwd: folder });
    return '';
  } catch (thrown) {
    return (thrown as { readonly stdout: string }).stdout;
  }
}

describe('A client that openapi-typescript and openapi-fetch make of /openapi.json', () => {
  beforeAll(async () => {
    const { json } = await shop().send('GET /openapi.json', { as: null });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'pointbook.d.ts'), astToString(await openapiTypescript(json)));
    writeFileSync(story, example);
  });

  test('tells the story of the README', async () => {
    const { handler, pointbook } = shop();
    const { url } = await serve(handler);
    const till = (TILL_TOKEN: string) =>
      run(process.execPath, [story], { env: { ...process.env, POINTBOOK_URL: url, TILL_TOKEN } });
    expect((await till('cashier')).stdout).toBe('10000 IDR off 25\n');
    expect((await till('cashier')).stdout).toBe('10000 IDR off 25\n');
    expect((await till('nobody')).stdout).toBe('unauthenticated Say who you are.\n');
    expect(valueOf(await pointbook.getBalance({ memberId: 'C-17' }))).toMatchObject({ available: 25 });
  });

  test('has types that hold the story, and that find a mistake in it', async () => {
    const mistakes = [
      ['total: 125_000', "total: 'much'"],
      ["currency: 'IDR', ", ''],
      ["'/redemptions'", "'/redeem'"],
      ['data.balance.', 'data.left.'],
    ].map(([right = '', wrong = ''], index) => {
      const file = join(folder, `mistake-${index}.ts`);
      writeFileSync(file, example.replace(right, wrong));
      return file;
    });
    const said = await compiled(story, ...mistakes);
    expect(said).not.toContain('story.ts');
    for (const [index] of mistakes.entries()) expect(said).toContain(`mistake-${index}.ts`);
  });
});
