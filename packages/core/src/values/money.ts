import type { Brand } from './brand.ts';

/** A whole number of a currency's minor units (cents, sen, rupiah), at most 2^53 − 1 either way. */
export type Minor = Brand<number, 'Minor'>;
/** An ISO 4217 code, three capital letters. */
export type Currency = Brand<string, 'Currency'>;
