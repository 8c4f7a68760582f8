const ownProgram = 'a program of your own';

/** What texts of the library say to do, and how it is done here. */
const commands: readonly (readonly [RegExp, string])[] = [
  [/`newProgram: true`/, '--new-program'],
  [/listJobs has them/, '`pointbook job list` has them'],
  [/stop it with stopJob/, 'stop it with `pointbook job stop`'],
  [/verify\(\) lists what is/, '`pointbook verify` lists what is'],
  [/findMembers tells who/, '`pointbook member find` tells who'],
  [/quoteRedemption lists those that the points suffice for/, 'the file of the program lists them'],
  [/requestRedemption sends one, confirmRedemption takes it/, `they are redeemed at a till, or by ${ownProgram}`],
  [/(?:with|use) (?:reassignInvoice|updateMember)/, `by ${ownProgram}`],
  [/ Set the clock; where it is right, say `clockCheck` to createPointbook\./, ' Set the clock.'],
  [/add it, as createPointbook\(.+?\)\./, `it is for ${ownProgram}, which has it.`],
  [
    /Add the plugin: createPointbook\(.+?\), or parseProgram\(.+?\)\./,
    `The rules are for ${ownProgram}, which has it.`,
  ],
  [/Give it where the program is made: defineProgram\(.+?\)\./, `The rules are for ${ownProgram}, which has it.`],
  [/give postgresStore\(\) another schema/, 'give another --schema'],
  [/name the path of (\w+) in the option `tools`/, 'name its path'],
  [/^tablePrefix /, '--table-prefix '],
  [/^schema must/, '--schema must'],
];

/** A text of the library as it is said on the command line. */
export function inCommands(text: string): string {
  return commands.reduce((told, [verb, command]) => told.replace(verb, command), text);
}
