import { defineConfig } from 'vitest/config';

// Workspace packages resolve to their TypeScript source: the tests need no build.
const conditions = ['@pointbook/source'];

const project = (name: string, include: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // The fixtures are files that break the rules on purpose, not tests.
  // No test is about time: the limit only ends one that hangs, on the slowest machine.
  test: { name, include: [include], exclude: ['**/node_modules/**', '**/fixtures/**'], testTimeout: 300_000 },
});

export default defineConfig({
  test: {
    // The property tests are busy all the time: a core left idle is half the time on a machine of two.
    maxWorkers: '100%',
    projects: [
      project('packages', 'packages/*/src/**/*.test.ts'),
      project('examples', 'examples/*/src/**/*.test.ts'),
      project('test', 'test/**/*.test.ts'),
    ],
  },
});
