import type { Result, ResultAsync } from 'neverthrow';

/** Any result. */
export type AnyResult = Result<unknown, unknown>;

/** What a result holds where it is good; of a union of results, all of it. */
export type ValueOf<Outcome> = Outcome extends Result<infer Value, unknown> ? Value : never;

/** What a result holds where it failed; of a union of results, all of it. */
export type ErrorOf<Outcome> = Outcome extends Result<unknown, infer Failure> ? Failure : never;

/** What a later result holds where it is good. */
export type LaterValueOf<Outcome> = Outcome extends ResultAsync<infer Value, unknown> ? Value : never;

/** What a later result holds where it failed. */
export type LaterErrorOf<Outcome> = Outcome extends ResultAsync<unknown, infer Failure> ? Failure : never;
