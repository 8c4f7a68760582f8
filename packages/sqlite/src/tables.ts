import { tablesNamed, type Tables } from '@pointbook/sql';

/**
 * The tables with a prefix.
 *
 * @throws RangeError when the prefix cannot begin an SQL name.
 */
export function tablesWith(prefix: string): Tables {
  if (!/^[a-z_][a-z0-9_]{0,47}$/i.test(prefix) || /^sqlite_/i.test(prefix)) {
    throw new RangeError(
      'tablePrefix must be 1 to 48 letters, digits and underscores, and begin with a letter, but not with sqlite_.',
    );
  }
  return tablesNamed((name) => `${prefix}${name}`);
}
