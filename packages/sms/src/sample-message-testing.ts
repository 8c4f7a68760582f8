import type { OutgoingMessage } from '@pointbook/core/codes';

/** What must not be in any failure, nor in a log. */
export const secrets = {
  code: '493027',
  number: '628123456789',
  token: 'canary-token-7f3a',
  text: 'Warung Sári 🍜: 100% “diskon” & kode',
};

/** A message with a one-time code, in letters of many kinds. */
export const codeMessage: OutgoingMessage = {
  template: 'redemption-code',
  locale: 'id',
  to: `+${secrets.number}`,
  subject: 'Kode',
  text: `${secrets.text} ${secrets.code}\n5 menit; +62 = 中文`,
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
};

/** A message without a code. */
export const earnedMessage: OutgoingMessage = {
  template: 'points-earned',
  locale: 'id',
  to: codeMessage.to,
  subject: 'Poin',
  text: 'Poin +125',
  data: { merchant: 'Warung Sári', points: 125, balance: 225, sale: 'INV-1' },
};

/** A signal that nobody aborts. */
export const patient = { signal: new AbortController().signal };

export const accountSid = `AC${'0a'.repeat(16)}`;
export const messageSid = `SM${'3d'.repeat(16)}`;
export const messageUuid = 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab';
export const apiKey = `SK${'1b'.repeat(16)}`;
export const messagingServiceSid = `MG${'2c'.repeat(16)}`;
