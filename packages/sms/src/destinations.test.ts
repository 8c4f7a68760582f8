import { expect, test } from 'vitest';
import { destinationCheck, type Countries } from './destinations.ts';

function reason(countries: Countries, to: string): string | null {
  const outcome = destinationCheck(countries)(to);
  return outcome?.status === 'rejected' ? outcome.reason : null;
}

test.each<[Countries, string]>([
  [['+62'], '+628123456789'],
  [['+65', '+62'], '+628123456789'],
  [['+62812'], '+628123456789'],
  [['+1'], '+14155550100'],
  [['+1'], '+16135550100'],
  [['+1212'], '+12125550100'],
  [['+1876'], '+18765550100'],
  [['+7'], '+79161234567'],
  [['+77'], '+77011234567'],
  [['+76'], '+76011234567'],
  [['+1721'], '+17215550100'],
  ['any', '+8811234567'],
  ['any', '+18765550100'],
])('%j allows %s', (countries, to) => {
  expect(reason(countries, to)).toBeNull();
});

test.each<[Countries, string]>([
  [['+62'], '+6581234567'],
  [['+62812'], '+628223456789'],
  [['+1'], '+18765550100'],
  [['+1'], '+18095550100'],
  [['+1'], '+12425550100'],
  [['+1876'], '+14155550100'],
  [['+1876'], '+16585550100'],
  [['+7'], '+77011234567'],
  [['+7'], '+76011234567'],
  [['+1'], '+17215550100'],
  [['+77'], '+79161234567'],
])('%j does not allow %s', (countries, to) => {
  expect(reason(countries, to)).toBe('country');
});

test.each(['', '628123456789', '+0628123456789', '+62', '+62 812 3456 789', 'sari@example.com', '+6281234567890123'])(
  'what is no number in E.164 form is no destination: %j',
  (to) => {
    expect(reason('any', to)).toBe('destination');
    expect(reason(['+62'], to)).toBe('destination');
  },
);

test.each(['+10118765550100', '+10155550100', '+14151550100', '+1415555010', '+19005550100', '+14159760100'])(
  'a number that North America does not assign, or that costs by the call, is no destination: %s',
  (to) => {
    expect(reason('any', to)).toBe('destination');
    expect(reason(['+1'], to)).toBe('destination');
  },
);

test.each([
  [undefined],
  [null],
  ['+62'],
  ['ANY'],
  [[]],
  [['ID']],
  [['62']],
  [['+']],
  [['+6']],
  [['+26']],
  [['+062']],
  [['+18']],
  [['+62 ']],
  [['+62', '']],
  [['+62-812']],
  [['+881']],
  [['+979']],
  [['+1234567890123456']],
  [[62]],
  [[62n]],
  [[undefined]],
  [['+65', undefined]],
  [[null]],
  [Array<string>(1)],
  [['+1011']],
  [['+1900']],
])('the countries %o are refused', (countries) => {
  expect(() => destinationCheck(countries as never)).toThrow(TypeError);
  expect(() => destinationCheck(countries as never)).toThrow('countries');
});

test('a list that is changed afterwards changes nothing', () => {
  const countries: `+${number}`[] = ['+62'];
  const check = destinationCheck(countries);
  countries.push('+65');
  expect(check('+6581234567')).toMatchObject({ reason: 'country' });
});

test('neither refusal repeats the number', () => {
  const outcomes = ['+6581234567', '6581234567'].map(destinationCheck(['+62']));
  expect(outcomes).toHaveLength(2);
  expect(JSON.stringify(outcomes)).not.toContain('6581234567');
});
