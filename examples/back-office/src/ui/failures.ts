import type { AnyFailure } from '@pointbook/core/errors';
import type { Page } from './env.ts';
import { dictionary } from './words.ts';

const words = dictionary({
  en: {
    insufficient: (available: string) => `Only ${available} points can be used. Nothing was changed.`,
    mismatch: (balance: string) =>
      `Meanwhile the balance has become ${balance}. Nothing was changed; look at it and decide again.`,
    unknownMember: 'There is no such customer any more.',
    locked: 'The ledger is busy. Nothing was changed; try again in a moment.',
    unavailable: 'The ledger cannot be reached. Nothing was changed; try again in a moment.',
    differs: 'This sale is saved already, with other lines. Nothing was changed; begin a new sale.',
    reused: 'This form was sent before, with something else in it. Nothing was changed; load the page again.',
    tooMuchBack: 'So much did not come in, or has come back already. Nothing was changed.',
    other: (message: string) => `This was refused: ${message}`,
  },
  id: {
    insufficient: (available: string) => `Hanya ${available} poin yang bisa dipakai. Tidak ada yang berubah.`,
    mismatch: (balance: string) =>
      `Saldo sementara itu menjadi ${balance}. Tidak ada yang berubah; periksa lalu putuskan lagi.`,
    unknownMember: 'Pelanggan ini sudah tidak ada.',
    locked: 'Buku poin sedang sibuk. Tidak ada yang berubah; coba lagi sebentar.',
    unavailable: 'Buku poin tidak terjangkau. Tidak ada yang berubah; coba lagi sebentar.',
    differs: 'Penjualan ini sudah tersimpan dengan baris lain. Tidak ada yang berubah; mulai penjualan baru.',
    reused: 'Formulir ini sudah dikirim dengan isi lain. Tidak ada yang berubah; muat ulang halamannya.',
    tooMuchBack: 'Sebanyak itu tidak terjual, atau sudah dikembalikan. Tidak ada yang berubah.',
    other: (message: string) => `Ini ditolak: ${message}`,
  },
});

/** What a failure of the ledger says to people at the till. */
export function toldFailure(c: Page, failure: AnyFailure): string {
  const t = words(c);
  const { number } = c.var.formats;
  switch (failure.kind) {
    case 'insufficient-points':
      return t.insufficient(number(failure.available));
    case 'balance-mismatch':
      return t.mismatch(number(failure.actual));
    case 'unknown-member':
      return t.unknownMember;
    case 'store-locked':
    case 'overloaded':
      return t.locked;
    case 'store-unavailable':
      return t.unavailable;
    case 'invoice-differs':
      return t.differs;
    case 'idempotency-key-reused':
      return t.reused;
    case 'refund-exceeds-invoice':
      return t.tooMuchBack;
    default:
      return t.other(failure.message);
  }
}
