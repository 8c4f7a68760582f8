import type { Form, Json } from './forms.ts';
import { type Codec, type FormatStep, inFormat, ofFormat } from '../record.ts';

/** What a row codec has beside its form. */
export interface RowCodecOptions<Keyed, Others> {
  /**
   * The fields that a record's key and its version of the program tell, and that are not written again; `record` has
   * the others.
   */
  readonly ofKey?: (key: string, record: Others, version?: string) => Keyed;
  /** The steps between the formats, each from the JSON of one to that of the other. */
  readonly steps?: readonly FormatStep[];
}

/** A codec that writes a record as a row: a list of its fields by position, without those that its key tells. */
export function rowCodec<R extends object, Keyed extends keyof R = never>(
  form: Form<Omit<R, Keyed>>,
  { ofKey, steps = [] }: RowCodecOptions<Pick<R, Keyed>, Omit<R, Keyed>> = {},
): Codec<R> {
  return {
    form,
    encode: (record, format) => JSON.stringify(inFormat(steps, form.write(record, 0), format)),
    decode(text, format, key, version) {
      const record = form.read(ofFormat(steps, JSON.parse(text), format) as Json, 0);
      return Object.assign(record, ofKey?.(key, record, version)) as unknown as R;
    },
  };
}
