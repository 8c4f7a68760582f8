import { othersFirst, type EntryPosition, type StoreError } from '@pointbook/core/store';
import { type Question, type Row, rowsOf, type SqlValue, type Steps, type Term } from '@pointbook/sql';
import { err, ok, type Result, ResultAsync } from 'neverthrow';

/** Entries of one index, in its order. */
export interface Walk {
  /** The table of entries. */
  readonly table: string;
  /** What a FROM says so that the index is followed. */
  readonly follow: string;
  /** What leads through the index, but for where it begins. */
  readonly terms: readonly Term[];
  /** By date: newest first, then by member, then newest first. Of a member: newest first. By member: oldest first. */
  readonly order: 'by-date' | 'of-member' | 'by-member';
  /** They begin after this one. */
  readonly after: EntryPosition | null;
  /** They were posted before; for an order by date. */
  readonly until?: number | undefined;
  /** The position of the newest of them; where it is left out, of those that are there. */
  readonly newest?: number;
  /** How many are looked at first, and then more at a time; as many as in one go, when left out. */
  readonly first?: number;
}

/** Some entries of a walk, in its order: a SELECT of their positions. */
export interface Stretch {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Looked at in one go: a few milliseconds of work. */
const maxAtOnce = 4096;
/** So few take no time worth mentioning. */
const few = 1000;

/**
 * Walks through entries, however many, and lets other work run now and then: SQLite answers in the thread of its host.
 *
 * @remarks The answer is of one moment all the same. Entries are never changed, and what is written meanwhile has a
 * later position.
 * @param look - takes some of them; answers whether it has enough.
 */
export function* walk(
  { table, follow, terms, order, after, until, first = maxAtOnce, newest }: Walk,
  look: (stretch: Stretch) => Steps<boolean>,
): Steps<void> {
  const newestNow = `SELECT max(position) AS newest FROM ${table}`;
  const end: Term = ['+e.position <= ?', newest ?? Number((yield* rowsOf(newestNow))[0]?.['newest'] ?? 0)];
  let size = Math.min(first, maxAtOnce);
  let [range, ...others] = rangesAfter(order, after, until);
  while (range !== undefined) {
    const all = [...terms, ...range.terms, end];
    const chosen = `FROM ${table} e ${follow} WHERE ${all.map(([sql]) => sql).join(' AND ')} ORDER BY ${range.order} LIMIT ?`;
    const values = all.flatMap(([, ...each]) => each);
    if (yield* look({ sql: `SELECT e.position ${chosen}`, values: [...values, size] })) return;
    const place = `SELECT e.posted_at, e.member_id, e.sequence ${chosen} OFFSET ?`;
    const [last] = yield* rowsOf(place, ...values, 1, size - 1);
    [range, ...others] = last === undefined ? others : rangesAfter(order, placeOf(last), until);
    if (size > few && range !== undefined) yield othersMayRun;
    size = Math.min(maxAtOnce, size * 4);
  }
}

/** No question. */
const othersMayRun: readonly Question[] = [];

/** Does work when nothing is in the way. */
type Use = <T>(work: (ask: (question: Question) => readonly Row[]) => T) => ResultAsync<T, StoreError>;

/** Does work that lets others run wherever it asks nothing. What was in the way of a question is asked again. */
export function runAside<T>(work: Steps<T>, use: Use): ResultAsync<T, StoreError> {
  const on = async (): Promise<Result<T, StoreError>> => {
    let step: IteratorResult<readonly Question[], T> = { done: false, value: othersMayRun };
    const goOn = (ask: (question: Question) => readonly Row[]): IteratorResult<readonly Question[], T> => {
      do if (step.done !== true) step = work.next(step.value.map(ask));
      while (step.done !== true && step.value.length > 0);
      return step;
    };
    for (;;) {
      const reached: Result<ReturnType<typeof goOn>, StoreError> = await use(goOn);
      if (reached.isErr()) return err(reached.error);
      if (reached.value.done === true) return ok(reached.value.value);
      await othersFirst();
    }
  };
  return new ResultAsync(on());
}

/** A part of the index without a gap. */
interface Range {
  readonly terms: readonly Term[];
  readonly order: string;
}

/** What comes after a place: of its instant and member, of its instant, and the others. */
function rangesAfter(order: Walk['order'], after: EntryPosition | null, until = Infinity): readonly Range[] {
  if (order === 'of-member') {
    return [{ terms: after === null ? [] : [['e.sequence < ?', after.sequence]], order: 'e.sequence DESC' }];
  }
  if (order === 'by-member') {
    const terms: Term[] =
      after === null ? [] : [['(e.member_id, e.sequence) > (?, ?)', after.memberId, after.sequence]];
    return [{ terms, order: 'e.member_id, e.sequence' }];
  }
  const whole = 'e.posted_at DESC, e.member_id, e.sequence DESC';
  const earlier = (last: number): Range => ({
    terms: last < Infinity ? [['e.posted_at <= ?', last]] : [],
    order: whole,
  });
  if (after === null || after.postedAt >= until) return [earlier(until - 1)];
  const { postedAt, memberId, sequence } = after;
  const same: Term = ['e.posted_at = ?', postedAt];
  return [
    { terms: [same, ['e.member_id = ? AND e.sequence < ?', memberId, sequence]], order: 'e.sequence DESC' },
    { terms: [same, ['e.member_id > ?', memberId]], order: 'e.member_id, e.sequence DESC' },
    earlier(postedAt - 1),
  ];
}

function placeOf(row: Row): EntryPosition {
  return {
    postedAt: Number(row['posted_at']) as EntryPosition['postedAt'],
    memberId: row['member_id'] as string,
    sequence: Number(row['sequence']),
  };
}
