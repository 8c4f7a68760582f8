import type { AnyForm } from './forms.ts';
import type { AnyRecordKind } from '../record.ts';

/** Where a field of a record stands in its JSON. */
export interface FieldPlace {
  /** Its path in JSON, as `$[1][0]` or `$.points`. */
  readonly path: string;
  /** What it is where nothing stands there. */
  readonly usual: string | number | boolean | null;
}

/** Where a field of a kind of record stands, by its name, or by those that lead to it, such as `sale.total`. */
export function placeOf({ kind, codec }: AnyRecordKind, field: string): FieldPlace {
  if (codec.form === undefined) return { path: `$.${field}`, usual: null };
  let path = '$';
  let form: AnyForm = codec.form;
  // The first item of a stored text is its checksum.
  let before = 1;
  for (const name of field.split('.')) {
    form = madeOf(form);
    const position = Object.keys(form.fields ?? {}).indexOf(name);
    if (position < 0 && form.is !== 'json') throw new TypeError(`A record of kind ${kind} has no field ${field}.`);
    path += position < 0 ? `.${name}` : `[${position + before}]`;
    before = 0;
    form = form.fields?.[name] ?? form;
  }
  return { path, usual: usualOf(form) };
}

/** The form that says how a value is written. */
export function madeOf(form: AnyForm): AnyForm {
  return form.of !== undefined && form.is !== 'list' ? madeOf(form.of) : form;
}

function usualOf(form: AnyForm): FieldPlace['usual'] {
  const usual: unknown = form.usual?.(0);
  if (Array.isArray(usual)) return '[]';
  return typeof usual === 'number' || typeof usual === 'boolean' || typeof usual === 'string' ? usual : null;
}
