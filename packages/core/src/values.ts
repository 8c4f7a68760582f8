// What knows no ledger, for plugins that reckon and answer as the ledger's own verbs do: days of the shop, figures,
// digests, the failures that verbs share, and files for spreadsheets.

// files for spreadsheets
export { unguarded } from './csv/formula-guard.ts';
export { type CsvValue, type Delimiter, writeCsv } from './csv/write-csv.ts';

// days of the shop, figures, fingerprints, and the failures of the till
export { dayMs, hourMs, isBusinessDate } from './values/business-date.ts';
export { businessDateOf, type ShopDays, startOfDate, startOfNextDay } from './values/calendar.ts';
export { channels } from './values/channel.ts';
export {
  balanceMismatch,
  hostKeyReused,
  idempotencyKeyReused,
  invalidCommand,
  pointsOverflow,
  unknownEntry,
  unknownMember,
} from './values/failures.ts';
export { fingerprintOf } from './values/fingerprint.ts';
export { round } from './values/fraction.ts';
export { mailboxOf } from './values/ids.ts';
export { firstInstant, lastInstant, latest } from './values/instant.ts';
export { invariant } from './values/invariant.ts';
export { type NativeCrypto, nativeCrypto } from './values/native-crypto.ts';
export { isWhole, pointsIn, type Rounding, sumOf } from './values/points.ts';
export { productOf, quotientOf } from './values/product.ts';
export { hexOf, Sha256 } from './values/sha256.ts';
