import { defineConfig } from 'vitest/config';

// Workspace packages resolve to their TypeScript source: the tests need no build.
const conditions = '--conditions=@pointbook/source';

// Tests with PostgreSQL say so in their path: choosing any of them starts a server, which takes a second.
const withPostgres = ['packages', 'examples', 'test'].flatMap((folder) => [
  `${folder}/**/*postgres*/**/*.test.ts`,
  `${folder}/**/*postgres*.test.ts`,
]);

// Tests that need a process of their own.
const alone = [
  // They put another module in the place of one, which a process that has loaded it already would not notice.
  'packages/cli/src/commands/expire.test.ts',
  'packages/core/src/schemas/calendar-rules.test.ts',
  // It sends its process a signal, for which other files' command lines listen, too.
  'packages/cli/src/files/write-file-whole.test.ts',
];

// What is built from the packages as they are published: `pnpm build` comes first.
const built = ['examples/next/test/*.test.ts'];

interface More {
  readonly exclude?: string[];
  readonly globalSetup?: string;
  readonly isolate?: boolean;
  readonly maxWorkers?: number;
  readonly sequence?: { readonly groupOrder: number };
}

const project = (name: string, include: string[], more: More = {}) => ({
  test: {
    name,
    include,
    // Node itself loads the sources and strips their types. Of the processor, the properties then take a quarter less
    // than with modules that Vite transforms, and what starts a process for each file takes half.
    experimental: { viteModuleRunner: false },
    execArgv: [conditions],
    setupFiles: ['test/support/properties/seed-setup.ts'],
    // No test is about time: the limit only ends one that hangs, on the slowest machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    ...more,
    // The fixtures are files that break the rules on purpose, not tests.
    exclude: ['**/node_modules/**', '**/fixtures/**', ...(more.exclude ?? [])],
  },
});

export default defineConfig({
  test: {
    // The property tests are busy all the time: a core left idle is half the time on a machine of two.
    maxWorkers: '100%',
    projects: [
      project('shared', ['{packages/*/src,examples/*/{src,test},test}/**/*.test.ts'], {
        exclude: [...withPostgres, ...alone, ...built],
        isolate: false,
      }),
      project('alone', alone),
      project('built', built),
      // One file at a time on a server, after all others: in one server a feed waits for every transaction, whosever
      // it is and whichever database it is in. `npm test` runs two halves at once, each with a server of its own.
      project('postgres', withPostgres, {
        globalSetup: 'test/support/postgres/postgres-setup.ts',
        isolate: false,
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
