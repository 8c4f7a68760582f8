import { type EarnPerAmount, amount } from './amount.ts';
import { type EarnPerItem, item } from './item.ts';
import { type EarnPerVisit, visit } from './visit.ts';

/** Pointbook's own earn kinds. */
export const earnKinds = [amount, visit, item] as const;

/** What a rule gives, and for what. */
export type EarnAmountDefinition = EarnPerAmount | EarnPerVisit | EarnPerItem;
