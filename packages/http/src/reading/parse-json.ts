import { err, ok, type Result } from 'neverthrow';

/**
 * Reads JSON more strictly than `JSON.parse`: nothing deeper than a limit, and no name twice in one object, of which
 * others may read the first and we the last. The error says what is wrong.
 */
export function parseJson(text: string, deepest: number): Result<unknown, string> {
  const mistake = structuralMistake(text, deepest);
  if (mistake !== null) return err(mistake);
  try {
    return ok(JSON.parse(text));
  } catch {
    // What the parser says quotes the body, which may hold personal data.
    return err('is not JSON');
  }
}

/** What is wrong with the nesting or the names. A text that is no JSON may pass. */
function structuralMistake(text: string, deepest: number): string | null {
  /** The names of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfText(text, at);
        if (end === -1) return 'is not JSON';
        last = text.slice(at, end + 1);
        at = end;
        break;
      }
      case 0x3a: {
        const names = open.at(-1);
        const name = last.includes('\\') ? unescaped(last) : last.slice(1, -1);
        if (names?.has(name)) return `has the name "${name.slice(0, 40)}" twice in one object`;
        names?.add(name);
        break;
      }
      case 0x7b:
        open.push(new Set());
        break;
      case 0x5b:
        open.push(null);
        break;
      case 0x7d:
      case 0x5d:
        open.pop();
        break;
    }
    if (open.length > deepest) return `is nested deeper than ${deepest} levels`;
  }
  return null;
}

/** Where the text that begins with a quote ends; -1 where it does not. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
