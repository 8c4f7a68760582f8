import type { ProgramDefinition } from '@pointbook/core';

/** A shop in Jakarta: a point for each 1,000 rupiah, and a point is worth 100 rupiah. */
export function warung(changes: Changes = {}): ProgramDefinition {
  const { earn, ...others } = changes;
  return {
    programId: 'warung',
    name: 'Warung Ayu',
    timeZone: 'Asia/Jakarta',
    currency: 'IDR',
    redeem: { rate: { points: 1, money: 100 } },
    ...others,
    earn: { rules: [base], ...earn },
  };
}

type Changes = Partial<Omit<ProgramDefinition, 'earn'>> & { readonly earn?: Partial<ProgramDefinition['earn']> };

/** A point for each 1,000 rupiah. */
export const base = { ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } } as const;
