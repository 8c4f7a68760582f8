import { describe, expect, test } from 'vitest';
import type { Message } from './message.ts';
import { builtInText } from './texts.ts';

type DataOf<Template> = Extract<Message, { readonly template: Template }>['data'];

const code = {
  code: '042917',
  points: 1500,
  value: 150_000,
  currency: 'IDR',
  merchant: 'Warung Ayu',
  sale: null,
  reward: null,
  minutes: 5,
};
const earned = { merchant: 'Warung Ayu', points: 1250, balance: 12_500, sale: null };
const adjusted = { merchant: 'Warung Ayu', points: 40, balance: 1040, comment: null };
const expiring = { merchant: 'Warung Ayu', points: 1500, lastDay: '2026-12-31' };

function textOf<Template extends Message['template']>(locale: string, template: Template, data: DataOf<Template>) {
  return builtInText({ template, locale, data } as unknown as Message);
}

describe('in English', () => {
  test('a code', () => {
    const hint = 'Tell it to nobody but the cashier in front of you; if you are not at the shop, ignore this message.';
    expect(textOf('en', 'redemption-code', code)).toEqual({
      subject: 'Your code at Warung Ayu',
      text: `042917 is your code to spend 1,500 points at Warung Ayu. It is good for 5 minutes. ${hint}`,
    });
    const one = { ...code, points: 1, minutes: 1, sale: 'INV-1', reward: 'A mug' };
    expect(textOf('en', 'redemption-code', one).text).toBe(
      `042917 is your code to spend 1 point at Warung Ayu for A mug (sale INV-1). It is good for 1 minute. ${hint}`,
    );
    expect(textOf('en', 'redemption-code', { ...code, sale: 'INV-1' }).text).toContain(
      'at Warung Ayu (sale INV-1). It is good',
    );
    expect(textOf('en', 'redemption-code', { ...code, reward: 'A mug' }).text).toContain(
      'at Warung Ayu for A mug. It is good',
    );
  });

  test('points of a sale', () => {
    expect(textOf('en', 'points-earned', earned)).toEqual({
      subject: 'You earned 1,250 points at Warung Ayu',
      text: 'You earned 1,250 points at Warung Ayu. Your balance is 12,500 points.',
    });
    expect(textOf('en', 'points-earned', { ...earned, points: 1, balance: 1, sale: 'INV-1' })).toEqual({
      subject: 'You earned 1 point at Warung Ayu',
      text: 'You earned 1 point at Warung Ayu (sale INV-1). Your balance is 1 point.',
    });
  });

  test('points by hand', () => {
    expect(textOf('en', 'points-adjusted', adjusted)).toEqual({
      subject: 'Your points at Warung Ayu',
      text: 'Warung Ayu gave you 40 points. Your balance is 1,040 points.',
    });
    expect(textOf('en', 'points-adjusted', { ...adjusted, points: -1, balance: 1 }).text).toBe(
      'Warung Ayu took 1 point from your balance. Your balance is 1 point.',
    );
    expect(textOf('en', 'points-adjusted', { ...adjusted, comment: 'for the late order' }).text).toBe(
      'Warung Ayu gave you 40 points: for the late order. Your balance is 1,040 points.',
    );
    expect(textOf('en', 'points-adjusted', { ...adjusted, points: -40, comment: 'counted twice' }).text).toBe(
      'Warung Ayu took 40 points from your balance: counted twice. Your balance is 1,040 points.',
    );
  });

  test('points that end', () => {
    expect(textOf('en', 'points-expiring', expiring)).toEqual({
      subject: 'Your points at Warung Ayu end soon',
      text: '1,500 points of yours at Warung Ayu can be spent until 31 December 2026.',
    });
    expect(textOf('en', 'points-expiring', { ...expiring, points: 1, lastDay: '2026-03-01' }).text).toBe(
      '1 point of yours at Warung Ayu can be spent until 1 March 2026.',
    );
  });
});

describe('in Indonesian', () => {
  test('a code', () => {
    const hint = 'Sebutkan hanya kepada kasir di hadapan Anda; jika Anda tidak sedang di toko, abaikan pesan ini.';
    expect(textOf('id', 'redemption-code', code)).toEqual({
      subject: 'Kode Anda di Warung Ayu',
      text: `042917 adalah kode Anda untuk menukar 1.500 poin di Warung Ayu. Berlaku 5 menit. ${hint}`,
    });
    const one = { ...code, points: 1, minutes: 1, sale: 'INV-1', reward: 'Cangkir' };
    expect(textOf('id', 'redemption-code', one).text).toBe(
      `042917 adalah kode Anda untuk menukar 1 poin di Warung Ayu untuk Cangkir (transaksi INV-1). Berlaku 1 menit. ${hint}`,
    );
  });

  test('points of a sale', () => {
    expect(textOf('id', 'points-earned', earned)).toEqual({
      subject: 'Anda mendapat 1.250 poin di Warung Ayu',
      text: 'Anda mendapat 1.250 poin di Warung Ayu. Saldo Anda 12.500 poin.',
    });
    expect(textOf('id', 'points-earned', { ...earned, sale: 'INV-1' }).text).toBe(
      'Anda mendapat 1.250 poin di Warung Ayu (transaksi INV-1). Saldo Anda 12.500 poin.',
    );
  });

  test('points by hand', () => {
    expect(textOf('id', 'points-adjusted', adjusted)).toEqual({
      subject: 'Poin Anda di Warung Ayu',
      text: 'Warung Ayu memberi Anda 40 poin. Saldo Anda 1.040 poin.',
    });
    expect(textOf('id', 'points-adjusted', { ...adjusted, points: -40, comment: 'salah hitung' }).text).toBe(
      'Warung Ayu mengurangi saldo Anda sebanyak 40 poin: salah hitung. Saldo Anda 1.040 poin.',
    );
  });

  test('points that end', () => {
    expect(textOf('id', 'points-expiring', { ...expiring, lastDay: '2026-08-17' })).toEqual({
      subject: 'Poin Anda di Warung Ayu segera berakhir',
      text: '1.500 poin Anda di Warung Ayu dapat digunakan sampai 17 Agustus 2026.',
    });
  });
});

test.each(['id', 'ID', 'id-ID', 'id-Latn-ID', 'id_ID'])('%s is Indonesian', (locale) => {
  expect(textOf(locale, 'points-earned', earned).subject).toBe('Anda mendapat 1.250 poin di Warung Ayu');
});

test.each(['en', 'en-GB', 'fr', 'de-DE', 'ido', '', 'no such locale', 'x-id'])('%j is English', (locale) => {
  expect(textOf(locale, 'points-earned', earned).subject).toBe('You earned 1,250 points at Warung Ayu');
});

describe('no sentence ends twice', () => {
  const merchant = 'Ayu & Co.';
  for (const locale of ['en', 'id']) {
    test.each<[string, Message['template'], object]>([
      ['a shop', 'redemption-code', { ...code, merchant }],
      ['a reward', 'redemption-code', { ...code, reward: 'Coffee, any kind…' }],
      ['a shop', 'points-earned', { ...earned, merchant }],
      ['a shop', 'points-adjusted', { ...adjusted, merchant, points: -5 }],
      ['a comment', 'points-adjusted', { ...adjusted, comment: 'Thank you!' }],
      ['a comment with blanks', 'points-adjusted', { ...adjusted, comment: 'Thank you.\n ' }],
      ['a question', 'points-adjusted', { ...adjusted, points: -5, comment: 'Was it you?' }],
      ['a shop', 'points-expiring', { ...expiring, merchant }],
    ])(`${locale}: with the full stop of %s, %s`, (_, template, data) => {
      const { text } = textOf(locale, template, data as never);
      expect(text).not.toMatch(/[.!?…]\s*[.!?…]/u);
      expect(text).not.toMatch(/\s{2}|undefined|null|NaN/u);
    });
  }
});
