import type { OutgoingMessage } from '@pointbook/core/codes';

/** What must not be in any failure, nor in a log. */
export const secrets = {
  code: '493027',
  number: '628123456789',
  token: 'canary-token-7f3a',
  text: 'Warung Sári 🍜: 100% “diskon” & kode',
};

const letter = {
  locale: 'id-ID',
  to: `+${secrets.number}`,
  subject: 'Poin',
  text: `${secrets.text} ${secrets.code}`,
};

/** One of each message. */
export const messages = {
  code: {
    ...letter,
    template: 'redemption-code',
    data: {
      code: secrets.code,
      points: 100,
      value: 10_000,
      currency: 'IDR',
      merchant: 'Warung Sári',
      sale: 'INV-1',
      reward: null,
      minutes: 5,
    },
  },
  earned: {
    ...letter,
    template: 'points-earned',
    data: { merchant: 'Warung\n Sári 🍜', points: 125, balance: 225, sale: null },
  },
  adjusted: {
    ...letter,
    template: 'points-adjusted',
    data: { merchant: 'Warung Sári', points: -25, balance: 200, comment: ' salah\thitung ' },
  },
  expiring: {
    ...letter,
    template: 'points-expiring',
    data: { merchant: 'Warung Sári', points: 40, lastDay: '2026-12-31' },
  },
} satisfies Record<string, OutgoingMessage>;

/** A signal that nobody aborts. */
export const patient = { signal: new AbortController().signal };

export const accountSid = `AC${'0a'.repeat(16)}`;
export const messageSid = `MM${'3d'.repeat(16)}`;
export const wamid = 'wamid.HBgMNjI4MTIzNDU2Nzg5FQIAERgSOUEzQ0E1QjNENEQ2NjdFNwA=';
export const contentSid = `HX${'1b'.repeat(16)}`;
export const contentSidId = `HX${'2c'.repeat(16)}`;
