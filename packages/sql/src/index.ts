export { checkedLater, checkOptions, oneOf, type OptionRule, wholeNumber, yesOrNo } from './check-options.ts';
export * from './columns.ts';
export { insertInto, standard, type Dialect, type InsertRows, type LookUpEach } from './dialect.ts';
export { asItsOwn, decisionRunner } from './decide.ts';
export { asked, behind, findEntries, indexFor, led, type Term, wordsIn } from './find-entries.ts';
export { isOneAccount, rowLoader, type LoadRows } from './load.ts';
export type { Locks } from './lookups.ts';
export { Lifetime } from './lifetime.ts';
export type { LedgerSchema } from './ledger-schema.ts';
export { isUpToDate, migrate, migrationsAfter, newestSchema, schemaNumber } from './migrations.ts';
export { namesIn, type Name, type Names } from './names.ts';
export { readStatements, type ReadStatements } from './read-statements.ts';
export { fedBy, sqlReader, type FedRows, type ReaderParts } from './reader.ts';
export { isError } from './is-error.ts';
export { libraryOf, whatIs } from './what-is.ts';
export { pause, retrying, type Patience } from './retry.ts';
export * from './rows.ts';
export { createTables, firstWords, refusals } from './schema.ts';
export * from './steps.ts';
export {
  meaningsByCode,
  refusedValue,
  storeClosed,
  storeErrorOf,
  type Meaning,
  type MeaningTable,
} from './store-errors.ts';
export { tablesNamed, type Tables } from './tables.ts';
export {
  checkSequences,
  isNothing,
  namesOf,
  type RowChange,
  rowChanges,
  rowWriter,
  versionDefinitions,
  type WriteRows,
} from './write.ts';
export { createRecordViews } from './views.ts';
