/** As wide as the terminal, within reason. */
export function pageWidth(): number {
  const columns = process.stdout.columns ?? (Number(process.env['COLUMNS']) || 80);
  return Math.min(80, Math.max(30, columns));
}

/** Breaks a text into lines of at most so many characters: between words, or in a word that is longer than a line. */
export function wrap(text: string, width: number): readonly string[] {
  const line = new RegExp(`.{1,${width}}(?: +|$)|.{1,${width}}`, 'g');
  return text.split('\n').flatMap((paragraph) => paragraph.match(line)?.map((each) => each.trimEnd()) ?? ['']);
}
