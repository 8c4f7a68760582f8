import { whole } from '../../schemas/fields.ts';
import { object } from '../../schemas/objects.ts';
import { earnKind } from './earn-kind.ts';

/** `points` once an invoice that has something of value left. */
export interface EarnPerVisit {
  /** The earn kind. */
  readonly per: 'visit';
  /** Whole points for an invoice, 1 or more. */
  readonly points: number;
}

/** Points for coming. */
export const visit = earnKind({
  kind: 'visit',
  version: 1,
  fields: object<Omit<EarnPerVisit, 'per'>>({ points: whole(1) }),
  reads: [],
  withoutLines: () => ({ what: 'a rule per visit', fix: 'Earn per item or per amount.' }),
  count: ({ points }) => ({ base: null, points, of: 1, paidWithPoints: 0 }),
});
