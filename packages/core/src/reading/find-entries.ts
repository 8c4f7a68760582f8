import { err, ok, type Result } from 'neverthrow';
import type { Lagging } from '../kernel/replica.ts';
import { query } from '../kernel/query.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { EntryKind, EntryLine, Reference } from '../ledger/entry.ts';
import { entryKinds } from '../ledger/entry-words.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { field, id, list, oneOf, optional, text } from '../schemas/fields.ts';
import { type FieldRule, idRule, oneOfRule } from '../schemas/field-rules.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { EntryPosition, EntrySearch } from '../store/record-reader.ts';
import type { InvalidCommand } from '../values/errors.ts';
import { longestIdBytes, type MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { readPlace, writePlace } from './entry-place.ts';
import { notACursor, type Page, pageFields, pageOf, type PageQuery, usualPage } from './page.ts';
import type { ReadingHost } from './reading-host.ts';
import { lineOf, type StatementLine } from './statement-line.ts';

/** Which entries: those that match every field that is given. */
export interface FindEntriesQuery extends PageQuery {
  /** The host's own id of the member; the entries of all members when left out. */
  readonly memberId?: string | undefined;
  /** One of these kinds; at least one. */
  readonly kinds?: readonly EntryKind[] | undefined;
  /** Who made the entry. */
  readonly actor?: string | undefined;
  /** What the entry is about. */
  readonly reference?:
    | {
        /** What kind of thing it is; `external` is the host's own, and `plugin:…` a plugin's: up to 128 bytes. */
        readonly type: Reference['type'];
        /** The id of that thing: 1 to 128 bytes. */
        readonly id: string;
      }
    | undefined;
  /** Posted at or after. */
  readonly from?: InstantInput | undefined;
  /** Posted before. */
  readonly until?: InstantInput | undefined;
  /** Text within the reason; the case of the letters A to Z does not matter. */
  readonly reason?: string | undefined;
}

const typeNames = ['invoice', 'redemption', 'entry', 'job', 'external'] as const;
const ownTypes = oneOfRule(typeNames);

const referenceTypeRule: FieldRule<Reference['type']> = {
  json: { anyOf: [{ ...ownTypes.json }, { type: 'string', pattern: '^plugin:', maxLength: longestIdBytes }] },
  check: (value) =>
    typeof value === 'string' && value.startsWith('plugin:')
      ? idRule().check(value)
      : ownTypes.check(value) && oneOfRule([...typeNames, 'plugin:…']).check(value),
};

/**
 * Finds entries of all members by member, kind, actor, reference, date or text of the reason; newest first.
 *
 * @remarks A page deep in the list costs what the first one costs.
 *
 * Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const found = await findEntries(ports)({ kinds: ['adjustment'], actor: 'staff-3', reason: 'missed sale' });
 * if (found.isOk()) for (const { memberId, delta, reason } of found.value.items) print(memberId, delta, reason);
 * ```
 */
export const findEntries = query({
  name: 'findEntries',
  route: 'GET /entries',
  input: shape<FindEntriesQuery>()(
    strict({
      memberId: optional(id<MemberId>()),
      kinds: optional(list(oneOf(entryKinds), 1, entryKinds.length)),
      actor: optional(id<string>()),
      reference: optional(strict({ type: field(referenceTypeRule), id: id<string>() })),
      from: optional(instant()),
      until: optional(instant()),
      reason: optional(text()),
      ...pageFields,
    }),
  ),
  failures: {},
  mayLag: true,
  async answer(
    { cursor, limit = usualPage, ...asked },
    { reads }: ReadingHost,
  ): Promise<Result<Page<StatementLine> & Lagging, StoreError | InvalidCommand>> {
    const before = readCursor(cursor);
    if (before.isErr()) return err(before.error);
    const given = Object.entries(asked).filter(([, value]) => value !== undefined);
    const filter = Object.fromEntries(given) as EntrySearch;
    const rows = await reads.findEntries(filter, before.value, limit + 1);
    return rows.map((found) => pageOf(found, limit, lineOf, cursorOf));
  },
});

function cursorOf({ postedAt, sequence, memberId }: EntryLine): string {
  return writePlace({ at: postedAt, sequence, memberId });
}

function readCursor(cursor: string | undefined): Result<EntryPosition | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const place = readPlace(cursor);
  if (place === null) return err(notACursor());
  return ok({ postedAt: place.at as Instant, memberId: place.memberId, sequence: place.sequence });
}
