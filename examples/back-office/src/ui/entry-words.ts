import type { EntryCause } from '@pointbook/core';
import type { Page } from './env.ts';
import { dictionary } from './words.ts';

type Known = Exclude<EntryCause, `plugin:${string}`>;

const words = dictionary<Record<Known, string>>({
  en: {
    'invoice-saved': 'Sale',
    'invoice-edited': 'Sale changed',
    'invoice-paid': 'Sale paid',
    'invoice-claimed': 'Sale given to the customer',
    'invoice-reassigned': 'Sale moved',
    'invoice-refunded': 'Goods came back',
    'invoice-paid-with-points': 'Sale paid with points',
    'invoice-reinstated': 'Sale reinstated',
    'payment-reversed': 'Payment taken back',
    'goods-returned': 'Goods came back without a sale',
    'points-returned': 'Points came back',
    'points-added': 'Points added',
    'points-deducted': 'Points deducted',
    'balance-set': 'Balance set',
    'balance-opened': 'Brought along',
    'entry-reversed': 'Change undone',
    'points-redeemed': 'Points spent',
    'points-held': 'Points held',
    'hold-captured': 'Held points spent',
    'hold-released': 'Held points released',
    'hold-lapsed': 'Held points given back',
    'lot-expired': 'Points ended',
    'account-inactive': 'Points ended, not used for long',
    'redemption-undone': 'Spending undone',
    'clock-corrected': 'Clock corrected',
  },
  id: {
    'invoice-saved': 'Penjualan',
    'invoice-edited': 'Penjualan diubah',
    'invoice-paid': 'Penjualan lunas',
    'invoice-claimed': 'Penjualan diberikan ke pelanggan',
    'invoice-reassigned': 'Penjualan dipindahkan',
    'invoice-refunded': 'Barang dikembalikan',
    'invoice-paid-with-points': 'Penjualan dibayar dengan poin',
    'invoice-reinstated': 'Penjualan dipulihkan',
    'payment-reversed': 'Pembayaran dibatalkan',
    'goods-returned': 'Barang dikembalikan tanpa nota',
    'points-returned': 'Poin kembali',
    'points-added': 'Poin ditambah',
    'points-deducted': 'Poin dikurangi',
    'balance-set': 'Saldo ditetapkan',
    'balance-opened': 'Saldo awal',
    'entry-reversed': 'Perubahan dibatalkan',
    'points-redeemed': 'Poin dipakai',
    'points-held': 'Poin ditahan',
    'hold-captured': 'Poin tahanan dipakai',
    'hold-released': 'Poin tahanan dilepas',
    'hold-lapsed': 'Poin tahanan dikembalikan',
    'lot-expired': 'Poin hangus',
    'account-inactive': 'Poin hangus, lama tidak aktif',
    'redemption-undone': 'Pemakaian poin dibatalkan',
    'clock-corrected': 'Jam dikoreksi',
  },
});

/** What an entry is about, in the words of a shop. */
export function toldCause(c: Page, cause: EntryCause): string {
  const known: Readonly<Record<string, string>> = words(c);
  return known[cause] ?? cause;
}
