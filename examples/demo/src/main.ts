// One day of a real shop and the year after it, in two loyalty programs: `npm run demo`.
import { fileURLToPath } from 'node:url';
import { ok, type ResultAsync, safeTry } from 'neverthrow';
import { customersPhone } from './customers-phone.ts';
import { type Failure, lineOf } from './failure.ts';
import { readSalesFile } from './file/sales-file.ts';
import { shopDay } from './file/shop-day.ts';
import { withLedgers } from './ledgers.ts';
import { ownFile, readOptions } from './options.ts';
import { report } from './report/report.ts';
import { wrap } from './report/text.ts';
import { checkLedgers } from './steps/check-ledgers.ts';
import { startOver } from './start-over.ts';
import { storyClock } from './story-clock.ts';
import { tellStory } from './story.ts';

const salesFile = fileURLToPath(new URL('../data/online-retail-2010-12-01.csv', import.meta.url));

await demo(process.argv.slice(2)).match(
  (lines) => console.log(lines.join('\n')),
  (failure) => {
    console.error(lineOf(failure));
    process.exitCode = 1;
  },
);

function demo(args: readonly string[]): ResultAsync<readonly string[], Failure> {
  return safeTry(async function* () {
    const { file, fresh } = yield* readOptions(args);
    const day = shopDay(yield* readSalesFile(salesFile));
    const phone = yield* customersPhone(pageWidth());
    if (fresh) yield* startOver(file);

    const clock = storyClock();
    const around = { clock, notifiers: [phone.notifier] };
    const told = yield* withLedgers(file, around, (ledgers) =>
      safeTry(async function* () {
        const { entries: entriesBefore } = yield* checkLedgers(ledgers);
        return ok({ day, entriesBefore, story: yield* tellStory(ledgers, day, { clock, phone }) });
      }),
    );
    const lines = yield* withLedgers(file, around, (ledgers) =>
      checkLedgers(ledgers).andThen((verification) => report(ledgers, { ...told, verification }, pageWidth())),
    );
    const end = file === ownFile ? 'The option --fresh starts over.' : '';
    return ok([...lines, '', ...wrap(`The ledger is in ${file}. ${end}`.trim(), pageWidth())]);
  });
}

/** As wide as the terminal, within reason. */
function pageWidth(): number {
  const columns = process.stdout.columns ?? (Number(process.env['COLUMNS']) || 80);
  return Math.min(80, Math.max(40, columns));
}
