import { err, ok, type Result } from 'neverthrow';
import type { Program } from '../program/program.ts';
import type { InvalidCommand } from '../values/errors.ts';
import { invalidCommand } from '../values/failures.ts';

/** The texts of a note: why points are changed by hand. Null where nothing is said. */
export interface NoteTexts {
  /** For staff. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}

/** The texts of a command, as the program completes them. */
export function noteTexts(
  { adjusting: { requireReason, defaultComment } }: Pick<Program, 'adjusting'>,
  { reason, comment }: { readonly reason?: string | undefined; readonly comment?: string | null | undefined },
): Result<NoteTexts, InvalidCommand> {
  if (reason === undefined && requireReason)
    return err(invalidCommand('reason', 'is missing: the program asks for one'));
  return ok({ reason: reason ?? null, comment: comment === undefined ? defaultComment : comment });
}
