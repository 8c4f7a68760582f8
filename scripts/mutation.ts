// Changes the code of one folder of the core in thousands of small ways, and tells which of them no test notices:
// `npm run mutation -- ledger`. What was found before and is not touched by a change is not tried again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { cache, inColour, root } from './workspace.ts';

const leastScore = 80;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many processes. */
    concurrency: { type: 'string', default: '1' },
    /** With what runs while modules load, such as a declared shape: each such mutant loads everything again. */
    static: { type: 'boolean', default: false },
    /** How many of a hundred functions are tried: a folder of three thousand mutants takes hours. */
    sample: { type: 'string', default: '100' },
  },
});
const [folder = ''] = positionals;
const sources = `packages/core/src/${folder}`;
if (folder === '' || !existsSync(join(root, sources))) {
  console.error(
    'Name a folder of packages/core/src: npm run mutation -- ledger [--concurrency 2] [--static] [--sample 10]',
  );
  process.exit(1);
}

process.env['MUTATED_FOLDER'] = folder;
process.env['MUTATION_SAMPLE'] = values.sample;
const isWhole = values.sample === '100';
const results = await new Stryker({
  mutate: [`${sources}/**/*.ts`, '!**/*.test.ts', '!**/*-testing.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-ignored.ts'],
  ignorers: ['prose', 'sample'],
  vitest: { configFile: 'vitest.mutation.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency),
  ignoreStatic: !values.static,
  // A mutant that never ends is found by how often its code runs; the time is for those that wait for something.
  timeoutMS: 20_000,
  // A sample would be taken for the whole by the next run.
  incremental: isWhole,
  incrementalFile: join(cache, 'mutation', `${folder.replaceAll('/', '-')}.json`),
  tempDirName: join('.cache', 'mutation', 'sandboxes'),
  ignorePatterns: ['.cache', '**/dist', 'docs', 'examples'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: inColour, allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: leastScore, break: leastScore },
  allowConsoleColors: inColour,
}).runMutationTest();

const found = (statuses: readonly string[]) => results.filter(({ status }) => statuses.includes(status)).length;
const detected = found(['Killed', 'Timeout']);
const all = detected + found(['Survived', 'NoCoverage']);
console.log(
  `${isWhole ? folder : `${values.sample} % of the functions of ${folder}`}: ${detected} of ${all} mutants found, ${((100 * detected) / all).toFixed(1)} %`,
);
