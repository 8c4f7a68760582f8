import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { ReadingHost, StoreError } from '../../../index.ts';
import { profiles } from '../../../plugin.ts';
import { othersFirst } from '../../../till.ts';
import type { MistakeText } from '../../../shapes.ts';
import type { AddRow, ImportRow, OpeningRow, SetRow, Who } from '../csv/import-row.ts';
import type { CellProblem } from '../csv/cells/cell-fields.ts';
import type { RowProblem } from '../csv/row-problem.ts';
import { lookedUpAtOnce, profilesWith } from './email-holders.ts';
import { isNobody, personOfRow } from './opening-item.ts';

/** What the ledger says against rows, by their records. */
export interface UnknownRows {
  /** Why a row would be left out. */
  readonly rejected: ReadonlyMap<number, RowProblem>;
  /** What a row would be done without, where the import is lenient. */
  readonly leftOut: ReadonlyMap<number, readonly CellProblem[]>;
}

/** Where the ledger says nothing. */
export const nothingUnknown: UnknownRows = { rejected: new Map(), leftOut: new Map() };

/** Looks up the members of rows, as an import would find them now. */
export async function unknownRows(
  host: Pick<ReadingHost, 'reads'>,
  rows: readonly ImportRow[],
  isLenient: boolean,
): Promise<Result<UnknownRows, StoreError>> {
  const rejected = new Map<number, RowProblem>();
  const leftOut = new Map<number, readonly CellProblem[]>();
  for (let from = 0; from < rows.length; from += lookedUpAtOnce) {
    const some = rows.slice(from, from + lookedUpAtOnce);
    const found = await Promise.all(some.map((row) => problemsWith(host, row)));
    for (const [index, result] of found.entries()) {
      if (result.isErr()) return err(result.error);
      const { line, record } = some[index] as ImportRow;
      const spare = result.value.filter(({ isSpare }) => isSpare && isLenient).map(cellOf);
      const [problem] = result.value.filter(({ isSpare }) => !(isSpare && isLenient)).map(cellOf);
      if (problem !== undefined) rejected.set(record, { line, record, ...problem });
      else if (spare.length > 0) leftOut.set(record, spare);
    }
    // A store in this process answers without a pause.
    await othersFirst();
  }
  return ok({ rejected, leftOut });
}

interface FoundProblem extends CellProblem {
  /** Whether the row can do without the cell. */
  readonly isSpare: boolean;
}

function cellOf({ column, problem, fix }: FoundProblem): CellProblem {
  return { column, problem, fix };
}

type Found = Promise<Result<readonly FoundProblem[], StoreError>>;

function problemsWith(host: Pick<ReadingHost, 'reads'>, row: ImportRow): Found {
  return row.mode === 'opening' ? openingProblems(host, row) : whoProblems(host, row);
}

async function whoProblems({ reads }: Pick<ReadingHost, 'reads'>, { who }: AddRow | SetRow): Found {
  const found = await holdersOf(reads, who);
  return found.map((members) => {
    if (members === 1) return [];
    return [problemOf(members === 0 ? nobody : several, who.by)];
  });
}

/** How many members are what a row names: 0, 1, or 2 for several. */
function holdersOf(reads: ReadingHost['reads'], who: Who): ResultAsync<number, StoreError> {
  const countOf = (record: object | null) => (record === null ? 0 : 1);
  if (who.by === 'memberId') return reads.account(who.id).map(countOf);
  if (who.by === 'email') return profilesWith(reads, who.id).map(({ length }) => length);
  return reads.find(profiles, who.by, who.id).map(countOf);
}

async function openingProblems({ reads }: Pick<ReadingHost, 'reads'>, row: OpeningRow): Found {
  const { memberId, phone, cardCode } = row;
  const member = await reads.account(memberId);
  if (member.isErr()) return err(member.error);
  if (member.value !== null) {
    if (member.value.sequence > 0) return ok([problemOf(entriesThere, 'memberId')]);
    return ok(isNobody(personOfRow(row)) ? [] : [problemOf(profileThere, 'memberId')]);
  }
  const problems: FoundProblem[] = [];
  for (const [column, value] of Object.entries({ phone, cardCode })) {
    if (value === null) continue;
    const holder = await reads.find(profiles, column, value);
    if (holder.isErr()) return err(holder.error);
    if (holder.value !== null) problems.push({ ...problemOf(taken, column), isSpare: true });
  }
  return ok(problems);
}

function problemOf(words: MistakeText, column: string): FoundProblem {
  return { column, ...words, isSpare: false };
}

const nobody: MistakeText = { problem: 'names no member', fix: 'Enrol the customer first.' };
const several: MistakeText = {
  problem: 'is that of several members',
  fix: 'Name the member by memberId, phone or cardCode.',
};
const entriesThere: MistakeText = {
  problem: 'names a member who has entries already',
  fix: 'Use a file of mode "set" to say what the balance should be.',
};
const profileThere: MistakeText = {
  problem: 'names a member who is enrolled already',
  fix: 'Leave the columns of the profile empty to give the balance alone.',
};
const taken: MistakeText = { problem: 'is that of another member', fix: 'Leave it out, or find out whose it is.' };
