interface Value {
  readonly value: unknown;
}

interface Failed {
  readonly error: unknown;
}

/** What a result holds; a failure is thrown. */
export function valueOf<Answer extends Value | Failed>(answer: Answer): Extract<Answer, Value>['value'] {
  if ('value' in answer) return answer.value;
  throw new Error(`It failed: ${JSON.stringify(answer.error)}`, { cause: answer.error });
}

/** Why a result failed, which it must have. */
export function errorOf<Answer extends Value | Failed>(answer: Answer): Extract<Answer, Failed>['error'] {
  if ('error' in answer) return answer.error;
  throw new Error('It was expected to fail, and did not.', { cause: answer.value });
}
