import type { Message } from './message.ts';
import { englishTexts } from './texts-en.ts';
import { indonesianTexts } from './texts-id.ts';
import type { MessageText } from './message-text.ts';

/** The words that come with Pointbook: Indonesian for `id`, English for all others. */
export function builtInText(message: Message): MessageText {
  const isIndonesian = /^id(?![a-z])/i.test(message.locale);
  const texts = isIndonesian ? indonesianTexts : englishTexts;
  const write = texts[message.template] as (data: Message['data'], number: (figure: number) => string) => MessageText;
  const figures = figuresIn(isIndonesian ? 'id' : 'en');
  return write(message.data, (figure) => figures.format(figure));
}

/** How figures are written in a language. Setting one up takes as long as hashing a code. */
function figuresIn(language: 'id' | 'en'): Intl.NumberFormat {
  return (formats[language] ??= new Intl.NumberFormat(language));
}

const formats: { id?: Intl.NumberFormat; en?: Intl.NumberFormat } = {};
