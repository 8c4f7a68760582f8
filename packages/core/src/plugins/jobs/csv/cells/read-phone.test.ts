import { getCountries, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { nationalPhones } from './national-phones.ts';
import { readPhone } from './read-phone.ts';

describe('phone numbers', () => {
  const phones = nationalPhones();

  test.each<[cell: string, country: string | null, phone: string]>([
    ['+628123456789', null, '+628123456789'],
    ['+62 812-3456-789', null, '+628123456789'],
    ['+1 (202) 555.0123', 'ID', '+12025550123'],
    ['08123456789', 'ID', '+628123456789'],
    ['08123456789', '+62', '+628123456789'],
    ['(0812) 345 6789', 'ID', '+628123456789'],
    ['628123456789', 'ID', '+628123456789'],
    ['8123456789', 'ID', '+628123456789'],
    ['81234567', 'SG', '+6581234567'],
    ['6581234567', 'SG', '+6581234567'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['0044 20 7946 0958', 'GB', '+442079460958'],
    ['(202) 555-0123', 'US', '+12025550123'],
    ['(202) 555-0123', '+1', '+12025550123'],
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['06.12.34.56.00', 'FR', '+33612345600'],
    ['06 1234 5678', 'IT', '+390612345678'],
  ])('%j with %j is %s', (cell, country, phone) => {
    expect(readPhone(cell, phones, country)).toBe(phone);
  });

  test.each<[what: string, cell: string, country: string | null, words: string]>([
    ['without a country', '08123456789', null, 'declare the country'],
    ['damaged', '6.28E+11', 'ID', 'text in the spreadsheet'],
    ['damaged with a comma', '6,28E+11', null, 'text in the spreadsheet'],
    ['damaged without a fraction', '6E+11', 'ID', 'text in the spreadsheet'],
    ['made a decimal number', '628123456789.0', 'ID', 'text in the spreadsheet'],
    ['made a number with two decimals', '+628123456789.00', null, 'text in the spreadsheet'],
    ['made a decimal number in German', '08123456789,0', 'ID', 'text in the spreadsheet'],
    ['an error of a spreadsheet', '#NAME?', 'ID', 'formula'],
    ['with the calling code and the 0', '+62 (0)812 3456 789', 'ID', 'Leave out "(0)"'],
    ['with the calling code and the 0, of London', '+44 (0)20 7946 0958', null, 'Leave out "(0)"'],
    ['to be dialled from abroad', '00628123456789', 'ID', 'Begin it with +'],
    ['with a 0 that a spreadsheet dropped, or a plus', '622123456', 'ID', 'Begin it with +'],
    ['with an extension', '+628123456789 ext 5', 'ID', 'Leave the extension out'],
    ['with a short extension', '+1 202 555 0123 x5', null, 'Leave the extension out'],
    ['too short', '+62812', 'ID', 'Begin it with +'],
    ['that its country cannot have', '+44 1', 'GB', 'Begin it with +'],
    ['that no country has', '+999123456789', null, 'Begin it with +'],
    ['that is a name', 'Budi', 'ID', 'Begin it with +'],
  ])('%s: %j is not a phone number, and the error does not show it', (_what, cell, country, words) => {
    const read = readPhone(cell, phones, country);
    expect(read).toMatchObject({ fix: expect.stringContaining(words) });
    expect(JSON.stringify(read)).not.toContain(cell);
  });

  test('where nothing reads national forms, a number is in E.164', () => {
    expect(readPhone('+62 812-3456-789', null, null)).toBe('+628123456789');
    for (const cell of [
      '08123456789',
      '+44 (0)20 7946 0958',
      '+628123456789.0',
      '+628123456789 ext 5',
      '+٦٢٨١٢٣٤٥٦٧٨٩',
    ])
      expect(readPhone(cell, null, null)).toMatchObject({ problem: expect.stringContaining('phone number') as string });
  });

  test('no example number of any country becomes somebody else’s by what people and spreadsheets write around it', () => {
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples);
      if (!example) continue;
      const international = example.formatInternational();
      const right = example.number;
      for (const cell of [international, example.formatNational(), right.slice(1)]) {
        const read = readPhone(cell, phones, country);
        expect(typeof read === 'string' ? read : right).toBe(right);
      }
      const withTrunk = international.replace(' ', ' (0)');
      for (const cell of [`${right}.0`, withTrunk, `${international} ext. 5`])
        expect([country, typeof readPhone(cell, phones, country), typeof readPhone(cell, null, null)]).toEqual([
          country,
          'object',
          'object',
        ]);
    }
  });
});
