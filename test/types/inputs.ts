// What a host hands over: the inputs of all verbs, and the options of all functions that a host calls. It is compiled,
// never run. The lists are read from the entry points, so a new verb, function or field is held to the same.
import type * as core from '@pointbook/core';
import type * as codes from '@pointbook/core/codes';
import type * as console from '@pointbook/core/console';
import type * as jobs from '@pointbook/core/jobs';
import type * as phones from '@pointbook/core/phones';
import type * as reports from '@pointbook/core/reports';
import type * as http from '@pointbook/http';
import type * as email from '@pointbook/email';
import type * as otel from '@pointbook/otel';
import type * as postgres from '@pointbook/postgres';
import type * as postgresBackup from '@pointbook/postgres/backup';
import type * as sms from '@pointbook/sms';
import type * as sqlite from '@pointbook/sqlite';
import type * as sqliteBackup from '@pointbook/sqlite/backup';
import type * as webhooks from '@pointbook/webhooks';
import type * as whatsapp from '@pointbook/whatsapp';
import type { AnyRecordKind, SectionBearer } from '@pointbook/core/plugin';

type Modules = [
  Omit<typeof core, WorkOnRecords>,
  typeof codes,
  typeof console,
  typeof jobs,
  typeof phones,
  typeof reports,
  typeof email,
  typeof http,
  typeof otel,
  typeof postgres,
  typeof postgresBackup,
  typeof sms,
  typeof sqlite,
  typeof sqliteBackup,
  typeof webhooks,
  typeof whatsapp,
];

/** Functions that work on records as they are stored, and have no input of a host's own. */
type WorkOnRecords = 'applyEntry' | 'nextDueAt' | 'heldPoints' | 'lotPoints' | 'emptyAccount';

// oxlint-disable-next-line typescript/no-explicit-any -- a class is no function that a host calls
type AnyClass = abstract new (...args: any) => unknown;
type AnyFunction = (...args: never) => unknown;

/** The name of each function, with what it is called with: of a verb, with what it is called once it is bound. */
export type Inputs = NamedInputs<Modules[number]>;

type InputsOf<Module> = {
  [Name in keyof Module & string]: Module[Name] extends { readonly verb: string }
    ? Module[Name] extends (host: never) => (...input: infer Input) => unknown
      ? Input[number]
      : never
    : Module[Name] extends AnyFunction
      ? Parameters<Module[Name]>[number]
      : Module[Name] extends AnyClass | AnyRecordKind | readonly unknown[]
        ? never
        : Module[Name] extends object
          ? InputsOf<Module[Name]>[keyof InputsOf<Module[Name]>]
          : never;
};

type NamedInputs<Module> = Module extends unknown ? Pairs<InputsOf<Module>> : never;
type Pairs<Each> = { [Name in keyof Each]: [Name, Each[Name]] }[keyof Each];

/** What is no bag of fields. A plugin is made by its author, with the kinds of its records. */
type Leaf =
  | Date
  | AnyFunction
  | SectionBearer
  | AnyRecordKind
  | AbortSignal
  | string
  | number
  | bigint
  | boolean
  | symbol
  | null
  | undefined;

/** The paths of the fields of a type that may be left out, and may not be undefined. */
export type TightFields<T, Path extends string, Depth extends readonly 0[] = []> = Depth['length'] extends 7
  ? never
  : T extends Leaf
    ? never
    : T extends readonly (infer Item)[]
      ? TightFields<Item, `${Path}[]`, [...Depth, 0]>
      : {
          [Key in keyof T & string]-?:
            | (Pick<T, Key> extends infer Field
                ? object extends Field
                  ? { [Each in Key]: undefined } extends Field
                    ? never
                    : `${Path}.${Key}`
                  : never
                : never)
            | TightFields<Required<T>[Key], `${Path}.${Key}`, [...Depth, 0]>;
        }[keyof T & string];

type Tight<Each = Inputs> = Each extends [infer Name extends string, infer Input] ? TightFields<Input, Name> : never;

/** Compiles where there is nothing. */
declare function nothing<_Found extends never>(): void;

/** A host with `exactOptionalPropertyTypes` may pass on what it may not have: `{ tier: customer.tier }`. */
export function undefinedIsLeftOut(): void {
  nothing<Tight>();
}

/** The paths of the fields that take a `Date` and no text. */
type DatesAlone<T, Path extends string, Depth extends readonly 0[] = []> = Depth['length'] extends 7
  ? never
  : [T] extends [Date]
    ? [T] extends [never]
      ? never
      : Path
    : T extends Leaf
      ? never
      : T extends readonly (infer Item)[]
        ? DatesAlone<Item, `${Path}[]`, [...Depth, 0]>
        : { [Key in keyof T & string]-?: DatesAlone<NonNullable<T[Key]>, `${Path}.${Key}`, [...Depth, 0]> }[keyof T &
            string];

type DatesOf<Each = Inputs> = Each extends [infer Name extends string, infer Input] ? DatesAlone<Input, Name> : never;

/** Where a verb takes a moment, JSON can name it. */
export function datesMayBeTexts(): void {
  nothing<DatesOf>();
}

export const dateAlone: DatesAlone<{ readonly sales: readonly { readonly soldAt?: Date }[] }, 'day'> =
  'day.sales[].soldAt';

/** What the lists hold, and what is found: a name of each kind of function, and a field that may not be undefined. */
export const witnesses: readonly Inputs[0][] = ['saveInvoice', 'forMembers', 'createPointbook', 'sqliteStore'];
export const found: TightFields<{ readonly buyer: readonly { readonly tier?: string }[] }, 'sale'> =
  'sale.buyer[].tier';
