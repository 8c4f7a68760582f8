import type { Pointbook } from '@pointbook/core';
import type { DailyQuery, DailyRow, ReportDaily } from '@pointbook/core/reports';
import type { Result, ResultAsync } from 'neverthrow';
import type { ClientFailure, ToldFailure } from './client-failure.ts';
import type { ClientResult, ClientResultAsync } from './client-result.ts';
import type { JsonOf } from './json-of.ts';

/** The verbs of a ledger and its plugins, as a client has them. */
export type Client<Ledger = Pointbook> = {
  readonly [Name in keyof Ledger as IsRemote<Name, Ledger[Name]> extends true ? Name : never]: ClientVerb<Ledger[Name]>;
};

/** A verb as a client has it, or a name space of verbs. */
export type ClientVerb<Verb> = [Verb, Daily] extends [Daily, Verb]
  ? ClientDaily
  : Verb extends (...given: infer Given) => infer Answer
    ? (...given: [...ClientInputs<Given>, options?: CallOptions]) => ClientAnswer<Answer>
    : Client<Verb>;

/** `reports.daily` answers the columns that its input names. A general type cannot say so, for TypeScript drops the type parameter. */
type Daily = ReturnType<ReportDaily>;
type ClientDaily = <const Column extends keyof DailyRow>(
  query: DailyQuery<Column>,
  options?: CallOptions,
) => AsyncIterable<ClientResult<JsonOf<Pick<DailyRow, Column>>, PartFailure<ReturnType<Daily>>>>;

type PartFailure<Parts> =
  Parts extends AsyncIterable<Result<unknown, infer Failure>> ? ToldFailure<Failure> | ClientFailure : never;

/** What a call says of itself. */
export interface CallOptions {
  /** Ends the call with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What is of the process that holds the ledger; its verbs are all else. */
type OfItsProcess = 'ports' | 'plugins' | 'open' | 'close' | 'finishUpgrade' | 'within';

/** A verb that cannot do without what JSON cannot hold, such as the bytes of a file, is on no client. */
type IsRemote<Name, Member> = Name extends OfItsProcess
  ? false
  : Member extends (...given: infer Given) => unknown
    ? [NeededHere<Given[0]>] extends [never]
      ? true
      : false
    : true;

/** What JSON cannot hold. */
type NoJson = ((...given: never) => unknown) | AbortSignal;

/** The fields of an input that must be given, and that JSON cannot hold. */
type NeededHere<Input> = Input extends object
  ? { [Name in keyof Input]-?: Input[Name] extends NoJson ? Name : never }[keyof Input]
  : never;

type ClientInputs<Given extends readonly unknown[]> = { [Index in keyof Given]: ClientInput<Given[Index]> };

/**
 * The input of a verb as a client gives it. The actor may be left out, because it is the one whom the server authorises. What
 * JSON cannot hold is not there.
 */
export type ClientInput<Input> = Input extends object
  ? {
      [
        Name in keyof Input as Name extends 'actor' ? never : NonNullable<Input[Name]> extends NoJson ? never : Name
      ]: Input[Name];
    } & { readonly [Name in Extract<keyof Input, 'actor'>]?: Input[Name] | undefined }
  : Input;

type ClientAnswer<Answer> =
  Answer extends ResultAsync<infer Value, infer Failure>
    ? ClientResultAsync<JsonOf<Value>, ToldFailure<Failure> | ClientFailure>
    : Answer extends Result<infer Value, infer Failure>
      ? ClientResultAsync<JsonOf<Value>, ToldFailure<Failure> | ClientFailure>
      : Answer extends AsyncIterable<Result<infer Part, infer Failure>>
        ? AsyncIterable<ClientResult<JsonOf<Part>, ToldFailure<Failure> | ClientFailure>>
        : never;
