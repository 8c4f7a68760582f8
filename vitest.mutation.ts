// The tests that `npm run mutation` runs against each mutant: the quick ones, which need no store but memory (a few
// trials on SQLite come along with the properties). What they take from @pointbook/* are the sources beside this file:
// Stryker works on a copy of the repository whose node_modules are links, and these lead back to the original.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

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

/** Most mutants fall to the unit tests of their folder or a specification, in milliseconds; the properties take the longest. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = [`/src/${mutated}/`, '/test/specs/', '/packages/', '/test/plugins/', '/test/properties/'];
    const rank = ({ moduleId }: TestSpecification) => order.findIndex((folder) => moduleId.includes(folder));
    return files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

// Left out where the plugins are not what is mutated. They say little of the rest that others do not say, and much of what they
// do runs outside of a test, in `onTestFinished`: Stryker tries every test there is on each mutant that is met there.
const testsOfPlugins = [
  'specs/{bulk,codes,reports}/**',
  'properties/{auditor-*,bulk,codes-*,messages,reports}.test.ts',
];

export default defineConfig({
  resolve: { alias: sources, conditions: ['@pointbook/source'] },
  ssr: { resolve: { conditions: ['@pointbook/source'] } },
  test: {
    include: [
      'packages/core/src/*.test.ts',
      `packages/core/src/{kernel,store,${mutated}}/**/*.test.ts`,
      'test/{plugins,properties,specs}/**/*.test.ts',
    ],
    exclude: [
      '**/node_modules/**',
      '**/*postgres*',
      ...(mutated.startsWith('plugins/') ? [] : testsOfPlugins.map((files) => `test/${files}`)),
    ],
    isolate: false,
    env: { POINTBOOK_RUNS: '8' },
    setupFiles: ['test/support/mutation-setup.ts'],
    sequence: { sequencer: QuickFirst },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
