// What `npm test` and .ci/run run: every check in turn, the output of those that fail, and a count at the end.
// With --soak, what the suite only samples is done in full: `npm run test:soak`, before a release.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  digestOf,
  nextExampleAsMade,
  noteChecked,
  packagesAsMade,
  siteAsMade,
  wasChecked,
  type Looked,
} from './checked-before.ts';
import { cache, inColour, root, run, type Finished } from './workspace.ts';

const vitestReports = join(cache, 'vitest');
const typescript7 = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
const script = (name: string): string[] => ['node', join('scripts', `${name}.ts`)];

const outputFile = '--outputFile.json=';

/** A step is a command. */
type Step = readonly [name: string, command: readonly string[]];

const checks: readonly Step[] = [
  ['types', ['node', typescript7, '--noEmit', '-p', 'tsconfig.json']],
  ['types of the core, without Node', ['node', typescript7, '--noEmit', '-p', 'packages/core/tsconfig.pure.json']],
  ['types of the Next.js example', ['node', typescript7, '--noEmit', '-p', 'examples/next/tsconfig.json']],
  ['format', ['oxfmt', '--check']],
  ['lint', ['oxlint']],
  ['boundaries', ['depcruise', '--config', '.dependency-cruiser.mjs', 'packages', 'examples', 'test', 'scripts']],
  ['unused code', ['knip']],
  ['doc examples', script('check-doc-examples')],
];

const tests: Step = ['tests', vitest(['shared', 'alone'])];

/**
 * Beside the others: who talks to a server waits for it half of the time. Each half has a server of its own, for in one
 * server a feed waits for every transaction, whosever it is and whichever database it is in. One server that is given
 * is for one file at a time.
 */
const postgresTests: readonly Step[] = process.env['DATABASE_URL']
  ? [['tests with PostgreSQL', vitest(['postgres'])]]
  : [1, 2].map((half) => [`tests with PostgreSQL, ${half} of 2`, vitest(['postgres'], `${half}/2`)]);

/** All but the first look at what that makes. */
const builds: readonly Step[] = [
  ['build', script('build')],
  ['API report', script('api-report')],
  ['packed packages', script('check-packed')],
  ['bundle size', script('check-size')],
];

/** It is built from the packages as they are published. */
const nextExample: readonly Step[] = [['Next.js example', vitest(['built'])]];

/** It takes the reference from what was built. */
const site: readonly Step[] = [['documentation site', script('site')]];

const isSoak = process.argv.includes('--soak');
if (isSoak) process.env['POINTBOOK_SOAK'] = '1';
// Hundreds of processes load the same modules: what Node made of them is kept from one to the next.
process.env['NODE_COMPILE_CACHE'] = join(cache, 'compiled');

rmSync(vitestReports, { recursive: true, force: true });
let passed = 0;
let failed = 0;
await inTurn(checks);
const lanes = [tests, ...postgresTests].map((step) => inTurn([step]));
await Promise.all([...lanes, checkWhatIsMade()]);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Builds and checks what is published. */
async function checkWhatIsMade(): Promise<void> {
  await unlessChecked('packages', packagesAsMade, builds);
  await unlessChecked('Next.js example', nextExampleAsMade, nextExample);
  await unlessChecked('documentation site', siteAsMade, site);
}

/** What was found good as it is needs no other look; a fresh clone knows of nothing. */
async function unlessChecked(name: string, looked: Looked, steps: readonly Step[]): Promise<void> {
  const digest = await digestOf(looked);
  if (!isSoak && wasChecked(looked, digest))
    console.log(`${paint(32, '✓')}          ${name}: checked before, and nothing of it has changed`);
  else if (await inTurn(steps)) noteChecked(looked, digest);
}

/** Runs steps, each when the one before has ended; answers whether all went well. */
async function inTurn(steps: readonly Step[]): Promise<boolean> {
  let allPassed = true;
  for (const [name, [command = '', ...args]] of steps) {
    const started = performance.now();
    const finished = await run(command, args);
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
    const report = reportOf(args);
    const count = report ? testCounts(report, finished) : { passed: finished.ok ? 1 : 0, failed: finished.ok ? 0 : 1 };
    passed += count.passed;
    failed += count.failed;
    const failures = count.failed > 0 ? `, ${count.failed} failed` : '';
    const detail = report ? `${count.passed} passed${failures}` : whatItSays(command, args, finished);
    console.log(
      `${count.failed === 0 ? paint(32, '✓') : paint(31, '✗')} ${seconds} s  ${name}${detail && `: ${detail}`}`,
    );
    // Not every tool heeds NO_COLOR.
    const output = inColour ? finished.output : stripVTControlCharacters(finished.output);
    if (count.failed > 0) console.log(`\n${output.trimEnd()}\n`);
    allPassed &&= count.failed === 0;
  }
  return allPassed;
}

/** Some projects of vitest.workspace.ts, or a part of their files, which are counted in a file. */
function vitest(projects: readonly string[], shard = '1/1'): readonly string[] {
  const report = join(vitestReports, `${projects.join('-')}-${shard.replace('/', '-of-')}.json`);
  const chosen = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=default', '--reporter=json', `${outputFile}${report}`];
  return ['vitest', 'run', '--config', 'vitest.workspace.ts', `--shard=${shard}`, ...chosen, ...reporters];
}

function reportOf(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.startsWith(outputFile))?.slice(outputFile.length);
}

/**
 * The tests that vitest counted; a run that ended badly without a failed test (a file that does not load) is one
 * failure.
 */
function testCounts(file: string, { ok }: Finished): { passed: number; failed: number } {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, ok ? 0 : 1) };
}

/** Our own scripts say in a line what they found; the tools say more than anyone reads while all is well. */
function whatItSays(command: string, args: readonly string[], { ok, output }: Finished): string {
  return ok && command === 'node' && args[0]?.startsWith('scripts') ? output.trim() : '';
}

function paint(code: number, text: string): string {
  return inColour ? `\u001B[${code}m${text}\u001B[0m` : text;
}
