import { leaf } from './fields.ts';
import { mustBe } from './mistake-text.ts';
import { notJson } from './schema.ts';

/** A field for what ends work early. It is no JSON, so a verb over HTTP or a file does not have it. */
export function abortSignal() {
  return leaf<AbortSignal>(
    (value) =>
      typeof value === 'object' && value !== null && 'aborted' in value && typeof value.aborted === 'boolean'
        ? null
        : mustBe('an AbortSignal', value, 'Pass the signal of an AbortController.'),
    undefined,
    notJson,
  );
}
