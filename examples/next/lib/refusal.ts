import { type AnyFailure, PointbookError } from '@pointbook/core/errors';

/** Why something was not done: a value, which a form shows. */
export interface Refusal {
  readonly kind: string;
  readonly text: string;
}

/** What the ledger refuses is told to the one at the till. An error of the database is thrown, for the log. */
export function refusalOf(failure: AnyFailure): Refusal {
  if (failure.kind.startsWith('store-')) throw new PointbookError(failure);
  return { kind: failure.kind, text: texts[failure.kind] ?? failure.message };
}

/** For people at the till. The message of an error is for those who read the log. */
const texts: Partial<Record<AnyFailure['kind'], string>> = {
  'unknown-member': 'There is no such customer.',
  'insufficient-points': 'The customer does not have that many points.',
  'wrong-code': 'This is not the code. Ask the customer to read it out again.',
  'code-expired': 'This code has expired. Ask for another.',
  'code-locked': 'There were too many wrong codes. Ask for another.',
  'too-many-codes': 'A code was sent a moment ago. Wait a minute before you ask for another.',
};
