import { leaf, mustBe, notJson } from '../../../shapes.ts';

/** Gives a file's bytes, from the beginning each time it is called: it is read more than once. */
export type FileSource = () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The field of a file. */
export function fileSource() {
  return leaf<FileSource>(
    (value) =>
      typeof value === 'function'
        ? null
        : mustBe(
            'a function that gives the bytes of the file',
            value,
            'Write () => createReadStream(path), for example.',
          ),
    undefined,
    // Over HTTP it is the body.
    { ...notJson, contentMediaType: 'text/csv' },
  );
}
