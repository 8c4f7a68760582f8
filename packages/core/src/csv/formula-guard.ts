/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula (OWASP, "CSV Injection"). That is the
 * beginning of the text, and each place within it where a spreadsheet with another delimiter begins a cell. An
 * apostrophe that is at such a place already gets another one, so that `unguarded` returns the same text.
 */
export function guarded(text: string): string {
  // Most texts have no delimiter. To check only their beginning takes a tenth of the time.
  if (!manyCells.test(text)) return oneFormula.test(text) ? `'${text}` : text;
  return text.replace(formulas, "'");
}

/**
 * Removes the guards, and what other programs mark a number as a text with: an apostrophe before a digit, or a formula
 * that is that text (`="0017"`). An apostrophe that stands before neither is part of the text.
 */
export function unguarded(cell: string): string {
  if (cell.startsWith('="')) return textFormula.exec(cell)?.[1] ?? cell;
  return cell.includes("'") ? cell.replace(guards, '') : cell;
}

/** What we write has an apostrophe before it. */
const textFormula = /^="([^"]*)"$/;

// Spreadsheets may skip spaces and quotes, and in East Asia they read wide signs as narrow ones. A tab or a line break
// is guarded only at the beginning of the text: within it, another cell may begin after it.
const formula = String.raw`(?:[^\S\t\r\n]|")*['=+\-@＝＋－＠]`;
const manyCells = /[,;\t\r\n]/;
const oneFormula = new RegExp(`^${formula}`);
const formulas = new RegExp(String.raw`^(?=[\t\r\n])|(?<=^|[,;\t\r\n])(?=${formula})`, 'g');
const guards = new RegExp(String.raw`^'(?=[\t\r\n\d])|(?<=^|[,;\t\r\n])'(?=${formula})`, 'g');
