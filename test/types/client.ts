// What a client has of a ledger. It is compiled, never run.
import type { Pointbook } from '@pointbook/core';
import type { PluginVerbs } from '@pointbook/core/plugin';
import type { Client, ClientErr, ClientResult } from '@pointbook/http/client';
import { follow, sendFile } from '@pointbook/http/client-streams';
import type { ownPlugins } from '../support/shops/own-plugins.ts';

type Ledger = Pointbook & PluginVerbs<typeof ownPlugins>;
type Served = Client<Ledger>;

/** Compiles where there is nothing. */
declare function nothing<_Found extends never>(): void;
declare const client: Served;

/** A client has every verb. */
export function verbs(): void {
  nothing<Exclude<Exclude<keyof Ledger, keyof Served>, 'ports' | 'plugins' | 'open' | 'close' | 'finishUpgrade'>>();
  nothing<Exclude<keyof Ledger['jobs'], keyof Served['jobs']>>();
}

/** What needs a file is sent one, and what is followed is a query that answers once. */
export async function streams(): Promise<void> {
  const { jobs, reports, readFeed, getMember } = client;
  // @ts-expect-error -- the bytes of a file are no JSON
  jobs.importFile({ mode: 'add' });
  const done = await sendFile(jobs.importFile, 'memberId,points\n', { mode: 'add' });
  if (done.isOk()) void (done.value.accepted satisfies number);
  else void (done.error.kind satisfies string);
  for await (const step of sendFile(jobs.runJob, '', { jobId: 'J-1' })) if (step.isOk()) void step.value.seen;
  for await (const step of jobs.runJob({ jobId: 'J-1' })) if (step.isOk()) void step.value.seen;
  for await (const rows of sendFile(jobs.rejectedRows, '', { jobId: 'J-1' }))
    if (rows.isOk()) void (rows.value satisfies string);
  // @ts-expect-error -- the file is not told beside itself
  void sendFile(jobs.importFile, '', { mode: 'add', source: () => [] });
  // @ts-expect-error -- no such mode
  void sendFile(jobs.importFile, '', { mode: 'give' });
  // @ts-expect-error -- it takes no file
  void sendFile(getMember, '', { memberId: 'C-17' });
  for await (const page of follow(readFeed, { limit: 5 }))
    if (page.isOk()) void (page.value.items satisfies readonly { readonly delta: number }[]);
    else if (page.error.kind === 'unreachable') void (page.error.written satisfies 'unknown');
  // @ts-expect-error -- no such field
  follow(readFeed, { most: 5 });
  // @ts-expect-error -- a report answers in parts by itself
  follow(reports.status, undefined);
}

/** The paths in a type of what JSON cannot hold. */
type NoJson<T, Path extends string, Depth extends readonly 0[] = []> = Depth['length'] extends 7
  ? never
  : T extends string | number | boolean | null | undefined
    ? never
    : T extends Date | Promise<unknown> | ((...given: never) => unknown)
      ? Path
      : T extends readonly (infer Item)[]
        ? NoJson<Item, `${Path}[]`, [...Depth, 0]>
        : { [Key in keyof T & string]-?: NoJson<T[Key], `${Path}.${Key}`, [...Depth, 0]> }[keyof T & string];

/** What a verb answers: its value and its error. */
type Held<Verb> = Verb extends (...given: never) => infer Answer
  ? Answer extends PromiseLike<infer Told> | AsyncIterable<infer Told>
    ? Told extends ClientErr<unknown, infer Failure>
      ? Failure
      : Told extends { readonly value: infer Value }
        ? Value
        : never
    : never
  : never;

type NoJsonIn<Verbs> = {
  [Name in keyof Verbs & string]: Verbs[Name] extends (...given: never) => unknown
    ? NoJson<Held<Verbs[Name]>, Name>
    : NoJsonIn<Verbs[Name]>;
}[keyof Verbs & string];

/** What a client answers came as JSON; `cause` is what `fetch` threw, and of unknown type. */
export function answersAreJson(): void {
  nothing<NoJsonIn<Served>>();
}

export const witness: NoJson<{ readonly lines: readonly { readonly at: Date | null }[] }, 'sale'> = 'sale.lines[].at';

/** Types find mistakes as they do where the ledger is in the same process. */
export async function mistakes(): Promise<void> {
  const sale = { invoiceId: 'INV-1', currency: 'IDR', total: 125_000 } as const;
  await client.saveInvoice(sale, { signal: AbortSignal.abort() });
  await client.saveInvoice({ ...sale, soldAt: new Date() });
  // @ts-expect-error -- an invoice has a currency
  await client.saveInvoice({ invoiceId: 'INV-1', total: 125_000 });
  // @ts-expect-error -- no such field
  await client.saveInvoice({ ...sale, paidAt: new Date() });
  // @ts-expect-error -- no such verb
  await client.saveInvoices(sale);
  // The actor is the one whom the server authorises.
  await client.setBalance({ memberId: 'C-17', balance: 5, reason: 'recount', idempotencyKey: 'K-1' });
  for await (const day of client.reports.daily({ columns: ['date', 'earned'] })) {
    if (day.isErr()) continue;
    // @ts-expect-error -- a column that was not asked for
    void day.value.redeemed;
    void (day.value.earned satisfies number);
  }
  const found = await client.getInvoice({ invoiceId: 'INV-1' });
  if (found.isOk()) void (found.value.soldAt satisfies string);
  // @ts-expect-error -- what is not an error has none
  else void found.value;
}

/** Errors are told apart by their kind. */
export function errors(result: Awaited<ReturnType<Served['redeemPoints']>>): string {
  if (result.isOk()) return String(result.value.balance.available satisfies number);
  const { error } = result;
  switch (error.kind) {
    case 'insufficient-points':
      return `${error.available satisfies number} of ${error.requested} ${error.requestId}`;
    case 'store-locked':
      // @ts-expect-error -- what is inside the server is not told
      return `${error.written satisfies 'no' | 'unknown'} ${error.cause}`;
    case 'reaction-refused':
      return error.cause.message;
    case 'reaction-failed':
      // @ts-expect-error -- nor which plugin failed
      return error.plugin;
    case 'unreachable':
      return error.written satisfies 'unknown';
    case 'foreign-actor':
      return `${error.status satisfies number} ${error.requestId}`;
    default:
      return error.message;
  }
}

/** A result is one of two. */
export const either = (result: ClientResult<number, string>): number =>
  result.match(
    (value) => value,
    (error) => error.length,
  );
