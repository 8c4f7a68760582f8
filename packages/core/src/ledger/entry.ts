import type { ActorId, InvoiceId, MemberId, ProgramVersion, RedemptionId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Inactivity, LapsedLot } from './account.ts';
import type { entryCauses, entryKinds } from './entry-words.ts';
import type { Hold, HoldClaim } from './hold.ts';
import type { Lot } from './lot.ts';

/** What kind of line an entry is. */
export type EntryKind = (typeof entryKinds)[number];

/** Why an entry was written, finer than its kind: `plugin:…` is what a plugin posts, its own word for it. */
export type EntryCause = (typeof entryCauses)[number] | `plugin:${string}`;

/** What an entry is about. `id` is the host's own text, or a sequence number for `entry`. */
export interface Reference {
  /** What kind of thing `id` names; `external` is the host's own, and `plugin:…` a plugin's. */
  readonly type: 'invoice' | 'redemption' | 'entry' | 'job' | 'external' | `plugin:${string}`;
  /** The id of that thing. */
  readonly id: string;
  /** A part of it: the refund of an invoice, the reward of a redemption. */
  readonly detail?: string;
}

/** One immutable line of the ledger. */
export interface Entry {
  /** The member whose balance it changes. */
  readonly memberId: MemberId;
  /** 1, 2, 3 … for each member, without gaps. */
  readonly sequence: number;
  /** What sort of change it is. */
  readonly kind: EntryKind;
  /** What made the entry; finer than `kind`. */
  readonly cause: EntryCause;
  /** Signed change of the balance. */
  readonly delta: number;
  /** The balance after this entry. */
  readonly balanceAfter: number;
  /** When it was written; never before the member's previous entry, save where it sets the member's time back. */
  readonly postedAt: Instant;
  /** The date in business terms, such as the time of the sale. */
  readonly effectiveAt: Instant;
  /** Who or what made it. */
  readonly actor: ActorId;
  /** What the entry is about; null where there is nothing to name. */
  readonly reference: Reference | null;
  /** How lots, holds and debt change; the account is the fold of these. */
  readonly effect: Effect;
  /**
   * The version of the rules that decided it: for what a sale earns, gives back or loses that which the sale keeps, for
   * all else that which was in use.
   */
  readonly programVersion: ProgramVersion;
  /** The command that wrote it, where the entry is what its id names. */
  readonly command: CommandMark | null;
}

/** What an entry does to its account: all that a fold needs to know of it. */
export type EntryStep = Pick<Entry, 'memberId' | 'sequence' | 'delta' | 'balanceAfter' | 'postedAt' | 'effect'>;

/** An entry as people see it: with its texts, and without what it does to its account. */
export interface EntryLine extends Omit<Entry, 'effect'> {
  /** Its note; null where it has none. */
  readonly note: Note | null;
}

/** An entry as a statement shows it: without its rules and its command, too. */
export type ShownLine = Omit<EntryLine, 'programVersion' | 'command'>;

/** The id of a command, and the fingerprint that tells it from another command with the same id. */
export interface CommandMark {
  /** The id of the command. */
  readonly key: CommandKey;
  /** A digest of what the command asked for. */
  readonly fingerprint: string;
}

/**
 * The id of a command within its member.
 *
 * | before the colon | what the entry is of |
 * |---|---|
 * | `key` | a command of the host, by its own id |
 * | `redeem`, `capture`, `release` | a step of a redemption |
 * | `return` | a return without a sale |
 * | `undo`, `expired` | an undoing, and what expired by it |
 * | `owed`, `returned` | what a sale, or a return without one, took of points that a hold gave back |
 */
export type CommandKey =
  | `key:${string}`
  | `${'redeem' | 'capture' | 'release' | 'return' | 'undo' | 'expired' | 'owed' | 'returned'}:${string}`;

/** How the account changes. delta = Σ added − Σ taken − change of debt + held − released from hold. */
export interface Effect {
  /** Points that left lots. */
  readonly taken?: readonly Lot[];
  /** Points that entered lots. */
  readonly added?: readonly Lot[];
  /** Signed change of the debt. */
  readonly debt?: number;
  /** A hold that opens. */
  readonly hold?: Hold;
  /** The hold that ends. */
  readonly closes?: RedemptionId;
  /** Signed changes of what is remembered of lapsed lots. */
  readonly lapsed?: readonly LapsedLot[];
  /** What redeemed or held points are worth, in minor units; it moves nothing. */
  readonly value?: number;
  /** The sale that redeemed points paid; it moves nothing. */
  readonly paidFor?: InvoiceId;
  /** Points that the policy let the member keep as goods came back without their sale; it moves nothing. */
  readonly forgiven?: number;
  /** Points that came back as a redemption was undone, and expired at once; it moves nothing. */
  readonly expired?: number;
  /** The inactivity deadline as it becomes. */
  readonly inactivity?: Inactivity | null;
  /** The member's time until then, which a wrong clock had set and the entry sets back to its own `postedAt`. */
  readonly clock?: Instant;
  /** The claims on open holds, as they become; they move nothing. */
  readonly holdClaims?: readonly HoldClaim[];
  /** It makes debt after points had ended that are held: open holds note it. Left out elsewhere. */
  readonly late?: true;
}

/** Free text beside an entry, which erasure can remove. */
export interface Note {
  /** The member whose entry it stands beside. */
  readonly memberId: MemberId;
  /** The number of that entry. */
  readonly sequence: number;
  /** For staff. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}
