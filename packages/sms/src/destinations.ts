import type { SendOutcome } from '@pointbook/core/codes';

/** Where messages may go: calling codes, such as `+62`, or `any` for the whole world. */
export type Countries = readonly `+${number}`[] | 'any';

/** Says why a message may not go to a number, or null where it may. */
export type DestinationCheck = (to: string) => SendOutcome | null;

/**
 * Makes the check that every notifier here does before it sends: whether a number may be one, and is in an allowed
 * country.
 *
 * @remarks The longest calling code decides. `+1` is the United States and Canada: another country under it is allowed
 * by its own code, such as `+1876` for Jamaica. `+7` is Russia, and Kazakhstan `+77`. Longer prefixes narrow a country
 * down.
 * @throws TypeError where the list is missing, empty, or has an entry that is no calling code of a country.
 *
 * @example
 * ```ts
 * import { destinationCheck } from '@pointbook/sms';
 *
 * const check = destinationCheck(['+62', '+65']);
 * print(check('+628123456789')); // null
 * print(check('+18765550100')); // { status: 'rejected', reason: 'country', … }
 * ```
 */
export function destinationCheck(countries: Countries): DestinationCheck {
  const prefixes = countries === 'any' ? null : checkCountries(countries);
  return (to) => {
    if (!/^\+[1-9]\d{6,14}$/.test(to) || (to.startsWith('+1') && !northAmerican.test(to))) {
      return refused('destination', 'The destination is no telephone number in E.164 form.');
    }
    if (prefixes !== null && !isAllowed(to, prefixes)) {
      return refused('country', 'The destination is in none of the countries that the shop allows.');
    }
    return null;
  };
}

// Area code, exchange and line (nanpa.com, numbering resources). Nobody gets messages at 900 and 976: calls there are
// paid for.
const northAmerican = /^\+1(?!900)[2-9]\d{2}(?!976)[2-9]\d{6}$/;

function refused(reason: 'destination' | 'country', message: string): SendOutcome {
  return { status: 'rejected', reason, message };
}

// Countries with numbers inside another one's calling code: those of the North American Numbering Plan beyond the
// United States and Canada (nanpa.com, area codes by country), and Kazakhstan. Messages to some of them cost many times
// as much.
const inside = [
  ...'242 246 264 268 284 340 345 441 473 649 658 664 670 671 684 721 758 767 784 787 809 829 849 868 869 876 939'
    .split(' ')
    .map((area) => `+1${area}`),
  '+76',
  '+77',
];

function isAllowed(to: string, prefixes: readonly string[]): boolean {
  const own = inside.find((prefix) => to.startsWith(prefix))?.length ?? 0;
  return prefixes.some((prefix) => prefix.length >= own && to.startsWith(prefix));
}

// The calling codes of countries in ITU-T's list of E.164 codes. Not those of satellites, ships and networks without a
// country (800, 808, 870, 878, 881, 882, 883, 888, 979): no customer of a shop is there.
const codes = [
  /1(?:(?!900)[2-9]\d{2,})?|7\d*/,
  /2(?:[07]|1[12368]|[2-46]\d|5[0-8]|9[01789])\d*/,
  /3(?:[0-469]|5\d|7[0-8]|8[0-35-79])\d*/,
  /4(?:[013-9]|2[013])\d*/,
  /5(?:[1-8]|0\d|9\d)\d*/,
  /6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])\d*/,
  /8(?:[1246]|5[02356]|80|86)\d*/,
  /9(?:[0-58]|6[0-8]|7[0-7]|9[2-68])\d*/,
];
const countryCode = new RegExp(`^\\+(?=\\d{1,15}$)(?:${codes.map(({ source }) => source).join('|')})$`);

function checkCountries(countries: readonly string[]): readonly string[] {
  if (!Array.isArray(countries) || countries.length === 0) {
    throw new TypeError(
      "countries must name the calling codes that messages may go to, such as ['+62', '+65'], or 'any'.",
    );
  }
  const wrong = countries.findIndex((prefix) => typeof prefix !== 'string' || !countryCode.test(prefix));
  if (wrong >= 0) {
    throw new TypeError(
      `countries: '${String(countries[wrong])}' is not the calling code of a country. Write them as '+62' for Indonesia, '+1' for the United States and Canada.`,
    );
  }
  return [...countries];
}
