// Does one task with a file on the disk, as often as asked, and prints how long each took and the most memory that the
// process had. JavaScript, so that only the packages are measured.
import { createReadStream } from 'node:fs';

const [, , taskName, path, times, ...ledger] = process.argv;

/** The pass that papaparse's own documentation shows for a large file in Node: rows as arrays, a chunk at a time. */
async function bare() {
  const { default: papa } = await import('papaparse');
  return () =>
    new Promise((resolve, reject) => {
      let rows = 0;
      const count = ({ data }) => (rows += data.length);
      papa.parse(createReadStream(path, 'utf8'), { chunk: count, complete: () => resolve(rows), error: reject });
    });
}

async function preview() {
  const { previewImport } = await import('@pointbook/core/jobs');
  // The bare pass has no ledger either.
  return async () => valueOf(await previewImport({})({ mode: 'add', source, lookUp: false })).accepted;
}

/** Only what follows the preview is timed: it is measured by itself. */
async function runImport() {
  const [storeName, location, program, time] = ledger;
  const [{ createPointbook }, { jobs }, store] = await Promise.all([
    import('@pointbook/core'),
    import('@pointbook/core/jobs'),
    storeName === 'sqlite'
      ? import('@pointbook/sqlite').then(({ sqliteStore }) => sqliteStore(location))
      : import('@pointbook/postgres').then(({ postgresStore }) => postgresStore(location)),
  ]);
  const clock = time === undefined ? {} : { clock: { now: () => Number(time) } };
  const pointbook = createPointbook({ program: JSON.parse(program), store, ...clock, plugins: [jobs()] });
  valueOf(await pointbook.open());
  const { digest } = valueOf(await pointbook.jobs.previewImport({ mode: 'add', source }));
  return async () => {
    const job = valueOf(
      await pointbook.jobs.startImport({ mode: 'add', digest, actor: 'staff-1', reason: 'Gifts of June' }),
    );
    let accepted = 0;
    for await (const step of pointbook.jobs.runJob({ jobId: job.jobId, source })) ({ accepted } = valueOf(step));
    valueOf(await pointbook.close());
    return accepted;
  };
}

function source() {
  return createReadStream(path);
}

function valueOf(answer) {
  if (answer.isErr()) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

const task = await { bare, preview, import: runImport }[taskName]();
const took = [];
let rows = 0;
for (let time = 0; time < Number(times); time += 1) {
  const started = performance.now();
  rows = await task();
  took.push(performance.now() - started);
}
const rss = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ rows, took, rss }));
