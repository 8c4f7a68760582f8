// The tests that `npm run mutation` runs against each mutant: those that take milliseconds, and need no store but
// memory. What they take from @pointbook/* are the sources beside this file: Stryker works on a copy of the repository whose
// node_modules are links, and these lead back to the original.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type PoolOptions, type TestSpecification, type Vite } from 'vitest/node';
import { defineConfig } from 'vitest/config';
import { endKeptThread, KeptThread } from './scripts/mutation-pool.ts';

const root = import.meta.dirname;
/** The folder of the core that is mutated: the unit tests of the others have no say. */
const mutated = process.env['MUTATED_FOLDER'] ?? '';

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, { readonly '@pointbook/source': string }>>;
}

/** What the packages export, and the source of it in this copy. */
const sources = readdirSync(join(root, 'packages')).flatMap((folder) => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(manifest.exports ?? {}).map(([path, { '@pointbook/source': source }]) => ({
    find: new RegExp(`^${manifest.name}${path.slice('.'.length)}$`),
    replacement: join(root, 'packages', folder, source),
  }));
});

/** Most mutants fall to the unit tests of their folder or a specification. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = [`/src/${mutated}/`, '/test/specs/', '/packages/', '/test/plugins/'];
    const rank = ({ moduleId }: TestSpecification) => order.findIndex((folder) => moduleId.includes(folder));
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

// Left out where the plugins are not what is mutated. They say little of the rest that others do not say. Much of what
// they do runs after a test, in `onTestFinished`: Stryker tries every test there is on each mutant that is met there.
const testsOfPlugins = 'test/specs/{bulk,codes,reports}/**';

/** Stryker asks for the threads of Vitest, and gets ours. */
const keptThread: Vite.Plugin = {
  name: 'kept-thread',
  configureVitest({ project, vitest }) {
    vitest.onClose(endKeptThread);
    const poolRunner = { name: 'kept-thread', createPoolWorker: (options: PoolOptions) => new KeptThread(options) };
    Object.assign(project.config, { pool: poolRunner.name, poolRunner });
  },
};

export default defineConfig({
  plugins: [keptThread],
  resolve: { alias: sources, conditions: ['@pointbook/source'] },
  ssr: { resolve: { conditions: ['@pointbook/source'] } },
  test: {
    include: [
      'packages/core/src/*.test.ts',
      `packages/core/src/{kernel,${mutated}}/**/*.test.ts`,
      'test/{plugins,specs}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', ...(mutated.startsWith('plugins/') ? [] : [testsOfPlugins])],
    isolate: false,
    setupFiles: ['test/support/properties/mutation-setup.ts'],
    sequence: { sequencer: QuickFirst },
    // A mutant that lets a call wait for ever is found by this: each of these tests takes milliseconds.
    testTimeout: 15_000,
    hookTimeout: 15_000,
  },
});
