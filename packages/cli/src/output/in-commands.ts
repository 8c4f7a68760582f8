import type { Remedied, Remedy } from '@pointbook/core';
import type { BackupFailure } from '@pointbook/core/backup';
import type { AnyFailure } from '@pointbook/core/errors';

/** What an error of the library tells of itself. */
export interface LibraryError {
  readonly kind: string;
  readonly message: string;
  readonly remedied?: Remedied;
}

/**
 * What an error says on the command line. Most say what the library says. Those of which the library says what to do in
 * code are made anew of their kind and their fields, and never of the library's sentence.
 */
export function inCommands(error: LibraryError): string {
  const { kind, message, remedied } = error;
  if (remedied !== undefined) return `${remedied.problem} ${remedies[remedied.remedy]}`;
  if (Object.hasOwn(ofRows, kind)) return ofRows[kind] ?? message;
  if (!Object.hasOwn(words, kind)) return message;
  const tell = words[kind as Known['kind']] as ((error: LibraryError) => string | null) | undefined;
  return tell?.(error) ?? message;
}

/** What to do, by the name that the library gives it. */
const remedies: Readonly<Record<Remedy, string>> = {
  'new-program': 'Correct the programId, or give --new-program to begin this ledger beside the others.',
  'add-plugin': 'Add it to `plugins` of pointbook.config.ts.',
  'add-part': 'Add it to `parts` of pointbook.config.ts.',
  verify: '`pointbook verify` lists what is; restore it from a backup.',
  'set-clock': 'Set the clock.',
};

type Known = AnyFailure | BackupFailure;

type Words = { readonly [Kind in Known['kind']]?: (error: Extract<Known, { readonly kind: Kind }>) => string | null };

const words: Words = {
  'idempotency-key-reused': ({ field, id }) =>
    field === 'memberId'
      ? `Member ${JSON.stringify(id)} is enrolled already with other data; change them by \`pointbook call updateMember\`.`
      : null,
  'invoice-has-member': ({ invoiceId }) =>
    `Invoice ${JSON.stringify(invoiceId)} belongs to a member already; name that member, or move it by \`pointbook move\`.`,
  'unknown-reward': ({ rewardId }) =>
    `The program's catalog has no reward ${JSON.stringify(rewardId)}; the file of the program lists them.`,
  'code-required': ({ points }) =>
    `The program asks for the customer's code to redeem ${points} points: they are redeemed at a till, or by \`pointbook call codes.requestRedemption\` with a configuration that can send codes.`,
  'unknown-job': ({ jobId }) => `No job was started as ${JSON.stringify(jobId)}; \`pointbook job list\` has them.`,
  'job-running': ({ jobId }) =>
    `Job ${JSON.stringify(jobId)} is not finished: stop it with \`pointbook job stop\` before it is undone.`,
  'invalid-program': ({ problems }) => (problems.some(({ remedy }) => remedy) ? mistakesIn(problems) : null),
  'backup-not-verified': ({ findings }) =>
    findings.length === 0
      ? null
      : `The restored backup contradicts itself, so it was deleted: ${findings.length === 1 ? 'there is 1 finding' : `there are ${findings.length} findings`} in it, as in the ledger itself; \`pointbook verify\` lists them.`,
  'backup-tool-missing': ({ tool, path }) =>
    `There is no program ${path}: install PostgreSQL's client programs (postgresql-client), those of the server's version, or name the path of ${tool}.`,
  'backup-tool-failed': ({ tool, exitCode, output }) =>
    `${tool} ${exitCode === null ? 'was ended' : `failed with exit code ${exitCode}`}; there is no backup. It says: ${output || 'nothing.'}`,
};

/** Errors that say the same of every row. */
const ofRows: Readonly<Record<string, string>> = {
  'phone-taken': 'Another member of the program has this phone; `pointbook member find` tells who.',
  'card-taken': 'Another member of the program has this card code; `pointbook member find` tells who.',
  'member-enrolled':
    'The member is enrolled already: leave the columns of the profile empty to give the balance alone, and change the profile by `pointbook call updateMember`.',
};

const maxShown = 20;

/** The mistakes of a program, of which some are mended elsewhere than in its file. */
function mistakesIn(problems: Extract<Known, { readonly kind: 'invalid-program' }>['problems']): string {
  const lines = problems
    .slice(0, maxShown)
    .map(
      ({ path, problem, fix, remedy }) =>
        `  ${path === '' ? 'The program' : `${path}:`} ${problem}. ${remedy === undefined ? fix : remedies[remedy]}`,
    );
  const more = problems.length > maxShown ? [`  … and ${problems.length - maxShown} more.`] : [];
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  return [`The program has ${count}:`, ...lines, ...more].join('\n');
}
