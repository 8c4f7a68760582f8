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
  { is: /[\uFF00-\uFFEF]/u, name: 'a full-width or half-width character' },
  { is: /(?![0-9])\p{Nd}/u, name: 'a digit that is none of 0 to 9' },
  {
    is: /[\u{1D400}-\u{1D7FF}\u2460-\u24FF\u{1F100}-\u{1F189}\u2070-\u2094\u2100-\u2115\u2117-\u218F\u00B2\u00B3\u00B9\u0261\u02B0-\u02B8\u1D00-\u1DBF\uFB00-\uFB06]/u,
    name: 'a letter or a digit in another shape',
  },
  { is: /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\u058A\u1806\u30A0]/u, name: 'a dash that is no hyphen' },
  { is: /[\u00B4\u2018-\u201F\u2024-\u2026\u2032-\u2037\u2044\u2215\u2236\uA789]/u, name: 'a sign in another shape' },
  {
    is: /[\p{Co}\p{Noncharacter_Code_Point}\uFFFC\uFFFD]/u,
    name: 'a character that says nothing, as in a damaged text',
  },
  // Beside letters of Latin, those of Cyrillic and Greek are mistyped or meant to mislead.
  {
    is: /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]\p{M}*\p{Script=Latin}/u,
    name: 'letters of two alphabets in one word',
  },
];
