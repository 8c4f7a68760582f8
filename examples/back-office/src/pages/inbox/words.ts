import { dictionary } from '../../ui/words.ts';

export const words = dictionary({
  en: {
    title: 'Inbox',
    forDevelopment:
      'For development only. These are the messages that customers would have got; nothing left this machine. A shop sends them by its providers, and has no such page: who reads the codes could spend the points.',
    messages: 'Messages',
    none: 'Nothing was sent yet',
    noneText: 'Ask for a code at the till: it comes here at once.',
    deliveries: 'What becomes of messages',
    deliveriesText: 'Break a channel to see what the till does then. A new start mends all.',
    arrives: 'It arrives',
    refused: 'The provider refuses it',
    'out-of-order': 'The provider is out of order',
    save: 'Save',
    saved: 'The next messages go like that.',
  },
  id: {
    title: 'Kotak masuk',
    forDevelopment:
      'Hanya untuk pengembangan. Ini pesan yang seharusnya diterima pelanggan; tidak ada yang keluar dari mesin ini. Toko mengirimnya lewat penyedianya, dan tidak punya halaman ini: siapa yang membaca kodenya bisa memakai poinnya.',
    messages: 'Pesan',
    none: 'Belum ada yang dikirim',
    noneText: 'Minta kode di kasir: langsung tampil di sini.',
    deliveries: 'Nasib pesan',
    deliveriesText: 'Rusakkan satu saluran untuk melihat apa yang dilakukan kasir. Mulai ulang memperbaiki semuanya.',
    arrives: 'Sampai',
    refused: 'Ditolak penyedia',
    'out-of-order': 'Penyedia sedang rusak',
    save: 'Simpan',
    saved: 'Pesan berikutnya akan begitu.',
  },
});
