import { defineConfig } from 'vitest/config';

// Workspace packages resolve to their TypeScript source: the tests need no build.
const conditions = ['@pointbook/source'];

// Tests with PostgreSQL say so in their path: choosing any of them starts a server, which takes a second.
const withPostgres = ['packages', 'examples', 'test'].flatMap((folder) => [
  `${folder}/**/*postgres*/**/*.test.ts`,
  `${folder}/**/*postgres*.test.ts`,
]);

// Tests of what touches nothing outside itself: their files share a process, which is begun once and not for each of them.
const pure = ['packages/{core,memory,sqlite}/src/**/*.test.ts', 'test/{specs,properties,conformance}/**/*.test.ts'];

interface More {
  readonly exclude?: string[];
  readonly globalSetup?: string;
  readonly isolate?: boolean;
  readonly maxWorkers?: number;
  readonly sequence?: { readonly groupOrder: number };
}

const project = (name: string, include: string[], more: More = {}) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    include,
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
      project('pure', pure, { exclude: withPostgres, isolate: false }),
      project('packages', ['packages/*/src/**/*.test.ts'], { exclude: [...withPostgres, ...pure] }),
      project('examples', ['examples/*/src/**/*.test.ts'], { exclude: withPostgres }),
      project('test', ['test/**/*.test.ts'], { exclude: [...withPostgres, ...pure] }),
      // One file at a time on a server, after all others: in one server a feed waits for every transaction, whosever
      // it is and whichever database it is in. `npm test` runs two halves at once, each with a server of its own.
      project('postgres', withPostgres, {
        globalSetup: 'test/support/postgres-setup.ts',
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
