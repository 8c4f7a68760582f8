import type { TextsOf } from './message-text.ts';
import { sentence } from './sentence.ts';

/** What messages say in Indonesian. */
export const indonesianTexts: TextsOf = {
  'redemption-code': ({ code, points, merchant, sale, reward, minutes }, number) => {
    const where = `${reward === null ? '' : ` untuk ${reward}`}${sale === null ? '' : ` (transaksi ${sale})`}`;
    return {
      // The code is not in the subject, which lists and lock screens show.
      subject: `Kode Anda di ${merchant}`,
      text: `${sentence(`${code} adalah kode Anda untuk menukar ${number(points)} poin di ${merchant}${where}`)} Berlaku ${minutes} menit. Sebutkan hanya kepada kasir di hadapan Anda; jika Anda tidak sedang di toko, abaikan pesan ini.`,
    };
  },
  'points-earned': ({ merchant, points, balance, sale }, number) => ({
    subject: `Anda mendapat ${number(points)} poin di ${merchant}`,
    text: `${sentence(`Anda mendapat ${number(points)} poin di ${merchant}${sale === null ? '' : ` (transaksi ${sale})`}`)} Saldo Anda ${number(balance)} poin.`,
  }),
  'points-adjusted': ({ merchant, points, balance, comment }, number) => ({
    subject: `Poin Anda di ${merchant}`,
    text: `${sentence(`${merchant} ${points < 0 ? `mengurangi saldo Anda sebanyak ${number(-points)} poin` : `memberi Anda ${number(points)} poin`}${comment === null ? '' : `: ${comment}`}`)} Saldo Anda ${number(balance)} poin.`,
  }),
  'points-expiring': ({ merchant, points, lastDay }, number) => ({
    subject: `Poin Anda di ${merchant} segera berakhir`,
    text: `${number(points)} poin Anda di ${merchant} dapat digunakan sampai ${dayOf(lastDay)}.`,
  }),
};

function dayOf(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('id', { dateStyle: 'long', timeZone: 'UTC' });
}
