import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { CheckingHost } from './checking-host.ts';
import { soundRows } from './sound-rows.ts';

// Rows may have numbers in place of names: the ids of programs, the kinds of records. A name that was changed takes its
// rows away from everybody who asks by the right one, so what is asked here is what goes by which name.

/** More programs than these are not looked through for the one that is missing. */
const maxPrograms = 1000;

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

/** Looks whether rows stand under the names under which they were written. */
export async function checkNames(host: CheckingHost, report: Report): Checked {
  const program = await checkProgram(host, report);
  return program.isErr() ? program : checkKinds(host, report);
}

/** Each version says whose rules it is. Where the program has none, they may stand under another id. */
async function checkProgram({ program, store: { rows }, reads }: CheckingHost, report: Report): Checked {
  const { programId } = program;
  const own = await rows.versions(programId);
  if (own.isErr()) return err(own.error);
  const others = own.value.length > 0 ? ok([]) : ((await rows.programs?.(maxPrograms)) ?? ok([]));
  if (others.isErr()) return err(others.error);
  const versions = [...own.value.map((row) => ({ ...row, programId })), ...others.value];
  for (const row of versions) {
    // What is damaged is told with all other versions.
    const [rules] = soundRows([row], reads.sound.version, () => undefined);
    if (rules === undefined || rules.programId === row.programId) continue;
    if (rules.programId !== programId && row.programId !== programId) continue;
    const under = row.programId === null ? 'no name' : `the name ${JSON.stringify(row.programId)}`;
    const problem = `Version ${row.version} of the program ${JSON.stringify(rules.programId)} stands under ${under}.`;
    report({ memberId: null, sequence: null, problem });
  }
  return ok();
}

/** Records of kinds that nobody here knows are looked at, too: they may be of a kind that has lost its name. */
async function checkKinds({ program, store: { rows }, reads, kinds }: CheckingHost, report: Report): Checked {
  const found = await rows.kinds?.(program.programId);
  if (found === undefined) return ok();
  if (found.isErr()) return err(found.error);
  const unknown = found.value.filter(({ kind }) => !kinds.has(kind));
  soundRows(unknown, reads.sound.row, (_row, problem) => report({ memberId: null, sequence: null, problem }));
  return ok();
}
