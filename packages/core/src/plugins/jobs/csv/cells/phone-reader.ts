import type { Phone } from '../../../../index.ts';
import type { MistakeText } from '../../../../shapes.ts';

/** Reads telephone numbers as people write them. */
export interface PhoneReader {
  /** Whether it knows a country (such as "ID") or a calling code (such as "+62"). */
  knows(country: string): boolean;
  /**
   * Reads a number; one that does not begin with a plus is of the country. Words say why it is none, and do not contain
   * it.
   */
  read(text: string, country: string | null): Phone | MistakeText;
}
