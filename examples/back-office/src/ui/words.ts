import type { Language, Page } from './env.ts';

export const languages: Readonly<Record<Language, string>> = { en: 'English', id: 'Bahasa Indonesia' };

/** Texts, and texts with something in them. */
type Words = Readonly<Record<string, string | ((...parts: never[]) => string)>>;

/** The texts of the other language have the same names and take the same parts. */
type Translated<T extends Words> = {
  readonly [Name in keyof T]: T[Name] extends (...parts: infer Parts) => string ? (...parts: Parts) => string : string;
};

/** The texts of a page in each language. Answers those of the reader. */
export function dictionary<T extends Words>(words: { en: T; id: Translated<NoInfer<T>> }) {
  return (c: Page): Translated<T> => words[c.var.language] as Translated<T>;
}

/** The language that a reader has chosen, or else that of the browser. */
export function languageOf(chosen: string | undefined, accepted: string | undefined): Language {
  if (chosen === 'en' || chosen === 'id') return chosen;
  const first = /^\s*([a-z]+)/i.exec(accepted ?? '')?.[1]?.toLowerCase();
  return first === 'id' || first === 'in' ? 'id' : 'en';
}

/** An English noun with its number, such as "1 point" and "2 points". */
export function counted(number: string, noun: string): string {
  return `${number} ${noun}${number === '1' ? '' : 's'}`;
}
