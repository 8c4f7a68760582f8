/** What is wrong with a line of a file, as a job keeps it. */
export function problemAt(line: number, problem: string): string {
  return `Line ${line}: ${problem}`;
}

/** The line and what is wrong with it, of what `problemAt` wrote; line 0 where it names none. */
export function lineProblemOf(message: string): { readonly line: number; readonly problem: string } {
  const [, line = '', problem = message] = /^Line (\d+): (.*)$/su.exec(message) ?? [];
  return { line: Number(line), problem };
}
