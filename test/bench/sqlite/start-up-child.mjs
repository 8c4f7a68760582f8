// Prints how long it took to import the packages and open a ledger. JavaScript, so that only the packages are measured.
const [, , path, program] = process.argv;
const started = performance.now();
const [{ createPointbook }, { sqliteStore }] = await Promise.all([
  import('@pointbook/core'),
  import('@pointbook/sqlite'),
]);
const opened = await createPointbook({ program: JSON.parse(program), store: sqliteStore(path) }).open();
const tookMs = performance.now() - started;
if (opened.isErr()) throw new Error(opened.error.message);
console.log(tookMs);
