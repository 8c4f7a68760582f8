import type { InvalidCommand } from '../../../index.ts';
import { invalidCommand } from '../../../values.ts';
import type { ImportOptions } from '../csv/import-options.ts';
import type { FileHost } from '../jobs-host.ts';

/** What is wrong with the country of a file's phones; null where it can be read by. */
export function phoneMistake(
  { phoneCountry }: Pick<ImportOptions, 'phoneCountry'>,
  { phones }: Pick<FileHost, 'phones'>,
): InvalidCommand | null {
  if (phoneCountry === null) return null;
  if (!phones) return invalidCommand('phoneCountry', noPhones);
  return phones.knows(phoneCountry) ? null : invalidCommand('phoneCountry', 'is no country that has telephone numbers');
}

const noPhones = 'needs what reads national numbers: give jobs({ phones: nationalPhones() }) when the ledger is set up';
