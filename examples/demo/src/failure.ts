/** What stops the demo: the library's errors all have these two, and so have the demo's own. */
export interface Failure {
  readonly kind: string;
  readonly message: string;
}

/** A failure in one line, with what to do about it. */
export function lineOf({ kind, message }: Failure): string {
  return `${kind}: ${message.replace(/\.?$/, '.')} ${advice[kind] ?? otherwise}`.trim();
}

const advice: Readonly<Record<string, string>> = {
  'invalid-option': '',
  'not-for-production': 'Run the demo with another NODE_ENV.',
  'invalid-sales-file': 'Take the file from the repository again.',
  'file-not-deletable': 'Close what uses it and run the demo again.',
  'store-locked': 'Close what uses the file and run the demo again, or name another one with --db.',
};

const otherwise = 'Start over with --fresh, or name another file with --db.';
