import type { Finding } from '@pointbook/core';
import type { Talk } from './talk.ts';

/** Says what does not add up, a line for each finding. */
export function tellFindings({ warn }: Talk, findings: readonly Finding[]): void {
  for (const { memberId, sequence, problem } of findings)
    warn(`${memberId ?? 'Of no member'}${sequence === null ? '' : `, entry ${sequence}`}: ${problem}`);
}

/** Says of which plugins nothing was checked, because the command line does not have them. */
export function tellUnchecked({ warn }: Talk, unchecked: readonly string[]): void {
  if (unchecked.length > 0)
    warn(`What these plugins keep was not checked: ${unchecked.join(', ')}. Call verify in a process that has them.`);
}
