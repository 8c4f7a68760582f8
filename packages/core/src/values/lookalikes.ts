/**
 * A character that nobody sees, or a space that is not the usual one: such as a zero width space, a soft hyphen, a
 * no-break space, and the marks of writing direction.
 */
export const invisible =
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\u2800]/u;

/** What looks like a letter, a digit or a sign of ASCII, and is another character; null where a text has none. */
export function lookalikeIn(text: string): string | null {
  return lookalikes.find(({ is }) => is.test(text))?.name ?? null;
}

const lookalikes: readonly { readonly is: RegExp; readonly name: string }[] = [
  { is: /[\uFF01-\uFF5E\uFFE0-\uFFE6]/u, name: 'a full-width character' },
  { is: /(?![0-9])\p{Nd}/u, name: 'a digit that is none of 0 to 9' },
  {
    is: /[\u{1D400}-\u{1D7FF}\u{2460}-\u{24FF}\u{1F100}-\u{1F189}\u2070-\u2094\u00B2\u00B3\u00B9]/u,
    name: 'a letter or a digit in another shape',
  },
  { is: /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\u058A\u1806\u30A0]/u, name: 'a dash that is no hyphen' },
  // Beside letters of Latin, those of Cyrillic and Greek are mistyped or meant to mislead.
  {
    is: /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]\p{M}*\p{Script=Latin}/u,
    name: 'letters of two alphabets in one word',
  },
];
