import { type BirthdayCondition, birthday } from './birthday.ts';
import { type FirstPurchaseCondition, firstPurchase } from './first-purchase.ts';
import { type FromCondition, from } from './from.ts';
import { type HoursCondition, hours } from './hours.ts';
import { type MinimumSpendCondition, minimumSpend } from './minimum-spend.ts';
import { type TiersCondition, tiers } from './tiers.ts';
import { type UntilCondition, until } from './until.ts';
import { type WeekdaysCondition, weekdays } from './weekdays.ts';

/** Pointbook's own conditions. An explanation names the first in this order that is not met. */
export const conditions = [from, until, weekdays, hours, minimumSpend, firstPurchase, birthday, tiers] as const;

/** When a rule or a multiplier applies: all conditions that are given must hold. */
export interface ConditionDefinition
  extends
    FromCondition,
    UntilCondition,
    WeekdaysCondition,
    HoursCondition,
    MinimumSpendCondition,
    FirstPurchaseCondition,
    BirthdayCondition,
    TiersCondition {}
