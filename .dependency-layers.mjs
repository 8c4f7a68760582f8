// The layers inside packages: which folder of `src` may import which. `.dependency-cruiser.mjs` has the other rules.
export const core = 'packages/core/src';
export const http = 'packages/http/src';
// A test, or what tests share (…-testing.ts).
export const tests = '(\\.(test|test-d)|-testing)\\.ts$';

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
const coreLayers = {
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

// A request is read, authorised and answered. None of these steps knows the handler that leads through them.
const httpLayers = {
  // What is asked of the runtime: its timers, and modules of Node where there are any.
  runtime: {},
  options: {},
  problems: {},
  browsers: {},
  routing: { types: ['client'] },
  reading: { imports: ['runtime', 'problems', 'routing'], types: ['options'] },
  authorizing: { imports: ['problems'], types: ['reading', 'routing'] },
  answering: { imports: ['runtime', 'problems'], types: ['options', 'reading', 'routing'] },
  // The routes as a document: how values are written, which forms an answer has, and the parameter of a signed link.
  openapi: {
    imports: ['runtime', 'problems', 'routing'],
    also: '((reading/read-text|answering/representations|authorizing/member-links)\\.ts|generated/verb-schemas\\.json)$',
  },
  // It brings nothing of the server.
  client: { types: ['problems'], also: 'generated/client-routes\\.json$' },
};

/** The rules that hold the layers of a package whose sources are in `src`: a folder imports only what it names. */
function layerRules(name, src, layers) {
  const folders = (names) => (names.length > 0 ? [`^${src}/(${names.join('|')})/`] : []);
  const rules = Object.entries(layers).flatMap(([folder, { imports = [], types = [], also }]) => {
    const allowed = [...folders([folder, ...imports]), ...(also ? [`^${src}/${also}`] : [])];
    const from = { path: `^${src}/${folder}/`, pathNot: tests };
    const known = [...imports, ...types].join(', ') || 'nothing else';
    const imported = { path: `^${src}/`, pathNot: [...allowed, ...folders(types)] };
    const typesOnly = { path: folders(types), pathNot: allowed, dependencyTypesNot: ['type-only'] };
    return [
      rule(`${name}-${folder}`, `${folder} imports only itself, ${known}`, from, imported),
      ...(types.length === 0
        ? []
        : [rule(`${name}-${folder}-types-only`, `of ${types.join(', ')}, ${folder} sees only types`, from, typesOnly)]),
    ];
  });
  const anyOther = { path: `^${src}/[^/]+/`, pathNot: folders(Object.keys(layers)) };
  return [
    ...rules,
    rule(`${name}-folders`, `a new folder of ${name} needs its place in the layers above`, anyOther, {}),
  ];
}

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

export const layers = [
  ...layerRules('core', core, coreLayers),
  ...insideSales,
  ...layerRules('http', http, httpLayers),
];

export function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}
