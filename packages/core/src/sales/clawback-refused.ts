import type { Named } from '../values/errors.ts';

/** The program refuses clawbacks that the member's points do not cover; nothing was recorded. */
export interface ClawbackRefused extends Named<'clawback-refused'> {
  /** The points that would be taken back. */
  readonly clawback: number;
  /** The points that the member has for it. */
  readonly available: number;
}

export function clawbackRefused(clawback: number, available: number): ClawbackRefused {
  return {
    kind: 'clawback-refused',
    message: `This takes back ${clawback} points, but the member has only ${available} that are not held, and the program refuses debt. Take back less, or set refund.clawback of the program.`,
    clawback,
    available,
  };
}
