/** Where a ledger writes what its operator should know. A logger of pino is one, and so is the console. */
export interface Logger {
  /** Work that went well, such as a sweep. */
  info(facts: object, message: string): void;
  /** What went well in the end, or may go well later. */
  warn(facts: object, message: string): void;
  /** What somebody must look at. */
  error(facts: object, message: string): void;
}
