import { dictionary } from '../../ui/words.ts';

/** What went wrong while points were to be spent, and the way on. */
export const failureWords = dictionary({
  en: {
    insufficient: (points: string) =>
      `Only ${points} points can be used now; the others were used meanwhile. Use fewer, or go on without.`,
    wrongCode: (left: number) =>
      left === 1 ? 'That is not the code. 1 try is left.' : `That is not the code. ${left} tries are left.`,
    codeLocked:
      'There were too many wrong codes. Nothing was spent, and the points are free again. Ask for a new code.',
    memberLocked: (until: string) =>
      `There were too many wrong codes for this customer. Codes are taken again from ${until}.`,
    codeExpired: (at: string) => `The code was good until ${at}. Send another one.`,
    codeSuperseded:
      'That is the code of an earlier message. Type the one of the newest message; this try does not count.',
    codeRequired: (points: string) => `${points} points need the customer's code. Choose how it goes to the customer.`,
    outOfOrder: (channel: string, at: string) =>
      `${channel} is out of order, so no code went out. Send it another way, or try again from ${at}.`,
    refusedMessage: (channel: string) =>
      `${channel} does not reach the customer, so no code went out. Send it another way.`,
    tooManyCodes: (at: string) => `A code was sent just now. The next one can be sent from ${at}.`,
    codeUsed: 'The code was used already.',
    codeCancelled: 'The request was given up, and the points are free again. Ask for a new code.',
    holdLapsed: 'It took too long: the points are free again. Ask for a new code.',
    codeVoid: "The customer's phone or email was changed, so the code is no longer good. Ask for a new one.",
    unreachable: 'The customer cannot be reached in this way. Choose another, or use fewer points.',
    givenUp: 'This sale was given up.',
    tooManyHolds: 'Too many sales of this customer wait for a code. Finish them first.',
    notTheShape: 'Type the digits of the code as they are in the message.',
    noRate: 'Points buy rewards alone here.',
    atLeast: (points: string) => `Use at least ${points} points.`,
    atMost: (points: string) => `Use at most ${points} points.`,
    inSteps: (points: string) => `Points are used in steps of ${points}.`,
    shareOfSale: (points: string) => `Points may pay only a part of a sale: at most ${points} of them for this one.`,
    moreThanSale: (points: string) => `These points are worth more than the sale: use at most ${points}.`,
  },
  id: {
    insufficient: (points: string) =>
      `Hanya ${points} poin yang bisa dipakai sekarang; sisanya terpakai sementara itu. Pakai lebih sedikit, atau lanjut tanpa poin.`,
    wrongCode: (left: number) => `Kodenya salah. Sisa ${left} percobaan.`,
    codeLocked: 'Kode salah terlalu banyak. Tidak ada yang dipakai, dan poinnya bebas lagi. Minta kode baru.',
    memberLocked: (until: string) =>
      `Kode salah terlalu banyak untuk pelanggan ini. Kode diterima lagi mulai ${until}.`,
    codeExpired: (at: string) => `Kode berlaku sampai ${at}. Kirim kode lain.`,
    codeSuperseded: 'Itu kode dari pesan sebelumnya. Isi kode dari pesan terbaru; percobaan ini tidak dihitung.',
    codeRequired: (points: string) => `${points} poin memerlukan kode pelanggan. Pilih cara pengirimannya.`,
    outOfOrder: (channel: string, at: string) =>
      `${channel} sedang rusak, jadi kode tidak terkirim. Kirim dengan cara lain, atau coba lagi mulai ${at}.`,
    refusedMessage: (channel: string) =>
      `${channel} tidak sampai ke pelanggan, jadi kode tidak terkirim. Kirim dengan cara lain.`,
    tooManyCodes: (at: string) => `Kode baru saja dikirim. Yang berikutnya bisa dikirim mulai ${at}.`,
    codeUsed: 'Kodenya sudah dipakai.',
    codeCancelled: 'Permintaannya dibatalkan, dan poinnya bebas lagi. Minta kode baru.',
    holdLapsed: 'Terlalu lama: poinnya bebas lagi. Minta kode baru.',
    codeVoid: 'Telepon atau email pelanggan berubah, jadi kodenya tidak berlaku lagi. Minta kode baru.',
    unreachable: 'Pelanggan tidak terjangkau dengan cara ini. Pilih yang lain, atau pakai lebih sedikit poin.',
    givenUp: 'Penjualan ini dibatalkan.',
    tooManyHolds: 'Terlalu banyak penjualan pelanggan ini menunggu kode. Selesaikan dulu.',
    notTheShape: 'Isi angka kode seperti di pesan.',
    noRate: 'Di sini poin hanya untuk hadiah.',
    atLeast: (points: string) => `Pakai paling sedikit ${points} poin.`,
    atMost: (points: string) => `Pakai paling banyak ${points} poin.`,
    inSteps: (points: string) => `Poin dipakai dalam kelipatan ${points}.`,
    shareOfSale: (points: string) =>
      `Poin hanya boleh membayar sebagian penjualan: paling banyak ${points} untuk yang ini.`,
    moreThanSale: (points: string) => `Poinnya bernilai lebih dari penjualan: pakai paling banyak ${points}.`,
  },
});
