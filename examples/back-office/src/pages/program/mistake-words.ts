import { dictionary } from '../../ui/words.ts';

/** What is wrong with a field, and what to type instead. */
export const words = dictionary({
  en: {
    marked: 'Something is not right yet. It is said beside each field that is marked.',
    label: 'Give it a name of at most 200 letters.',
    points: 'Type whole points, 1 or more.',
    money: 'Type an amount, such as 12.50.',
    choose: 'Choose one.',
    articles:
      'Name each article or category once, either as the only ones or as exceptions. Points for a visit look at none: leave these fields empty.',
    mostPerSale: 'Type whole points, 1 or more, and not more than the most of a day; or leave it empty.',
    mostPerDay: 'Type whole points, 1 or more; or leave it empty.',
    day: 'Choose a day.',
    lastDay: 'Choose a day that is not before the first day.',
    weekdays: 'None of these weekdays is between the two days.',
    hours: 'Choose two different times, such as 17:00 and 20:00.',
    names: 'Name each once, with commas between them.',
    doubled:
      'This counts the same as another way to earn, so a sale would earn twice. Change or remove one of the two.',
    strangers: 'It multiplies a way to earn that is not there any more. Remove it, too.',
    times: 'Type how many times, such as 2 or 1.5; not 1.',
    plu: 'Type a number that no other item has.',
    approvePayments: 'This is only for points that come after full payment.',
    pendingDays: 'Type days, from 0 to 3650, and fewer than the days after which points end.',
    period: 'Type how many: a whole number of 1 or more.',
    minimum:
      'Type whole points, 1 or more, and not more than the most points. Without a value of points, leave it at 1.',
    maximum: 'Type enough points for one step, or leave it empty. Without a value of points, leave it empty.',
    step: 'Type whole points, so that a multiple of them is allowed. Without a value of points, leave it at 1.',
    share: 'Type a percentage from 1 to 100. Without a value of points, leave it at 100.',
    other: (place: string, problem: string) => `${place} ${problem}.`,
  },
  id: {
    marked: 'Masih ada yang belum benar. Keterangannya ada di samping setiap kolom yang ditandai.',
    label: 'Beri nama, paling banyak 200 huruf.',
    points: 'Isi poin bulat, paling sedikit 1.',
    money: 'Isi jumlah uang, misalnya 12.50.',
    choose: 'Pilih salah satu.',
    articles:
      'Sebut setiap barang atau kategori sekali saja, sebagai yang dihitung atau yang dikecualikan. Poin per kunjungan tidak melihat barang: kosongkan kolom ini.',
    mostPerSale: 'Isi poin bulat, paling sedikit 1, dan tidak melebihi batas per hari; atau kosongkan.',
    mostPerDay: 'Isi poin bulat, paling sedikit 1; atau kosongkan.',
    day: 'Pilih tanggal.',
    lastDay: 'Pilih tanggal yang tidak sebelum tanggal pertama.',
    weekdays: 'Tidak satu pun dari hari ini ada di antara kedua tanggal.',
    hours: 'Pilih dua jam yang berbeda, misalnya 17:00 dan 20:00.',
    names: 'Sebut masing-masing sekali, dipisah koma.',
    doubled:
      'Ini menghitung hal yang sama dengan cara lain, sehingga satu penjualan mendapat poin dua kali. Ubah atau hapus salah satunya.',
    strangers: 'Ini mengalikan cara mendapat poin yang sudah tidak ada. Hapus juga.',
    times: 'Isi berapa kali, misalnya 2 atau 1.5; bukan 1.',
    plu: 'Isi nomor yang tidak dipakai hadiah lain.',
    approvePayments: 'Ini hanya untuk poin yang masuk setelah lunas.',
    pendingDays: 'Isi hari, dari 0 sampai 3650, dan kurang dari masa berlaku poin.',
    period: 'Isi berapa: bilangan bulat, paling sedikit 1.',
    minimum: 'Isi poin bulat, paling sedikit 1, dan tidak melebihi batas atas. Tanpa nilai poin, biarkan 1.',
    maximum: 'Isi poin yang cukup untuk satu kelipatan, atau kosongkan. Tanpa nilai poin, kosongkan.',
    step: 'Isi poin bulat, sehingga ada kelipatannya yang diizinkan. Tanpa nilai poin, biarkan 1.',
    share: 'Isi persentase dari 1 sampai 100. Tanpa nilai poin, biarkan 100.',
    other: (place: string, problem: string) => `${place} ${problem}.`,
  },
});
