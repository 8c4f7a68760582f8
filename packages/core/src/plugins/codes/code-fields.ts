import type { Channel } from '../../index.ts';
import { channels } from '../../values.ts';
import { leaf, mustBe, mustBePersonal, oneOf, optional } from '../../shapes.ts';
import { isLocale } from './messages/locale.ts';

/** Ten digits with a few blanks between each two of them. */
const longestSaid = 40;

/** Over which channel, and in which language. */
export const sendingFields = { channel: optional(oneOf<Channel>(channels)), locale: optional(locale()) };

/** Digits as people read them out; an error never shows them. */
export function codeField() {
  return leaf<string>(
    (value) =>
      typeof value === 'string' && value.length <= longestSaid && /^\d{6,10}$/.test(bare(value))
        ? null
        : mustBePersonal('a code of 6 to 10 digits', value, 'Pass it as a text, with its leading zeros.'),
    bare,
    { type: 'string', maxLength: longestSaid },
  );
}

/** The language of a message. */
function locale() {
  return leaf<string>(
    (value) => (isLocale(value) ? null : mustBe('a BCP 47 tag', value, 'Write "en" or "id-ID", for example.')),
    undefined,
    { type: 'string', minLength: 2 },
  );
}

function bare(value: string): string {
  return value.replace(/[\s-]/g, '');
}
