import type { Whole } from '../../values/product.ts';
import type { MemberFact } from '../member-facts.ts';
import type { Occasion, SaleLine } from '../sale.ts';
import type { Schema } from '../../schemas/schema.ts';

/** What a rule gives points for. A released version never changes its meaning. */
export interface EarnPart<Kind extends string = string, Fields = unknown> {
  readonly type: 'earn';
  /** The value of `per` by which a rule names it. */
  readonly kind: Kind;
  readonly version: number;
  /** How the fields beside `per` are read. */
  readonly fields: Schema<Fields>;
  /** The facts of the member that it looks at. Invoices keep them. */
  readonly reads: readonly MemberFact[];
  /** Why a rule cannot pick lines by `only` and `except`; null where it can. */
  withoutLines(fields: Fields): { readonly what: string; readonly fix: string } | null;
  /** What a sale earns, before multipliers. */
  count(fields: Fields, occasion: Occasion, counted: CountedLines): Counted;
}

/** The lines that count for a rule. */
export interface CountedLines {
  readonly lines: readonly SaleLine[];
  /** Whether the rule names the lines that count, so that a sale without lines has none. */
  readonly areNamed: boolean;
}

/** What an earn kind counted, and the points for it as a fraction. */
export interface Counted {
  /** The money (minor units) or pieces (decimal text) that it counted; null where it counted neither. */
  readonly base: number | string | null;
  /** Whole points times `of`. A number that is not a safe integer means too many points. */
  readonly points: Whole;
  readonly of: Whole;
  /** Money of the base that was paid with points and so earned nothing. */
  readonly paidWithPoints: number;
}

/** Declares an earn kind of Pointbook's own. */
export function earnKind<const Kind extends string, Fields>(
  part: Omit<EarnPart<Kind, Fields>, 'type'>,
): EarnPart<Kind, Fields> {
  return { type: 'earn', ...part };
}
