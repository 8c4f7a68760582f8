import { err, type Result } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import type { AnyResult, ErrorOf, ValueOf } from './results.ts';
import type { Shape } from './shapes/shape.ts';
import type { FailureKinds, Pure, Route } from './verb.ts';

/** A verb that computes from the program alone. */
export interface PureDeclaration<Input, Checked, Outcome, Program> {
  /** The name of the verb, as a host calls it. */
  readonly name: string;
  /**
   * Where it is reached over HTTP, with fields of the input in braces; `POST /` and its path on the ledger when left
   * out.
   */
  readonly route?: Route;
  /** Checks the input. */
  readonly input: Shape<Input, Checked>;
  /** The kinds of its own failures, beside `invalid-command`. */
  readonly failures: FailureKinds<ErrorOf<Outcome>>;
  /** Computes the answer; pure and synchronous. */
  answer(query: Checked, program: Program): Outcome;
}

/** Declares a verb that computes from the program alone. */
export function pure<Input, Checked, Outcome extends AnyResult, Program>(
  declaration: PureDeclaration<Input, Checked, Outcome, Program>,
): Pure<Input, ValueOf<Outcome>, ErrorOf<Outcome>, Program> {
  const { name, route, input, failures, answer } = declaration;
  type Answer = Result<ValueOf<Outcome>, ErrorOf<Outcome> | InvalidCommand>;
  const bind = (program: Program) => (given: Input) => {
    const checked = input.parse(given);
    return (checked.isErr() ? err(checked.error) : answer(checked.value, program)) as Answer;
  };
  return Object.assign(bind, {
    type: 'pure' as const,
    verb: name,
    route,
    input,
    writes: false,
    sends: false,
    mayLag: false,
    failures: Object.keys(failures ?? {}),
    declaration,
  });
}
