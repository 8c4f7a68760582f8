/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula (OWASP, "CSV Injection"), and before one that
 * has an apostrophe already, so that `unguarded` takes off neither too many nor too few.
 */
export function guarded(text: string): string {
  return needsGuard(text.charCodeAt(0)) ? `'${text}` : text;
}

/** The text without the guard. An apostrophe that guards nothing is part of the text. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === apostrophe && needsGuard(cell.charCodeAt(1)) ? cell.slice(1) : cell;
}

function needsGuard(code: number): boolean {
  switch (code) {
    case apostrophe:
    case 0x3d: // =
    case 0x2b: // +
    case 0x2d: // -
    case 0x40: // @
    case 0x09: // tab
    case 0x0a: // line feed
    case 0x0d: // carriage return
      return true;
    default:
      return false;
  }
}

const apostrophe = 0x27;
