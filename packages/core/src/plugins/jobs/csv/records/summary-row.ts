import type { MistakeText } from '../../../../shapes.ts';
import { plainName } from '../header/column-name.ts';

/** Tells a row that stands for no member by its name: a blank one, or a total of others. Null for any other row. */
export function summaryOf(cells: readonly string[]): MistakeText | null {
  const first = cells.find((cell) => cell !== '');
  if (first === undefined) return blank;
  // Most ids have a digit and nothing that parts words, and are no titles.
  if (first.length > longestTitle || isFigure(first) || first.trim() === '') return whiteSpace(cells);
  // Beside the title there are sums only; a member who has such a name has more.
  return isTotal(first) && !cells.some((cell) => cell !== first && /\p{L}/u.test(cell)) ? total : null;
}

function isFigure(cell: string): boolean {
  return /\d/.test(cell) && !/[\s:=([]/.test(cell);
}

function whiteSpace(cells: readonly string[]): MistakeText | null {
  return cells.every((cell) => cell.trim() === '') ? blank : null;
}

/** Whether a title says "total": alone, or with what was counted and how many, as in "Total members: 2". */
function isTotal(title: string): boolean {
  const words = title.split(/[\s:=()[\]]+/).filter((word) => !/^[\d.,]*$/.test(word));
  const uncounted = words.map(plainName).filter((word) => !counted.has(word));
  return totals.has(uncounted.join(''));
}

const longestTitle = 40;

/** What programs write before a sum, in many languages. */
const totals: ReadonlySet<string> = new Set(
  [
    'total,totals,grand total,subtotal,sum,sums,sum total,overall,overall total,average,count',
    'Summe,Gesamt,Gesamtsumme,Insgesamt,Zwischensumme,Durchschnitt',
    'total général,totaux,somme,sous-total,ensemble,moyenne',
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

/** What a total may be of. */
const counted: ReadonlySet<string> = new Set(
  [
    'of,all,members,customers,clients,guests,points,balance,balances,rows,records,entries,accounts,page,report',
    'Mitglieder,Kunden,Punkte,Zeilen,Konten,von,der,membres,lignes,de,des,du',
    'członków,klientów,punktów,miembros,clientes,puntos,saldo,filas,membros,pontos',
    'membri,clienti,punti,righe,leden,klanten,punten,anggota,pelanggan,poin,saldo,baris',
  ]
    .join(',')
    .split(',')
    .map(plainName),
);

const blank: MistakeText = { problem: 'is blank, and does not say whose points they are', fix: 'Leave the row out.' };
const total: MistakeText = { problem: 'is a total of other rows, and no member', fix: 'Leave the row out.' };
