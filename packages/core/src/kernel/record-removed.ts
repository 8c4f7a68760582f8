import type { Named } from '../values/errors.ts';

/** The id belonged to a record that was removed: a late retry must not create it again. */
export interface RecordRemoved extends Named<'record-removed'> {
  /** The kind of the record. */
  readonly record: string;
  /** The id of the record. */
  readonly id: string;
}

export function recordRemoved(record: string, id: string): RecordRemoved {
  const message = `The ${record} ${JSON.stringify(id)} was removed; use a new id for another one.`;
  return { kind: 'record-removed', message, record, id };
}

/** A decision wrote under the key of a removed record. */
export class RecordRemovedSignal extends Error {
  readonly recordKind: string;
  readonly key: string;

  constructor(recordKind: string, key: string) {
    super(`A ${recordKind} ${JSON.stringify(key)} was removed: its id cannot be used again.`);
    this.recordKind = recordKind;
    this.key = key;
  }
}
