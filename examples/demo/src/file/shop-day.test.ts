import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pence } from './pence.ts';
import { readSalesFile } from './sales-file.ts';
import { netOf, shopDay, soldLine, totalOf } from './shop-day.ts';

const file = fileURLToPath(new URL('../../data/online-retail-2010-12-01.csv', import.meta.url));
const lines = readSalesFile(file)._unsafeUnwrap();
const day = shopDay(lines);
const saleNumbered = (number: string) => day.sales.find((sale) => sale.number === number)!;

describe('the invoices rebuilt from the file', () => {
  test('are as many as the file has numbers', () => {
    expect(day.lines).toBe(999);
    expect(day.sales).toHaveLength(62);
    expect(day.cancellations).toHaveLength(4);
    expect(day.customers).toHaveLength(48);
  });

  test('hold every line once, in order', () => {
    const rebuilt = [...day.sales, ...day.cancellations].flatMap((invoice) => invoice.lines);
    expect(new Set(rebuilt)).toEqual(new Set(lines));
    expect(rebuilt).toHaveLength(999);
    expect(
      saleNumbered('536365')
        .lines.map(({ sku }) => sku)
        .slice(0, 3),
    ).toEqual(['85123A', '71053', '84406B']);
  });

  test('come to what the figures of the file come to', () => {
    expect(totalOf(saleNumbered('536365'))).toBe(139_12);
    expect(totalOf(saleNumbered('536387'))).toBe(3_193_92);
    expect(day.sales.reduce((sum, sale) => sum + totalOf(sale), 0)).toBe(24_702_88);
    expect(day.cancellations.map(totalOf)).toEqual([-27_50, -4_65, -141_48, -25_50]);
  });

  test('name no customer where the file has none', () => {
    expect(day.sales.filter(({ customer }) => customer === null).map(({ number }) => number)).toEqual(['536414']);
  });

  test('are sold at the time of a clock in London', () => {
    expect(saleNumbered('536365').soldAt).toEqual(new Date('2010-12-01T08:26:00Z'));
  });

  test('tell lines of one article apart by their position', () => {
    const sale = saleNumbered('536488');
    const positions = sale.lines.flatMap(({ sku }, index) => (sku === '84347' ? index + 1 : []));
    expect(positions).toEqual([9, 10, 32]);
  });
});

describe('a cancellation', () => {
  test('takes back from the sale of the day that it fits', () => {
    expect(day.cancellations.map(({ number, takesBackFrom }) => [number, takesBackFrom])).toEqual([
      ['C536379', '536379'],
      ['C536383', '536383'],
      ['C536391', '536391'],
      ['C536506', '536488'],
    ]);
  });

  test('names the line that it takes back', () => {
    const [returned] = day.cancellations[3]!.lines;
    expect(soldLine(saleNumbered('536488'), returned!)).toBe(3);
    expect([returned!.pieces, netOf(returned!)]).toEqual([-6, -25_50]);
  });
});

test.each([
  ['2.55', 255],
  ['27.5', 2750],
  ['18', 1800],
  ['0', 0],
  ['0.29', 29],
  ['1.005', null],
  ['-1', null],
  ['1,5', null],
  ['', null],
])('a price of %j is %j pence', (text, expected) => {
  expect(pence(text)).toBe(expected);
});
