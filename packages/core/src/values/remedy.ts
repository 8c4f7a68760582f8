/**
 * What can be done about an error, where its message says so in code. A host whose users write none, such as a command
 * line, says it in its own words.
 */
export type Remedy =
  /** Give `newProgram: true`, to begin the ledger of a program beside those of others. */
  | 'new-program'
  /** Give the ledger a plugin. */
  | 'add-plugin'
  /** Give the program a part. */
  | 'add-part'
  /** Let `verify` list what is damaged. */
  | 'verify'
  /** Set the clock of the machine. */
  | 'set-clock';

/** The remedy of an error, and its message without it. */
export interface Remedied {
  /** What happened, in sentences, without what can be done about it. */
  readonly problem: string;
  /** What can be done about it. */
  readonly remedy: Remedy;
}
