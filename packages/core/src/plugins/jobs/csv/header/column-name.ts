/**
 * What two names of one column have in common: case, spaces, underscores and punctuation do not matter, and neither do
 * accents or marks that nobody sees.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
