// Who may import whom. `pnpm run boundaries` holds it, test/architecture/boundaries.test.ts proves that it bites.
const core = 'packages/core/src';
// A test, or what tests share (…-testing.ts).
const tests = '(\\.(test|test-d)|-testing)\\.ts$';

// What a package's exports name: its index, and what not every host needs.
const entryPoint =
  '(index|backup|client|client-streams|clock|codes|config|console|errors|jobs|phones|plugin|reports|schemas|shapes|store|till|values|verify)\\.ts$';

// Inside the core, a folder imports itself and what is named here. `types` are imports that vanish at run time.
const base = ['values', 'kernel', 'program', 'ledger'];
const verbs = ['sales', 'adjusting', 'spending', 'members'];
// The verbs do not know each other; all may know the invoice and how it is settled, the profile, and how to read.
const sharedByVerbs =
  '(sales/(invoice|worth|settling)/.+|members/profile-record|reading/(read-account|reading-host))\\.ts$';
// A program is checked by the shapes of fields.
const fieldShapes =
  'schemas/(calendar-rules|currency-rule|field-rules|fields|objects|phone-country-rule|problem|repeated|schema|mistake-text)\\.ts$';
// The kinds of records of a till, and what each is made of.
const tillKinds = '(sales/invoice/.+|members/profile-record\\.ts$)';
const ownPlugins = ['codes', 'jobs', 'reports'];
const pluginFolder = (name) => `plugins/${name}`;
const publicEntries = '(index|plugin|shapes|till|values)\\.ts$';
const layers = {
  values: {},
  // It knows no points: a decision works on records of any kind.
  kernel: { imports: ['values'] },
  program: { imports: ['values', 'kernel'], also: fieldShapes },
  ledger: { imports: ['values', 'kernel', 'program'] },
  // What is between the kernel and a store.
  store: { imports: base, also: tillKinds },
  ...Object.fromEntries(verbs.map((verb) => [verb, { imports: [...base, 'schemas'], also: sharedByVerbs }])),
  reading: { imports: [...base, 'schemas'], types: ['store'] },
  // Whether a ledger contradicts itself. No verb of a till imports it.
  verifying: {
    imports: [...base, 'schemas'],
    types: ['store'],
    also: `(${tillKinds}|(store/(ledger-record|load-request)|sales/worth/(payment|refund)-sums)\\.ts$)`,
  },
  expiring: { imports: [...base, 'schemas', 'reading'] },
  schemas: { imports: ['values', 'kernel'] },
  csv: {},
  backup: { imports: ['values', 'kernel'], types: ['verifying'] },
  // What a till and the command line are told of a ledger.
  config: { imports: ['values'], types: ['kernel', 'program'] },
  // A ledger, made of the verbs.
  pointbook: { imports: [...base, 'schemas', 'store', ...verbs, 'reading', 'expiring'] },
  // All that can go wrong is told from the types of the verbs.
  errors: {
    imports: ['values', 'schemas'],
    types: ['kernel', 'program', 'pointbook', ...['clock', ...ownPlugins].map(pluginFolder)],
    also: 'kernel/store-error-kinds\\.ts$',
  },
  // What they use is there for the plugins of others, too.
  ...Object.fromEntries(ownPlugins.map((name) => [pluginFolder(name), { also: publicEntries }])),
  // It does again what verbs have done, by the right time: it knows how points are posted and a sale is settled.
  [pluginFolder('clock')]: { imports: ['program', 'ledger'], also: `(${publicEntries}|${sharedByVerbs})` },
};

const folders = (names) => (names.length > 0 ? [`^${core}/(${names.join('|')})/`] : []);

const layerRules = Object.entries(layers).flatMap(([folder, { imports = [], types = [], also }]) => {
  const allowed = [...folders([folder, ...imports]), ...(also ? [`^${core}/${also}`] : [])];
  const from = { path: `^${core}/${folder}/`, pathNot: tests };
  return [
    rule(
      `core-${folder}`,
      `${folder} imports only itself, ${[...imports, ...types].join(', ') || 'nothing else'}`,
      from,
      {
        path: `^${core}/`,
        pathNot: [...allowed, ...folders(types)],
      },
    ),
    ...(types.length === 0
      ? []
      : [
          rule(`core-${folder}-types-only`, `of ${types.join(', ')}, ${folder} sees only types`, from, {
            path: folders(types),
            pathNot: allowed,
            dependencyTypesNot: ['type-only'],
          }),
        ]),
  ];
});

// Inside sales, verbs know how an invoice is settled, that knows what a sale is worth, and that knows the invoice.
const insideSales = ['invoice', 'worth', 'settling'].map((folder, index, order) => {
  const known = order.slice(0, index + 1);
  return rule(
    `core-sales-${folder}`,
    `of sales, ${folder} knows only ${known.join(', ')}`,
    { path: `^${core}/sales/${folder}/`, pathNot: tests },
    { path: `^${core}/sales/`, pathNot: `^${core}/sales/(${known.join('|')})/` },
  );
});

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

export default {
  forbidden: [
    ...layerRules,
    ...insideSales,
    rule(
      'core-folders',
      'a new folder of the core needs its place in the layers above',
      { path: `^${core}/[^/]+/`, pathNot: folders(Object.keys(layers)) },
      {},
    ),
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
      'http-client',
      'the client brings nothing of the server: of all else it sees only types',
      { path: '^packages/http/src/client(/|(-streams)?\\.ts$)', pathNot: tests },
      { pathNot: '^packages/http/src/(client/|generated/client-routes\\.json$)', dependencyTypesNot: ['type-only'] },
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
