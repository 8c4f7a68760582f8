/** What a shop is called. */
export interface Names {
  /** For npm. */
  readonly packageName: string;
  /** For the ledger: it never changes. */
  readonly programId: string;
  /** For customers. */
  readonly shopName: string;
}

/** The names of a shop by that of its folder, which may have any characters. */
export function namesOf(folder: string): Names {
  const plain = folder.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 100);
  const name = id || 'shop';
  const words = folder
    .replaceAll(/[-_\s]+/g, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N} .&]/gu, '')
    .trim()
    .slice(0, 100);
  // A package must not have the name of one that it installs.
  const packageName = /^(node_modules|favicon-ico|pointbook|create-pointbook)$/.test(name) ? `${name}-shop` : name;
  return { packageName, programId: name, shopName: /[\p{L}\p{N}]/u.test(words) ? capitalised(words) : 'My shop' };
}

function capitalised(words: string): string {
  return words.replaceAll(/(^| )\p{Ll}/gu, (letter) => letter.toUpperCase());
}
