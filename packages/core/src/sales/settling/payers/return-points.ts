import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../../kernel/book.ts';
import type { Account, LapsedLot } from '../../../ledger/account.ts';
import { accounts, memberOf } from '../../../ledger/ledger-kinds.ts';
import { hasEnded, type Lot } from '../../../ledger/lot.ts';
import { hasEndedInactive, withLiveEnds } from '../../../ledger/inactivity.ts';
import { effect, giveTo, splitLots } from '../../../ledger/movement.ts';
import { endOfHeld, post, type Posting, rememberLapse, wouldOverflow } from '../../../ledger/posting.ts';
import type { PointsOverflow } from '../../../values/errors.ts';
import { floorOf, fraction, minus, one, times } from '../../../values/fraction.ts';
import { pointsOverflow } from '../../../values/failures.ts';
import type { ActorId, InvoiceId, MemberId } from '../../../values/ids.ts';
import type { Instant } from '../../../values/instant.ts';
import { invariant } from '../../../values/invariant.ts';
import { ledgerHolds } from '../../../kernel/store-failure.ts';
import { pointsIn } from '../../../values/points.ts';
import { lotEndOf } from '../../../program/expiry.ts';
import { type Program, systemActor } from '../../../program/program.ts';
import type { InvoiceRecord, InvoiceRedemption } from '../../invoice/invoice-record.ts';
import { type Buyer, openBuyer } from '../../invoice/buyer.ts';
import { shareOf } from '../../worth/worth.ts';

/** The members whose points a refund touches: the invoice's own, and those whose points paid for it. */
export type Owners = ReadonlyMap<MemberId, Buyer>;

/** What giving redeemed points back did. */
export interface Returned {
  readonly record: InvoiceRecord;
  readonly owners: Owners;
  readonly returned: number;
  /** Those of them whose lots had ended meanwhile. */
  readonly expired: number;
}

/** Opens the members whose points paid for an invoice, beside its own, and others who are named. */
export function openOwners(
  book: Book,
  { redemptions }: InvoiceRecord,
  buyer: Buyer | null,
  named: readonly MemberId[] = [],
): Owners {
  const owners = new Map(buyer === null ? [] : [[buyer.posting.account.memberId, buyer]]);
  const all = [...redemptions.map((each) => each.memberId), ...named];
  const others = [...new Set(all)].filter((memberId) => !owners.has(memberId));
  // Asked for together, they are loaded together.
  book.demand(others.map((memberId) => accounts.at(memberId)));
  for (const memberId of others) {
    const member = memberOf(book, memberId);
    ledgerHolds(member !== null, 'a member who redeemed or held points exists');
    owners.set(memberId, openBuyer(book, member, null));
  }
  return owners;
}

/** All of them but the one whose invoice it is. */
export function othersThan(memberId: MemberId | null, owners: Owners): readonly Buyer[] {
  return [...owners].flatMap(([ownerId, owner]) => (ownerId === memberId ? [] : [owner]));
}

/** What takes the points back to their members. */
interface Label {
  readonly actor: ActorId;
  /** The refund; an edit has none. */
  readonly refundId?: string;
}

/** Gives redeemed points back as far as their shares no longer pay, to the lots they came from. */
export function returnPoints(
  record: InvoiceRecord,
  owners: Owners,
  rules: Program,
  label: Label,
): Result<Returned, PointsOverflow> {
  let state: Returned = { record, owners, returned: 0, expired: 0 };
  for (const [index, redemption] of record.redemptions.entries()) {
    const points = pointsNotPaying(redemption) - redemption.returned;
    if (points <= 0) continue;
    const current = state.owners.get(redemption.memberId);
    invariant(current !== undefined, 'the owners of redeemed points are loaded');
    if (wouldOverflow(current.posting, points)) return err(pointsOverflow());
    const lots = returnedLots(current.posting, redemption, points, rules, record.invoiceId);
    const { posting, expired } = giveBack(current.posting, lots, rules, record, label);
    const redemptions = state.record.redemptions.with(index, { ...redemption, returned: redemption.returned + points });
    state = {
      record: { ...state.record, redemptions },
      owners: new Map([...state.owners, [redemption.memberId, { ...current, posting }]]),
      returned: state.returned + points,
      expired: state.expired + expired,
    };
  }
  return ok(state);
}

/** Points lag their worth by less than one: they come back rounded down. */
function pointsNotPaying(redemption: InvoiceRedemption): number {
  if (redemption.share === undefined) return 0;
  return Number(floorOf(times(fraction(redemption.points), minus(one, shareOf(redemption)))));
}

/** What so many points that were spent become as they come back. */
export interface ReturnedLots {
  /** The lots that go to the account, and repay debt. */
  readonly live: readonly Lot[];
  /** Those that have ended meanwhile: they expire at once, and repay nothing. */
  readonly ended: readonly Lot[];
  /** What is remembered of those. */
  readonly lapsed: readonly LapsedLot[];
}

/** The points that end last come back first. Those that have ended get the program's days of grace, or expire. */
export function returnedLots(
  { account, now, program }: Posting,
  { taken, returned, redeemedAt }: Pick<InvoiceRedemption, 'taken' | 'returned' | 'redeemedAt'>,
  points: number,
  rules: Program,
  invoiceId: InvoiceId | null,
): ReturnedLots {
  const grace = rules.refund.graceDays;
  const lots = splitLots(splitLots(taken.toReversed(), returned).rest, points).first;
  const late = lots.filter((lot) => hasEndedSince(lot, account, redeemedAt, now));
  const live = lots.filter((lot) => !late.includes(lot));
  if (grace > 0) {
    const revived = late.map((lot) => ({ ...lot, expiresAt: endAfter(grace, rules, now) }));
    return { live: [...live, ...revived], ended: [], lapsed: [] };
  }
  const by = invoiceId === null ? {} : { returnedOn: invoiceId };
  const lapsed = late.flatMap((lot) =>
    rememberLapse([lot], { ...lapseOf(lot, account, redeemedAt, now), ...by }, now, program),
  );
  return { live, ended: withLiveEnds(account, late, redeemedAt, now), lapsed };
}

/** Points whose lot has ended come back and expire in one entry. */
function giveBack(
  posting: Posting,
  { live, ended, lapsed }: ReturnedLots,
  rules: Program,
  { invoiceId }: InvoiceRecord,
  { actor, refundId }: Label,
): { posting: Posting; expired: number } {
  const reference = {
    type: 'invoice',
    id: invoiceId,
    ...(refundId === undefined ? {} : { detail: refundId }),
  } as const;
  const by = { reference, programVersion: rules.version };
  let after = posting;
  if (live.length > 0) {
    const change = giveTo(posting.account, live, posting.now);
    after = post(after, { kind: 'reversal', cause: 'points-returned', actor, ...by, effect: change });
  }
  if (ended.length === 0) return { posting: after, expired: 0 };
  const gone = effect({ added: ended, taken: ended, lapsed });
  after = post(after, { kind: 'expiry', cause: 'lot-expired', actor: systemActor, ...by, effect: gone });
  return { posting: after, expired: pointsIn(ended) };
}

function hasEndedSince(lot: Lot, account: Account, leftAt: Instant, now: Instant): boolean {
  return lot.expiresAt === 'inactivity' ? hasEndedInactive(account, leftAt, now) : hasEnded(lot, now);
}

/** When a lot ended. Where its deadline is no longer known, it was before the member was active again, or by now. */
function lapseOf(lot: Lot, { inactivity }: Account, leftAt: Instant, now: Instant) {
  if (typeof lot.expiresAt === 'number') return endOfHeld(lot, lot.expiresAt);
  if (inactivity === null) return { expiresAt: now, byInactivity: true };
  const { since, deadline } = inactivity;
  if (since > leftAt) return { expiresAt: since, byInactivity: true };
  return { expiresAt: Math.min(deadline, now) as Instant, byInactivity: true, activeSince: since };
}

function endAfter(days: number, rules: Program, now: Instant): Lot['expiresAt'] {
  const policy = { kind: 'after', period: { unit: 'days', count: days }, roundTo: 'day' } as const;
  return lotEndOf({ ...rules, expiry: policy }, now);
}
