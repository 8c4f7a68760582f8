import { core, http, layers, rule, tests } from './.dependency-layers.mjs';

// Who may import whom. `pnpm run boundaries` holds it, test/architecture/boundaries.test.ts proves that it bites.

// What a package's exports name: its index, and what not every host needs.
const entryPoint =
  '(index|backup|client|client-streams|clock|codes|config|console|errors|jobs|phones|plugin|reports|schemas|shapes|store|till|values|verify)\\.ts$';

export default {
  forbidden: [
    ...layers,
    rule(
      'index-last',
      'nothing inside a package but its tests and its plugins imports its entry points',
      { path: '^(packages/[^/]+)/src/', pathNot: [`^${core}/plugins/`, tests] },
      { path: `^$1/src/${entryPoint}` },
    ),
    rule(
      'core-pointbook',
      'only index.ts imports create-pointbook.ts',
      { path: `^${core}/`, pathNot: [`^${core}/index\\.ts$`, tests] },
      { path: `^${core}/pointbook/create-pointbook\\.ts$` },
    ),
    rule(
      'core-zod',
      'the core reads with its own shapes; only a test shows that a host may use zod',
      { path: `^${core}/`, pathNot: tests },
      { path: '(^|node_modules/)zod(/|$)' },
    ),
    rule(
      'core-papaparse',
      'papaparse lives where files are read',
      { path: `^${core}/`, pathNot: `^${core}/plugins/jobs/csv/` },
      { path: '(^|node_modules/)(@types/)?papaparse(/|$)' },
    ),
    rule(
      'core-libphonenumber',
      'only the entry point of phones has the numbering plans of all countries',
      { path: `^${core}/`, pathNot: [`^${core}/plugins/jobs/csv/cells/national-phones\\.ts$`, tests] },
      { path: '(^|node_modules/)libphonenumber-js(/|$)' },
    ),
    rule(
      'core-no-node',
      'the core runs anywhere',
      { path: `^${core}/`, pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'core-no-packages',
      'the core knows no other package',
      { path: `^${core}/` },
      { path: ['^packages/', '^@pointbook/'], pathNot: `^${core}/` },
    ),
    rule(
      'packages-import-core',
      'adapters import the entry points of core, never each other (their tests may import testing)',
      {
        path: '^packages/([^/]+)/',
        pathNot: [
          `^${core}/`,
          '^packages/(cli|mcp|create-pointbook/template|testing|whatsapp|sqlite|postgres)/',
          tests,
        ],
      },
      { path: '^packages/', pathNot: ['^packages/$1/', `^${core}/${entryPoint}`] },
    ),
    rule(
      'testing-imports-memory',
      'testing imports the entry points of core, and the store that all others are compared with',
      { path: '^packages/testing/', pathNot: tests },
      {
        path: '^packages/',
        pathNot: ['^packages/testing/', `^${core}/${entryPoint}`, '^packages/memory/src/index\\.ts$'],
      },
    ),
    rule(
      'whatsapp-imports-sms',
      'whatsapp imports the entry point of sms besides: both send over HTTP, and Twilio has both channels',
      { path: '^packages/whatsapp/', pathNot: tests },
      {
        path: '^packages/',
        pathNot: ['^packages/whatsapp/', '^packages/(core/src/(index|codes|shapes)|sms/src/index)\\.ts$'],
      },
    ),
    rule(
      'http-client-alone',
      'the client brings nothing of the server: of all else it sees only types',
      { path: `^${http}/client(/|(-streams)?\\.ts$)`, pathNot: tests },
      { pathNot: `^${http}/(client/|generated/client-routes\\.json$)`, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'sql-stores-import-sql',
      'stores on SQL databases import the entry points of core and of sql',
      { path: '^packages/(sqlite|postgres)/', pathNot: tests },
      { path: '^packages/', pathNot: ['^packages/$1/', `^packages/(core|sql)/src/${entryPoint}`] },
    ),
    rule(
      'mcp-imports-http',
      'mcp imports the entry points of core, and what http tells of the verbs',
      { path: '^packages/mcp/', pathNot: tests },
      { path: '^packages/', pathNot: ['^packages/mcp/', `^${core}/${entryPoint}`, '^packages/http/src/schemas\\.ts$'] },
    ),
    rule(
      'cli-imports-entry-points',
      'the command line imports entry points of core, of the stores and of mcp',
      { path: '^packages/cli/' },
      { path: '^packages/', pathNot: ['^packages/cli/', `^packages/(core|mcp|postgres|sqlite)/src/${entryPoint}`] },
    ),
    rule(
      'package-tests',
      'a test of a package imports its own package and the entry points of core and testing',
      { path: `^packages/([^/]+)/.+${tests}`, pathNot: [`^${core}/`, '^packages/cli/'] },
      {
        path: '^packages/',
        pathNot: [
          '^packages/$1/',
          '^packages/(core|sql|testing)/src/(index|codes|jobs|store|verify|sample-ledger-testing)\\.ts$',
        ],
      },
    ),
    rule(
      'entry-points-only',
      'examples, tests and scripts import public entry points; tests share with the core how a result is unwrapped',
      { path: '^(examples|test|scripts)/' },
      { path: '^packages/', pathNot: [`^packages/[^/]+/src/${entryPoint}`, `^${core}/value-of-testing\\.ts$`] },
    ),
    rule(
      'no-barrels',
      'only entry points re-export, and the lists of verbs, of which the entry point is made',
      {
        path: '^packages/[^/]+/src/',
        pathNot: [`^packages/[^/]+/src/${entryPoint}`, `^${core}/pointbook/[a-z]+-verbs\\.ts$`],
      },
      { dependencyTypes: ['export'] },
    ),
    rule('no-cycles', 'no import cycles, types included', {}, { circular: true }),
    rule('resolvable', 'every import can be found', {}, { couldNotResolve: true }),
  ],
  options: {
    // Type imports count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['@pointbook/source', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^test/architecture/fixtures/', '\\.cache/'] },
  },
};
