import type { Result, ResultAsync } from 'neverthrow';
import type { AnyFailure } from './failure-kinds.ts';
import { isPromise, shown } from '../schemas/mistake-text.ts';
import type { Named } from '../values/errors.ts';

/** The error of a verb as an exception: what `orThrow` throws. */
export class PointbookError<Failure extends Named<string> = AnyFailure> extends Error {
  /** The name by which the error is recognised. */
  override readonly name = 'PointbookError';
  /** The name of the failure, to switch on. */
  readonly kind: Failure['kind'];
  /** The failure as the verb answered it, with its fields. */
  readonly failure: Failure;

  /** Takes the failure; the stack is that of `calledAt`, less its first frame, where it is given. */
  constructor(failure: Failure, calledAt?: Error) {
    super(failure.message, 'cause' in failure ? { cause: failure.cause } : undefined);
    this.kind = failure.kind;
    this.failure = failure;
    if (calledAt) this.stack = `PointbookError: ${failure.message}\n${framesAbove(calledAt)}`;
  }
}

/**
 * Whether something that was thrown is a `PointbookError`.
 *
 * @remarks It looks at the shape. `instanceof` is false where the error comes from another realm, as in Jest, or from
 * the other form of this package (ES module or CommonJS).
 *
 * @example
 * ```ts
 * import { isPointbookError, orThrow } from '@pointbook/core/errors';
 *
 * try {
 *   await orThrow(pointbook.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 }));
 * } catch (thrown) {
 *   if (!isPointbookError(thrown) || thrown.kind !== 'insufficient-points') throw thrown;
 *   print('Only so many can be used:', thrown.failure);
 * }
 * ```
 */
export function isPointbookError(thrown: unknown): thrown is PointbookError {
  return typeof thrown === 'object' && thrown !== null && (thrown as Partial<Error>).name === 'PointbookError';
}

/**
 * The value of a result, for hosts that prefer exceptions. A failure is thrown as a `PointbookError`, whose stack
 * begins where `orThrow` was called.
 *
 * @remarks It takes what a verb answers: of a verb that answers later, it makes a promise. An error that was thrown,
 * and is no result, passes unchanged.
 *
 * @example
 * ```ts
 * import { orThrow } from '@pointbook/core/errors';
 *
 * const { balance } = await orThrow(pointbook.getMember({ memberId: 'C-17' }));
 * print(balance.available);
 * ```
 */
export function orThrow<Value, Failure extends Named<string>>(result: ResultAsync<Value, Failure>): Promise<Value>;
/** The value of a result that is there. */
export function orThrow<Value, Failure extends Named<string>>(result: Result<Value, Failure>): Value;
export function orThrow<Value, Failure extends Named<string>>(
  result: ResultAsync<Value, Failure> | Result<Value, Failure>,
): Promise<Value> | Value {
  // Made here, for later the host's call is on no stack. Its text is not written before somebody reads it.
  const calledAt = new Error();
  const unwrap = (found: Result<Value, Failure>): Value => {
    if (typeof (found as Partial<typeof found> | undefined)?.isErr !== 'function')
      throw new TypeError(
        `orThrow() needs what a verb answers, as in orThrow(pointbook.expireDue()), not ${shown(found)}.`,
      );
    if (found.isErr()) throw new PointbookError(found.error, calledAt);
    return found.value;
  };
  return isPromise(result)
    ? Promise.resolve(result as ResultAsync<Value, Failure>).then(unwrap)
    : unwrap(result as Result<Value, Failure>);
}

/**
 * The frames of a stack above that of the function that made the error. Some engines write a line before the frames.
 */
function framesAbove({ stack = '' }: Error): string {
  const lines = stack.split('\n');
  return lines.slice(lines[0]?.startsWith('Error') ? 2 : 1).join('\n');
}
