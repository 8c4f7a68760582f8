import type { Result } from 'neverthrow';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { inCommands } from './output/in-commands.ts';

/** Ends a command with words for the person at the terminal. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly kind: string;
  readonly exitCode: ExitCode;
  /** Each thing that is wrong, for programs. */
  readonly problems: readonly object[];

  constructor(kind: string, message: string, exitCode: ExitCode = exitCodes.usage, problems: readonly object[] = []) {
    super(message);
    this.problems = problems;
    this.kind = kind;
    this.exitCode = exitCode;
  }
}

/** What verbs answer where they fail. */
export interface Failure {
  readonly kind: string;
  readonly message: string;
  readonly cause?: unknown;
  readonly problems?: readonly object[];
}

/** What a verb answered; a failure ends the command. */
export function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (result.isOk()) return result.value;
  throw failureOf(result.error);
}

/** The failure of a verb, as the end of a command. */
export function failureOf({ kind, message, cause, problems }: Failure): CliFailure {
  if (cause instanceof CliFailure) return cause;
  const told =
    kind === 'source-failed' && cause instanceof Error
      ? `The file cannot be read: ${cause.message}.`
      : inCommands(message);
  return new CliFailure(kind, kind === 'bad-header' ? `${told} ${howToMap}` : told, codeOf(kind), problems);
}

const howToMap = 'For example: --map "Customer No=memberId" --ignore-unknown.';

function codeOf(kind: string): ExitCode {
  if (kind === 'invalid-command' || kind === 'invalid-program' || kind === 'backup-exists') return exitCodes.usage;
  if (kind === 'backup-not-verified') return exitCodes.unsound;
  const isOutside = kind === 'source-failed' || kind.startsWith('store-') || kind.startsWith('backup-');
  return isOutside ? exitCodes.store : exitCodes.refused;
}
