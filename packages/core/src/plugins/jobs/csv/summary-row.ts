import type { MistakeText } from '../../../shapes.ts';
import { plainName } from './column-name.ts';

/** Tells a row that stands for no member by its name: a blank one, or a total of others. Null for any other row. */
export function summaryOf(cells: readonly string[]): MistakeText | null {
  const first = cells.find((cell) => cell !== '');
  if (first === undefined) return blank;
  // Most ids have a digit, and are no words.
  if (first.length > longestWord || /\d/.test(first) || first.trim() === '') return whiteSpace(cells);
  // Beside the word there are sums only; a member who has such a name has more.
  return totals.has(plainName(first)) && !cells.some((cell) => cell !== first && /\p{L}/u.test(cell)) ? total : null;
}

function whiteSpace(cells: readonly string[]): MistakeText | null {
  return cells.every((cell) => cell.trim() === '') ? blank : null;
}

const longestWord = 24;

/** What programs write before a sum, in many languages. */
const totals: ReadonlySet<string> = new Set(
  [
    'total,totals,grand total,subtotal,sum,sums,overall,average,count',
    'Summe,Gesamt,Gesamtsumme,Insgesamt,Zwischensumme,Durchschnitt',
    'total général,somme,sous-total,ensemble,moyenne',
    'suma,razem,ogółem,łącznie,suma częściowa',
    'total general,suma total,subtotales,totales,soma,total geral',
    'totale,totale generale,somma,totaal,eindtotaal,subtotaal',
    'jumlah,jumlah total,total keseluruhan,itogo',
    'totalt,summa,i alt,sum totalt,yhteensä,celkem,součet,összesen,toplam,genel toplam',
    'итого,всего,сумма,разом,общо,σύνολο,סך הכל,المجموع,الإجمالي',
    '合計,総計,小計,合计,总计,小计,總計,합계,총계,tổng,tổng cộng,รวม,รวมทั้งหมด',
  ]
    .join(',')
    .split(',')
    .map(plainName),
);

const blank: MistakeText = { problem: 'is blank, and does not say whose points they are', fix: 'Leave the row out.' };
const total: MistakeText = { problem: 'is a total of other rows, and no member', fix: 'Leave the row out.' };
