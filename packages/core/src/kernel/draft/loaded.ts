import type { RecordKind } from '../record.ts';

/** What a store loaded: by shelf, then by key; null where there is nothing. A key that was not asked for is absent. */
export type Loaded = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** What a removed record leaves behind. */
export const removedRecord: unique symbol = Symbol('removed');

/** One record that a batch changed. */
export interface Change {
  readonly kind: RecordKind<unknown>;
  readonly key: string;
  /** As it was loaded; null where there was none. */
  readonly before: unknown;
  /** As it is in the end; null where it was removed, perhaps in the batch that made it: its key stays behind. */
  readonly after: unknown;
}
