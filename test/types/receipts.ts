// What commands answer. It is compiled, never run.
import type { Balance } from '@pointbook/core';
import type * as core from '@pointbook/core';
import type * as codes from '@pointbook/core/codes';
import type * as jobs from '@pointbook/core/jobs';
import type { ResultAsync } from 'neverthrow';

/** The receipts of all commands, by the names of the verbs. */
type Receipts = ReceiptsIn<typeof core> & ReceiptsIn<typeof codes> & ReceiptsIn<typeof jobs>;

type ReceiptsIn<Module> = {
  [Name in keyof Module as Module[Name] extends { readonly type: 'command' } ? Name : never]: ReceiptOf<Module[Name]>;
};

type ReceiptOf<Verb> = Verb extends (host: never) => (command: never) => ResultAsync<infer Receipt, unknown>
  ? Receipt
  : never;

type WithoutSequence = {
  [Name in keyof Receipts]: 'sequence' extends keyof Receipts[Name] ? never : Name;
}[keyof Receipts];

/** Commands that post no entry, or those of many members in steps of their own. */
type PostsNone = 'enrolMember' | 'updateMember' | 'saveMember' | 'reportDelivery' | JobCommand;
type JobCommand = 'startBulk' | 'startImport' | 'stopJob' | 'resumeJob' | 'undoJob';

type OtherBalance = {
  [Name in keyof Receipts]: Receipts[Name] extends { readonly balance: infer Told }
    ? [NonNullable<Told>] extends [Balance]
      ? never
      : Name
    : never;
}[keyof Receipts];

/** Compiles where there is nothing. */
declare function nothing<_Found extends never>(): void;

/** A host can name the entry of each command that posted one, such as for `notifyMember` and `reverseEntry`. */
export function sequences(): void {
  nothing<Exclude<WithoutSequence, PostsNone>>();
  nothing<Exclude<PostsNone, WithoutSequence>>();
}

/** A balance has one shape. */
export function balances(): void {
  nothing<OtherBalance>();
}
