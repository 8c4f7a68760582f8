import type { StartBulkCommand } from '@pointbook/core/jobs';
import { shop } from '../shop.ts';
import type { ProgramDefinition } from '@pointbook/core';

/** The shop of the other benchmarks, where points are worth money. */
export const bulkShop: ProgramDefinition = { ...shop, redeem: { rate: { points: 1, money: 50 } } };

/** A gift for everyone, as the job of this name says it. */
export function giftOf(jobId: string): StartBulkCommand & typeof gift {
  return { jobId, ...gift };
}

const gift = {
  members: { everyone: true },
  change: { add: 5 },
  reason: 'Our tenth birthday',
  comment: 'Thank you for ten years with us',
  actor: 'staff-1',
} as const;
