import { err, ok, type Result } from 'neverthrow';
import type { Program } from '../program/program.ts';
import type { InvalidCommand } from '../values/errors.ts';
import { invalidCommand } from '../values/failures.ts';

/** Why points are changed by hand; null where nothing is said. */
export interface Statement {
  /** For staff. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}

/** What a command says of a change of points, as the program completes it. */
export function statement(
  { adjusting: { requireReason, defaultComment } }: Pick<Program, 'adjusting'>,
  { reason, comment }: { readonly reason?: string | undefined; readonly comment?: string | null | undefined },
): Result<Statement, InvalidCommand> {
  if (reason === undefined && requireReason)
    return err(invalidCommand('reason', 'is missing: the program asks for one'));
  return ok({ reason: reason ?? null, comment: comment === undefined ? defaultComment : comment });
}
