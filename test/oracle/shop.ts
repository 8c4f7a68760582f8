import { type Account, bringUpToDate, emptyAccount, type Lapsed, type Shown, shown } from './account.ts';
import { type End, type Lot } from './lots.ts';
import type { Fraction } from './fraction.ts';
import type { ShopRules } from './rules.ts';
import type { Bill, TakenBack } from './worth.ts';

/** One shop with all that happened in it. Plain data: a command that is refused is undone by a copy from before. */
export interface Shop {
  readonly rules: ShopRules;
  now: number;
  readonly members: Record<string, Member>;
  readonly sales: Record<string, Sale>;
  /** Redemptions by member and id. */
  readonly redemptions: Record<string, Redemption>;
  /** What was answered to a command, by its id. */
  readonly answers: Record<string, { readonly fingerprint: string; readonly receipt: Receipt }>;
  /** How many commands were done. */
  count: number;
}

export interface Member {
  readonly account: Account;
  readonly tier: string | null;
  readonly birthday: string | null;
  /** The sale that is the member's first purchase. */
  firstPurchase: string | null;
  /** What each sale has used of the caps of a day: date, then sale, then rule. */
  readonly capUse: Record<string, Record<string, Record<string, number>>>;
  /**
   * What sales (and, where it is null, returns without one) let the member keep, and by which command: points that come
   * back since what took them was a mistake make it good.
   */
  forgiven: { readonly invoiceId: string | null; readonly by: number; points: number }[];
}

export interface Sale {
  readonly invoiceId: string;
  memberId: string | null;
  soldAt: number;
  /** Whether a save named when it was sold; else the clock did. */
  isDated: boolean;
  bill: Bill;
  revision: number;
  readonly saves: { readonly revision: number; readonly fingerprint: string; readonly receipt: Receipt }[];
  takenBack: TakenBack[];
  readonly paid: Redemption[];
  readonly payments: Payment[];
  /** By member: the sale may move, and finds its facts again when it comes back. */
  readonly parties: Record<string, Party>;
  /** The refunds that are voids, while they stand. */
  voidedBy: string[];
}

/** Points that were redeemed, and what of them pays for a sale. */
export interface Redemption {
  readonly redemptionId: string;
  readonly memberId: string;
  readonly points: number;
  readonly value: number;
  /** When they were redeemed. */
  readonly at: number;
  /** The command that redeemed them, or set them aside. */
  readonly by: number;
  share: Fraction;
  returned: number;
  taken: Lot[];
}

export interface Payment {
  readonly paymentId: string;
  readonly amount: number;
  readonly paidAt: number;
  approvedAt: number | null;
  reversed: boolean;
}

/** A sale and one member. */
export interface Party {
  /** Whether the sale is this member's first purchase; null until points are granted. */
  isFirst: boolean | null;
  room: Record<string, number>;
  /** Points that the sale has earned and that were not taken back. */
  stands: number;
  grants: Grant[];
  /** What was taken back, the last part last: what comes again goes where it was found. */
  takenBack: TakenPart[];
  /** On full payment: what the sale would have earned, and what was payable for it, at each reckoning. */
  steps: {
    readonly should: number;
    readonly payable: number;
    readonly payments: readonly string[];
    /** How many redemptions had paid by then. */
    readonly after: number;
  }[];
}

export interface Grant {
  readonly from: number | null;
  readonly end: End;
  points: number;
  /** When the first of them came. */
  readonly since: number;
  /** Those of them that had ended as they came. */
  over: number;
}

/** What tells the grants of a sale apart. */
export type GrantKey = Pick<Grant, 'from' | 'end' | 'since'>;

/** Points that a sale took back: of which grant, and where they were found. */
export interface TakenPart {
  points: number;
  readonly found: 'in its lot' | 'over' | 'debt' | 'forgiven' | { readonly lot: Lot } | { readonly lapsed: Lapsed };
  /** The grant to which they return; null where they are dated anew as they come again. */
  readonly grant: GrantKey | null;
  /** Forgiven because it was held: the command that forgave it. */
  readonly heldBy?: number;
}

/** The figures of a receipt that matter. */
export type Receipt = Readonly<Record<string, string | number | null | Shown>>;

export type Answer = { readonly receipt: Receipt; readonly replayed: boolean } | { readonly refused: string };

export class Refusal extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(kind);
    this.kind = kind;
  }
}

export function refuse(kind: string): never {
  throw new Refusal(kind);
}

export function openShop(rules: ShopRules, now: number): Shop {
  return { rules, now, members: {}, sales: {}, redemptions: {}, answers: {}, count: 0 };
}

export function enrol(
  shop: Shop,
  memberId: string,
  facts: { tier?: string | null; birthday?: string | null } = {},
): void {
  const { tier = null, birthday = null } = facts;
  shop.members[memberId] = { account: emptyAccount(), tier, birthday, firstPurchase: null, capUse: {}, forgiven: [] };
}

/** A member as of now. */
export function memberOf(shop: Shop, memberId: string): Member {
  const member = shop.members[memberId] ?? refuse('unknown-member');
  bringUpToDate(shop.rules, member.account, shop.now);
  return member;
}

export function saleOf(shop: Shop, invoiceId: string): Sale {
  return shop.sales[invoiceId] ?? refuse('unknown-invoice');
}

export function partyOf(sale: Sale, memberId: string): Party {
  return (sale.parties[memberId] ??= {
    isFirst: null,
    room: {},
    stands: 0,
    grants: [],
    takenBack: [],
    steps: [],
  });
}

export function balanceOf(shop: Shop, memberId: string | null): Shown | null {
  return memberId === null ? null : shown(memberOf(shop, memberId).account, shop.now);
}

/** The same command under its id has the same answer; another command under it is refused. */
export function once(shop: Shop, id: string, input: object, does: () => Receipt): Answer {
  const fingerprint = JSON.stringify(input);
  const known = shop.answers[id];
  if (known)
    return known.fingerprint === fingerprint
      ? { receipt: known.receipt, replayed: true }
      : refuse('idempotency-key-reused');
  const receipt = does();
  shop.answers[id] = { fingerprint, receipt };
  return { receipt, replayed: false };
}
