import type { RefundPolicy } from '../../../program/program.ts';

/** What becomes of points that are to be taken back, and that the member has not. */
export type ShortPoints = 'debt' | 'forgiven' | 'refused';

const byPolicy = { 'allow-debt': 'debt', 'within-balance': 'forgiven', refuse: 'refused' } as const;

/** What the program's policy makes of points that are short. */
export function shortBecomes({ clawback }: Pick<RefundPolicy, 'clawback'>): ShortPoints {
  return byPolicy[clawback];
}

/** The same policy, but what is short is forgiven: a payment makes no debt and is not refused, be it of points. */
export function forgiving(policy: RefundPolicy): RefundPolicy {
  return { ...policy, clawback: 'within-balance' };
}
