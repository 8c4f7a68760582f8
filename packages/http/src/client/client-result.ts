/** What a verb answered: its value, or why it failed. */
export type ClientResult<Value, Failure> = ClientOk<Value, Failure> | ClientErr<Value, Failure>;

/** The verb did what it was asked for. */
export interface ClientOk<Value, Failure> {
  /** What it answered. */
  readonly value: Value;
  /** Whether it did what it was asked for. */
  isOk(): this is ClientOk<Value, Failure>;
  /** Whether it failed. */
  isErr(): this is ClientErr<Value, Failure>;
  /** Calls the first function with the value. */
  match<Answer, Other = Answer>(ok: (value: Value) => Answer, err: (error: Failure) => Other): Answer | Other;
}

/** The verb failed. */
export interface ClientErr<Value, Failure> {
  /** Why it failed. */
  readonly error: Failure;
  /** Whether it did what it was asked for. */
  isOk(): this is ClientOk<Value, Failure>;
  /** Whether it failed. */
  isErr(): this is ClientErr<Value, Failure>;
  /** Calls the second function with the error. */
  match<Answer, Other = Answer>(ok: (value: Value) => Answer, err: (error: Failure) => Other): Answer | Other;
}

/** A result that comes later. The promise does not reject, unless a function that it was given throws. */
export interface ClientResultAsync<Value, Failure> extends Promise<ClientResult<Value, Failure>> {
  /** Calls the first function with the value, or the second one with the error. */
  match<Answer, Other = Answer>(ok: (value: Value) => Answer, err: (error: Failure) => Other): Promise<Answer | Other>;
  /** Goes on with the value; after an error nothing more is asked. */
  andThen<Other, OtherFailure>(
    next: (value: Value) => ClientResult<Other, OtherFailure> | PromiseLike<ClientResult<Other, OtherFailure>>,
  ): ClientResultAsync<Other, Failure | OtherFailure>;
}

/** A result before its type is known. */
export type AnyResult = ClientResult<unknown, unknown>;

/** A result that holds a value, or an error. */
export function resultOf(isOk: boolean, held: unknown): AnyResult {
  return {
    [isOk ? 'value' : 'error']: held,
    isOk: () => isOk,
    isErr: () => !isOk,
    match: (ok: Use, err: Use) => (isOk ? ok : err)(held),
  } as unknown as AnyResult;
}

type Use = (held: unknown) => unknown;

/** A promise of a result, with what a result can do. */
export function later(promise: Promise<AnyResult>): ClientResultAsync<unknown, unknown> {
  return Object.assign(promise, {
    match: ((...each) => promise.then((result) => result.match(...each))) as AnyLater['match'],
    andThen: ((goOn) =>
      later(promise.then((result) => (result.isOk() ? goOn(result.value) : result)))) as AnyLater['andThen'],
  });
}

type AnyLater = ClientResultAsync<unknown, unknown>;
