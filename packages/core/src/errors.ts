// For hosts: what can go wrong at all, and errors as exceptions.
export { type AnyFailure, type FailureKind, failureKinds } from './errors/failure-kinds.ts';
export { isPointbookError, orThrow, PointbookError } from './errors/or-throw.ts';
