/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * How a value stands in the JSON of a record. Rows put forms together by position, and leave out what is usual.
 *
 * @remarks `place` is the place of a row in its list, from 0.
 */
export interface Form<T> {
  /** What stands there, for the table of formats. */
  readonly is: FormName;
  /** The form of the items of a list, or of what else this form is made of. */
  readonly of?: AnyForm;
  /** The forms of the fields of a row, in the order of their positions. */
  readonly fields?: Readonly<Record<string, AnyForm>>;
  /** What stands in a row for the usual value, where others follow. */
  readonly blank: null | 0;
  /** Whether a value is the usual one, which is left out at the end of a row. */
  readonly isUsual: (value: T, place: number) => boolean;
  /** The usual value; left out where something must stand. */
  readonly usual?: (place: number) => T;
  /** The JSON of a value. */
  readonly write: (value: T, place: number) => Json;
  /** The value of JSON. Throws where it is of another form. */
  readonly read: (json: Json, place: number) => T;
}

/** A form of whatever value. */
// oxlint-disable-next-line typescript/no-explicit-any -- forms of many values are kept side by side; each was checked where it was declared
export type AnyForm = Form<any>;

/** What stands in JSON. */
export type FormName = 'text' | 'figure' | 'flag' | 'scalar' | 'ordinal' | 'list' | 'figures' | 'row' | 'json';

/** A form for each field of a record, in the order of the positions: one that is not named does not compile. */
export type RowFields<R> = { readonly [Name in keyof R]-?: Form<R[Name]> };

/** What rows are made of. */
export const forms = {
  text,
  figure,
  whole,
  instant,
  figureOrText,
  json,
  flag,
  mark,
  ordinal,
  or,
  orNull,
  optional,
  optionalOrNull,
  list,
  figures,
  row,
  by,
} as const;

const required = { blank: null, isUsual: () => false } as const;

function scalar<T extends Json>(is: FormName, isOne: (value: Json) => boolean): Form<T> {
  return {
    ...required,
    is,
    write: (value) => value,
    read: (value) => (isOne(value) ? (value as T) : misfit(is)),
  };
}

function misfit(is: FormName): never {
  throw new TypeError(`There is no ${is} where one must stand.`);
}

const anyText = scalar<string>('text', (one) => typeof one === 'string');
// A figure that is no whole number was damaged, or forged: nothing can be reckoned with it.
const anyWhole = scalar<number>('figure', Number.isSafeInteger);
const anyFigure = or(anyWhole, 0);
const anyScalar = scalar<string | number>('scalar', (one) => typeof one === 'string' || Number.isSafeInteger(one));
const anyJson = scalar<Json>('json', () => true);

/** A text. */
function text<T extends string>(): Form<T> {
  return anyText as unknown as Form<T>;
}

/** A whole number; 0 is usual. */
function figure<T extends number>(): Form<T> {
  return anyFigure as unknown as Form<T>;
}

/** A whole number that nothing is usual for. */
function whole<T extends number>(): Form<T> {
  return anyWhole as unknown as Form<T>;
}

/** An instant, in milliseconds since 1970. */
function instant<T extends number>(): Form<T> {
  return whole();
}

/** A number or a word in its place. */
function figureOrText<T extends string | number>(): Form<T> {
  return anyScalar as unknown as Form<T>;
}

/** JSON that stands as it is, for what is rare and has several shapes. */
function json<T>(): Form<T> {
  return anyJson as unknown as Form<T>;
}

/** 1 for yes, 0 for no, which is usual. */
function flag(): Form<boolean> {
  return {
    is: 'flag',
    blank: 0,
    isUsual: (value) => !value,
    usual: () => false,
    write: Number,
    read: (one) => (one === 0 || one === 1 ? one === 1 : misfit('flag')),
  };
}

/** 1 where something is so; left out where it is not. */
function mark(): Form<true | undefined> {
  return {
    is: 'flag',
    blank: 0,
    isUsual: (value) => value === undefined,
    usual: () => undefined,
    write: () => 1,
    read: (one) => (one === 0 ? undefined : one === 1 || misfit('flag')),
  };
}

/** The text of a row's own place in its list, from 1. */
function ordinal(): Form<string> {
  const usual = (place: number) => String(place + 1);
  return { ...anyText, is: 'ordinal', isUsual: (value, place) => value === usual(place), usual };
}

/** A form whose usual value is this one. */
function or<T>(of: Form<T>, usual: T): Form<T> {
  return { ...of, blank: usual === 0 ? 0 : null, isUsual: (value) => value === usual, usual: () => usual };
}

/** A value, or null, which is usual. */
function orNull<T>(of: Form<T>): Form<T | null> {
  return { ...(of as Form<T | null>), blank: null, isUsual: (value) => value === null, usual: () => null };
}

/** A value that may be left out. */
function optional<T>(of: Form<T>): Form<T | undefined> {
  return {
    ...(of as Form<T | undefined>),
    blank: null,
    isUsual: (value) => value === undefined,
    usual: () => undefined,
  };
}

/** A value that may be left out, or be null, for which 0 stands: no number. */
function optionalOrNull<T>(of: Form<T>): Form<T | null | undefined> {
  return {
    ...optional(of as Form<T | null>),
    write: (value, place) => (value === null ? 0 : of.write(value as T, place)),
    read: (one, place) => (one === 0 ? null : of.read(one, place)),
  };
}

/** A list; none is usual. */
function list<T>(of: Form<T>): Form<readonly T[]> {
  return {
    is: 'list',
    of,
    blank: null,
    isUsual: (items) => items.length === 0,
    usual: () => [],
    write: (items) => items.map((item, place) => of.write(item, place)),
    read: (items) => listOf(items).map((item, place) => of.read(item, place)),
  };
}

/** Figures by name; none is usual. */
function figures(): Form<Readonly<Record<string, number>>> {
  return {
    ...(anyJson as unknown as Form<Readonly<Record<string, number>>>),
    is: 'figures',
    isUsual: (values) => Object.keys(values).length === 0,
    usual: () => ({}),
    read: (one) => (areFigures(one) ? one : misfit('figures')),
  };
}

function areFigures(one: Json): one is Readonly<Record<string, number>> {
  return (
    typeof one === 'object' && one !== null && !Array.isArray(one) && Object.values(one).every(Number.isSafeInteger)
  );
}

/** An object as a list of its values, by position, without what is usual at its end: later formats add positions. */
function row<R extends object>(fields: RowFields<R>): Form<R> {
  const names = Object.keys(fields) as (keyof R & string)[];
  const columns: readonly AnyForm[] = Object.values<AnyForm>(fields);
  return {
    ...required,
    is: 'row',
    fields,
    write(record, place) {
      // From the end, so that the list has its length at once: one that grows and is cut takes twice the memory.
      let values: Json[] | null = null;
      for (let at = columns.length - 1; at >= 0; at--) {
        const form = columns[at] as AnyForm;
        const value = record[names[at] as keyof R];
        const isUsual = form.isUsual(value, place);
        if (isUsual && values === null) continue;
        // oxlint-disable-next-line unicorn/no-new-array -- a length is meant, and Array.from would fill it first
        values ??= new Array<Json>(at + 1);
        values[at] = isUsual ? form.blank : form.write(value, place);
      }
      return values ?? [];
    },
    read(one, place) {
      const values = listOf(one);
      if (values.length > columns.length) misfit('row');
      const record: Partial<R> = {};
      for (let at = 0; at < columns.length; at++) {
        const form = columns[at] as AnyForm;
        const given = values[at] ?? null;
        const value = given === null && form.usual ? form.usual(place) : form.read(given, place);
        if (value !== undefined) record[names[at] as keyof R] = value as R[keyof R];
      }
      return record as R;
    },
  };
}

/** A value by the form of another, which is made of it and which it is made of. */
function by<T, Other>(of: Form<Other>, to: (value: T) => Other, from: (other: Other) => T): Form<T> {
  return {
    ...required,
    is: of.is,
    of,
    write: (value, place) => of.write(to(value), place),
    read: (one, place) => from(of.read(one, place)),
  };
}

function listOf(one: Json): readonly Json[] {
  return Array.isArray(one) ? (one as readonly Json[]) : misfit('list');
}
