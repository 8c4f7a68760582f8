import type { ProgramDefinition } from '@pointbook/core';

/** What points are worth by the rate of the program, in minor units; 0 where it has none. */
export function worthOf({ redeem }: ProgramDefinition, points: number): number {
  return redeem?.rate ? Math.floor((points * redeem.rate.money) / redeem.rate.points) : 0;
}
