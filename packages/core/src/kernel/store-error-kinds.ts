/** The names of what a store cannot do. */
export const storeErrorKinds = [
  /** Another process held a lock for too long. Retryable. */
  'store-locked',
  /** The connection or the file is gone for now. Retryable. */
  'store-unavailable',
  /** The store was closed. */
  'store-closed',
  /** The disk or the file is full. */
  'store-full',
  /** The database or the file cannot be written to. */
  'store-read-only',
  /** Not a database, or a damaged one. */
  'store-corrupt',
  /** A path that cannot be a database: a directory, or in a folder that is not there. */
  'store-path-unusable',
  /** The schema, or rules that are stored, are from a newer Pointbook than this. */
  'store-schema-newer',
  /** The ledger has rules with a part of the host's own that the program was not given. */
  'store-part-missing',
  /** The schema is from an older Pointbook than this, or missing, and the store may not migrate it. */
  'store-schema-older',
  /** The ledger was written with a plugin that this process does not have, or the program asks for one. */
  'store-needs-plugin',
  /** The ledger was kept by a program of the same id with another currency or time zone. */
  'store-other-program',
  /** The process's clock is far from the database's, or far past all entries. */
  'store-clock-differs',
  /** The user that the store connects as may not do this. */
  'store-forbidden',
  /** The store has no driver to work with. */
  'store-driver-missing',
  /** The file is open in this process by another driver, and neither sees the other's locks. */
  'store-driver-differs',
  /** The database refused a value that the ledger accepted. */
  'store-rejected',
] as const;
