import type { Instant } from '../values/instant.ts';
import type { AnyForm } from './forms/forms.ts';
import { shelfOfIndex, shelfOfOwner, shelfOfRange } from './shelf-names.ts';

/**
 * Names one thing that a decision may ask for: a record, the holder of a unique value, or the records of an owner or in
 * a range of keys.
 */
export interface Ref {
  /** Where it is kept: a name that `shelf-names.ts` makes and reads. */
  readonly shelf: string;
  /** The key, the unique value, the owner, or the text that keys begin with. */
  readonly key: string;
}

/** Text of a record, and back. */
export interface Codec<R> {
  /** Writes a format up to the kind's own: an older one while processes of an older library may read it. */
  encode(record: R, format: number): string;
  /** Reads text of the kind's own format or of an older one; `key` and `version` are the record's own. */
  decode(text: string, format: number, key: string, version?: string): R;
  /**
   * How the text is made, where forms say it: fields have their places by it. A field of other JSON has its own name.
   */
  readonly form?: AnyForm;
}

/** Where a record stands in a list: the list's value, and the record's rank in it. */
export interface Listed {
  /** Such as a state, or the job that a problem belongs to; '' for a list of all. */
  readonly value: string;
  /**
   * A whole number: lists are read in ascending order, so a list of newest first has the negative instant. Equal ranks
   * are in order of their keys.
   */
  readonly rank: number;
}

/** The type of a column in the view of a kind. */
export type ColumnType = 'text' | 'integer' | 'instant' | 'boolean' | 'json';

/** What a kind of record is made of. */
export interface RecordDeclaration<R> {
  /** 1 to 40 letters a–z and A–Z, digits and hyphens; unique in a ledger. */
  readonly kind: string;
  /** The format that `codec` writes, from 1. */
  readonly format: number;
  /** Turns a record into text and back. */
  readonly codec: Codec<R>;
  /** At most 400 characters; unique within the kind and the program. */
  key(record: R): string;
  /**
   * The member whom it belongs to. The lock of that member's account covers the record: a write of it loads the
   * account too. Export, merging and erasure find it by its owner. `'key'` where the key is the member's id, so that a
   * member has at most one: it is found by its key, and needs no place in a list.
   */
  readonly owner?: 'key' | ((record: R) => string | null);
  /**
   * The record that guards it, such as the invoice of a payment: its lock covers the record, and a write loads it too.
   * For records that have no owner.
   */
  guard?(record: R): Ref | null;
  /** Whether the records of an owner can be listed. @defaultValue `true` where there is an owner */
  readonly isListedByOwner?: boolean;
  /** The version of the program that a record names: stores keep it as a number, and the codec is given it back. */
  version?(record: R): string;
  /** Values that one record of the kind has at a time; null where it has none. At most 400 characters. */
  readonly unique?: Readonly<Record<string, (record: R) => string | null>>;
  /** Lists in which a record stands; null where it does not. */
  readonly listed?: Readonly<Record<string, (record: R) => Listed | null>>;
  /** The instant at which time changes the record; null where time does not change it. */
  due?(record: R): Instant | null;
  /**
   * The record with each of its instants put right: what a clock that was far ahead wrote, and would be counted or
   * waited for until then. Left out where no answer depends on them.
   */
  datedBack?(record: R, right: (at: Instant) => Instant): R;
  /** Whether a record may be removed. Its key stays behind, so that a late retry recreates nothing. */
  readonly removable?: boolean;
  /** Fields with personal data. */
  readonly personal?: readonly (keyof R & string)[];
  /**
   * What the view of the kind calls the two ids that a key consists of: the number of characters of the first, a blank,
   * the first, a blank, and the second, as in `5 INV-1 P-1`. Left out where keys are anything else.
   */
  readonly keyColumns?: readonly [first: string, second: string];
  /** What the view of the kind shows: name of the column, the field (as `points` or `sale.total`), type. */
  readonly columns?: Readonly<Record<string, { readonly field: string; readonly type: ColumnType }>>;
}

/** A kind of record, declared once. */
export interface RecordKind<R> extends Omit<RecordDeclaration<R>, 'owner' | 'guard'> {
  /** The member whom a record belongs to. */
  owner?(record: R): string | null;
  /** The record that guards it: its owner's account, where it has an owner; null for none. */
  guard(record: R): Ref | null;
  /** Whether the key of a record is the id of its owner. */
  readonly isKeyOwner: boolean;
  /** Whether its records have places in a list of their owner. */
  readonly isListedByOwner: boolean;
  /** Asks for a record. */
  at(key: string): Ref;
  /** Asks for the key of the record that holds a unique value. */
  by(index: string, value: string): Ref;
  /** Asks for all records of an owner. */
  of(owner: string): Ref;
  /** Asks for all records whose keys begin with a text that ends with a blank. */
  within(prefix: string): Ref;
}

/** A kind of any record. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of kinds is of many records; each was checked where it was declared
export type AnyRecordKind = RecordKind<any>;

/** The kinds of records that a ledger knows, by name. */
export type KindsByName = ReadonlyMap<string, AnyRecordKind>;

/** The name of the kind whose lock covers the records of an owner. */
export const ownerKind = 'account';

/** Declares a kind of record. */
export function record<R>({ owner, guard, ...declaration }: RecordDeclaration<R>): RecordKind<R> {
  const { kind, key } = declaration;
  const isKeyOwner = owner === 'key';
  const ownerOf = isKeyOwner ? key : owner;
  return {
    ...declaration,
    ...(ownerOf === undefined ? {} : { owner: ownerOf }),
    guard: (of) => {
      if (ownerOf === undefined) return guard?.(of) ?? null;
      const member = ownerOf(of);
      return member === null ? null : { shelf: ownerKind, key: member };
    },
    isKeyOwner,
    isListedByOwner: owner !== undefined && !isKeyOwner && declaration.isListedByOwner !== false,
    at: (id) => ({ shelf: kind, key: id }),
    by: (index, value) => ({ shelf: shelfOfIndex(kind, index), key: value }),
    of: (member) => ({ shelf: isKeyOwner ? kind : shelfOfOwner(kind), key: member }),
    within: (prefix) => ({ shelf: shelfOfRange(kind), key: prefix }),
  };
}

/** One step between two formats: `up` makes n + 1 of n, and `down` n of n + 1. The first step is from 1 to 2. */
export interface FormatStep {
  /** Makes the newer format of the older one. */
  up(old: unknown): unknown;
  /** Makes the older format of the newer one. */
  down(current: unknown): unknown;
}

/** A codec that writes the record as JSON. A kind of format n has n − 1 steps. */
export function jsonCodec<R>(steps: readonly FormatStep[] = []): Codec<R> {
  return {
    encode: (value, format) => JSON.stringify(inFormat(steps, value, format)),
    decode: (text, format) => ofFormat(steps, JSON.parse(text), format) as R,
  };
}

/** The form that a value has in a format. */
export function inFormat(steps: readonly FormatStep[], value: unknown, format: number): unknown {
  return steps.slice(format - 1).reduceRight((current, { down }) => down(current), value);
}

/** The value that a form of a format means. */
export function ofFormat(steps: readonly FormatStep[], form: unknown, format: number): unknown {
  return steps.slice(format - 1).reduce((old, { up }) => up(old), form);
}
