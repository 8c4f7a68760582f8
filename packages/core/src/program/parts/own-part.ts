import type { EarnBase, EarningMoney } from '../evaluating/earning-money.ts';
import type { MemberFact } from '../member-facts.ts';
import type { Occasion, SaleLine } from '../sale.ts';
import type { ValueSchema } from '../../kernel/shapes/standard-schema.ts';

/** A condition or an earn kind of the host's own, made by `definePart`. */
export type Part = OwnCondition<string, unknown, MemberFact> | OwnEarnKind<string, object, MemberFact>;

/** A condition of the host's own: a field of `when`, beside those of Pointbook. */
export interface OwnCondition<Kind extends string, Value, Fact extends MemberFact, Written = Value> {
  /** That it is a condition. */
  readonly type: 'condition';
  /** The field of `when`: a letter, then letters and digits, 64 at most. None of Pointbook's own. */
  readonly kind: Kind;
  /** 1, then 2 and so on. A version that was in use never changes its meaning; another meaning is another version. */
  readonly version: number;
  /** Checks the field and gives the value that is kept, which is plain JSON and passes the check unchanged. */
  readonly value: ValueSchema<Value, Written>;
  /** The facts of the member that `isMet` looks at; an invoice keeps them. @defaultValue none */
  readonly reads?: readonly Fact[] | undefined;
  /** The reason in an explanation where it is not met, such as `'members-only'`. */
  readonly unmet: string;
  /** Whether a sale meets it: pure and synchronous. It is called only where the field is given. */
  isMet(value: Value, occasion: Occasion<Fact>): boolean;
}

/** An earn kind of the host's own: another `per`. */
export interface OwnEarnKind<Kind extends string, Fields extends object, Fact extends MemberFact, Written = Fields> {
  /** That it is an earn kind. */
  readonly type: 'earn';
  /** The value of `per`: a letter, then letters and digits, 64 at most. None of Pointbook's own. */
  readonly kind: Kind;
  /** 1, then 2 and so on. A version that was in use never changes its meaning; another meaning is another version. */
  readonly version: number;
  /**
   * Checks the fields beside `per` and gives those that are kept, which are plain JSON and pass the check unchanged.
   */
  readonly fields: ValueSchema<Fields, Written>;
  /** The facts of the member that `count` looks at; an invoice keeps them. @defaultValue none */
  readonly reads?: readonly Fact[] | undefined;
  /** Whether `only` and `except` have a meaning in its rules. @defaultValue `true` */
  readonly countsLines?: boolean | undefined;
  /** Counts what a sale earns, before multipliers and rounding: pure and synchronous. */
  count(fields: Fields, sale: CountedSale<Fact>): PartialPoints;
}

/** A sale as an earn kind counts it. */
export interface CountedSale<Fact extends MemberFact> extends Occasion<Fact> {
  /** The lines that count after `only` and `except`; all lines where the kind does not count lines. */
  readonly lines: readonly SaleLine[];
  /**
   * The money of these lines that earns, after refunds and without what was paid with points. Count with the exact
   * `amount / of`: then any split of a refund gives the same points.
   */
  money(base: EarnBase): EarningMoney;
}

/** A number of points, as a fraction. */
export interface PartialPoints {
  /** A whole number, 0 or more: points times `of`. */
  readonly points: number | bigint;
  /** A whole number, 1 or more. @defaultValue `1` */
  readonly of?: number | bigint | undefined;
  /** What was counted, for the explanation: money in minor units, or a decimal text. @defaultValue `null` */
  readonly base?: number | string | null | undefined;
  /** Money that was paid with points and so earned nothing, for the explanation. @defaultValue `0` */
  readonly paidWithPoints?: number | undefined;
}
