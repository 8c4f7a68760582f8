import type { Result } from 'neverthrow';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { inCommands, type LibraryError } from './output/in-commands.ts';

/** Ends a command with words for the person at the terminal. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly kind: string;
  readonly exitCode: ExitCode;
  /** What else the error tells, for programs. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    kind: string,
    message: string,
    exitCode: ExitCode = exitCodes.usage,
    fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.fields = fields;
    this.kind = kind;
    this.exitCode = exitCode;
  }

  /** The same failure in other words. */
  saying(message: string): CliFailure {
    return new CliFailure(this.kind, message, this.exitCode, this.fields);
  }
}

/** What verbs answer where they fail. */
export interface Failure extends LibraryError {
  readonly cause?: unknown;
}

/** What a verb answered; a failure ends the command. */
export function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (result.isOk()) return result.value;
  throw failureOf(result.error);
}

/** The failure of a verb, as the end of a command. */
export function failureOf(failure: Failure): CliFailure {
  const { kind, message: _message, remedied: _remedied, cause, ...fields } = failure;
  if (cause instanceof CliFailure) return cause;
  const message =
    kind === 'source-failed' && cause instanceof Error
      ? `The file cannot be read: ${cause.message}.`
      : inCommands(failure);
  return new CliFailure(kind, kind === 'bad-header' ? `${message} ${howToMap}` : message, codeOf(kind), fields);
}

const howToMap = 'For example: --map "Customer No=memberId" --ignore-unknown.';

function codeOf(kind: string): ExitCode {
  if (kind === 'invalid-command' || kind === 'invalid-program' || kind === 'backup-exists') return exitCodes.usage;
  if (kind === 'backup-not-verified') return exitCodes.unsound;
  const isOutside = kind === 'source-failed' || kind.startsWith('store-') || kind.startsWith('backup-');
  return isOutside ? exitCodes.store : exitCodes.refused;
}
