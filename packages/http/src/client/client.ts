import type { Pointbook } from '@pointbook/core';
import type { DailyQuery, DailyRow, ReportDaily } from '@pointbook/core/reports';
import type { Result, ResultAsync } from 'neverthrow';
import type { ClientFailure, ToldFailure } from './client-failure.ts';
import type { ClientResult, ClientResultAsync } from './client-result.ts';
import type { JsonOf } from './json-of.ts';

/** The verbs of a ledger and its plugins, as a client has them. */
export type Client<Ledger = Pointbook> = {
  readonly [Name in keyof Ledger as Name extends OfItsProcess ? never : Name]: ClientVerb<Ledger[Name]>;
};

/** A verb as a client has it, or a name space of verbs. */
export type ClientVerb<Verb> = [Verb, Daily] extends [Daily, Verb]
  ? ClientDaily
  : Verb extends (...given: infer Given) => infer Answer
    ? [FileIn<Given[0]>] extends [never]
      ? Called<Given, Answer>
      : [NeededHere<Given[0]>] extends [never]
        ? Called<Given, Answer> & FileVerb<ClientInput<Given[0]>, ClientAnswer<Answer>>
        : FileVerb<ClientInput<Given[0]>, ClientAnswer<Answer>>
    : Client<Verb>;

type Called<Given extends readonly unknown[], Answer> = (
  ...given: [...ClientInputs<Given>, options?: CallOptions]
) => ClientAnswer<Answer>;

/**
 * A verb that takes a file: `sendFile` of `@pointbook/http/client-streams` calls it. One that needs the file is called
 * by nothing else.
 */
export interface FileVerb<Input, Answer> {
  /** Tells its types alone: nothing is there. */
  readonly '~file': (input: Input) => Answer;
}

/**
 * `reports.daily` answers the columns that its input names. A general type cannot say so, for TypeScript drops the type
 * parameter.
 */
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
  /** Sends the requests of this call in place of the client, whose own `fetch` it is given as `send`. */
  readonly fetch?: ((url: string, init: RequestInit, send: ClientFetch) => Promise<Response>) | undefined;
}

/** Sends a request. */
export type ClientFetch = (url: string, init: RequestInit) => Promise<Response>;

/** What is of the process that holds the ledger; its verbs are all else. */
export type OfItsProcess = 'ports' | 'plugins' | 'open' | 'close' | 'finishUpgrade' | 'within';

/** What JSON cannot hold: the bytes of a file, and what ends work early. */
type NoJson = Bytes | AbortSignal;
type Bytes = (...given: never) => unknown;

/** The field of an input that is a file. */
type FileIn<Input> = Input extends object
  ? { [Name in keyof Input]-?: NonNullable<Input[Name]> extends Bytes ? Name : never }[keyof Input]
  : never;

/** The fields of an input that must be given, and that JSON cannot hold. */
type NeededHere<Input> = Input extends object
  ? { [Name in keyof Input]-?: Input[Name] extends NoJson ? Name : never }[keyof Input]
  : never;

type ClientInputs<Given extends readonly unknown[]> = { [Index in keyof Given]: ClientInput<Given[Index]> };

/**
 * The input of a verb as a client gives it. The actor may be left out, because it is the one whom the server
 * authorises. What JSON cannot hold is not there.
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
