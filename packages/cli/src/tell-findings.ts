import type { Finding } from '@pointbook/core';
import type { Talk } from './talk.ts';

/** Says what does not add up, a line for each finding. */
export function tellFindings({ warn }: Talk, findings: readonly Finding[]): void {
  for (const { memberId, sequence, problem } of findings)
    warn(`${memberId}${sequence === null ? '' : `, entry ${sequence}`}: ${problem}`);
}
