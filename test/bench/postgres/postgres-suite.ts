import type { BenchCase, Progress } from '../bench-case.ts';
import { memberIdOf, openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { measureBursts } from './bursts.ts';
import { withDatabases } from './databases.ts';
import { measureEarning } from './earning.ts';
import { prepareHandWritten } from './hand-written.ts';
import { openOurs, prepareLedger } from './prepare-ledger.ts';
import { proveEqual } from './prove-equal.ts';
import { measureReading } from './reading.ts';

const hotMemberId = memberIdOf(0);

/** A ledger on a PostgreSQL whose answers are on the disk, against hand-written SQL on the same tables. */
export async function postgresSuite(progress: Progress): Promise<readonly BenchCase[]> {
  progress('postgres: starting a server');
  return withDatabases(async (databases) => {
    progress('postgres: preparing a ledger');
    const prepared = await databases.create('prepared');
    await prepareLedger(prepared);
    const handWritten = await databases.create('hand_written');
    await prepareHandWritten(handWritten);
    progress('postgres: proving that the baselines write the same');
    await proveEqual(databases, 'prepared', 'hand_written');

    const fourStatements = await databases.copy('prepared', 'four_statements');
    const oneStatement = await databases.copy('prepared', 'one_statement');
    const pointbook = openOurs(await databases.copy('prepared', 'ours'));
    await databases.settle();
    const till = openTill('ours');
    const ours = async () => void valueOf(await pointbook.saveInvoice(till()));
    const oursHot = async () => void valueOf(await pointbook.saveInvoice({ ...till(), memberId: hotMemberId }));
    const shops = { ours, fourStatements, oneStatement, handWritten };
    const earning = await measureEarning(shops, progress);
    const bursts = await measureBursts(shops, { memberId: hotMemberId, ours: oursHot }, progress);
    valueOf(await pointbook.close());
    return [...earning, ...bursts, ...(await measureReading(prepared, progress))];
  });
}
