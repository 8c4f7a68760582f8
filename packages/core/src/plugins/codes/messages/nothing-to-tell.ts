import type { Named } from '../../../index.ts';

/** There is nothing to tell the member: the entry neither earned nor adjusted points, or no points end soon. */
export interface NothingToTell extends Named<'nothing-to-tell'> {}

/** There is nothing to tell the member. */
export function nothingToTell(message: string): NothingToTell {
  return { kind: 'nothing-to-tell', message };
}
