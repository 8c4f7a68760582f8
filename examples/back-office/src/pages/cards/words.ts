import { dictionary } from '../../ui/words.ts';

export const words = dictionary({
  en: {
    title: 'Cards to print',
    customers: 'Customers',
    none: 'There is no card to print',
    noneText: 'Choose the customers in the list of customers.',
    print: 'Print',
    paper: 'Paper',
    sheet: 'A4 sheets, ten cards each',
    card: 'Cards of 85.6 × 54 mm, one by one',
    change: 'Change',
    hint: (cards: string) => `Cards: ${cards}. Print at 100 %, without margins and headers of the browser.`,
    next: 'Next cards',
  },
  id: {
    title: 'Kartu untuk dicetak',
    customers: 'Pelanggan',
    none: 'Tidak ada kartu untuk dicetak',
    noneText: 'Pilih pelanggan di daftar pelanggan.',
    print: 'Cetak',
    paper: 'Kertas',
    sheet: 'Lembar A4, masing-masing sepuluh kartu',
    card: 'Kartu 85,6 × 54 mm, satu per satu',
    change: 'Ganti',
    hint: (cards: string) => `Kartu: ${cards}. Cetak pada 100 %, tanpa margin dan tajuk peramban.`,
    next: 'Kartu berikutnya',
  },
});
