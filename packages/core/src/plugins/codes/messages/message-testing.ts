import type { Message, SendOutcome } from './message.ts';

// What the tests of messages send.

export const phone = '+628123456789';

export const message: Message = {
  template: 'redemption-code',
  locale: 'en',
  data: {
    code: '042917',
    points: 5,
    value: 500,
    currency: 'IDR',
    merchant: 'Warung Ayu',
    sale: null,
    reward: null,
    minutes: 5,
  },
};

export const sent: SendOutcome = { status: 'sent', providerId: 'p-1' };
