/** What the command ends with. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  refused: 3,
  inPart: 4,
  store: 5,
  unsound: 6,
  stopped: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each exit code means, for people. */
export const exitCodeHelp: readonly (readonly [ExitCode, string])[] = [
  [0, 'done'],
  [1, 'a fault of the program itself'],
  [2, 'the command line or pointbook.json is wrong, or a question was not answered: nothing was done'],
  [3, 'the ledger refused: nothing was written'],
  [4, 'done in part: some rows or members were left out, and are told'],
  [5, 'the database, a file or another program failed'],
  [6, 'the ledger, or the backup of it, does not add up'],
  [130, 'stopped with Ctrl-C, or by `pointbook job stop`: what was done stays, the rest can go on'],
];
