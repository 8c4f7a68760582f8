import { InvariantError } from '@pointbook/core';
import { checkOptionNames } from '@pointbook/core/shapes';

/** What a request may cost. */
export interface Limits {
  /** The bytes of a body. @defaultValue `1_048_576` */
  readonly bodyBytes: number;
  /** The time in which a body must have come, in milliseconds. @defaultValue `10_000` */
  readonly bodyMs: number;
  /** How deep objects and lists may be nested in a body. @defaultValue `32` */
  readonly jsonDepth: number;
}

/** Limits of a host; the usual ones where they are left out. */
export type LimitOptions = { readonly [Name in keyof Limits]?: Limits[Name] | undefined };

const usualLimits: Limits = { bodyBytes: 1_048_576, bodyMs: 10_000, jsonDepth: 32 };

/** The limits of a host, and the usual ones where it says none. */
export function limitsOf(given: LimitOptions = {}): Limits {
  checkOptionNames('createHandler(), in `limits`,', given, { bodyBytes: false, bodyMs: false, jsonDepth: false });
  const { bodyBytes, bodyMs, jsonDepth } = usualLimits;
  const limits = {
    bodyBytes: given.bodyBytes ?? bodyBytes,
    bodyMs: given.bodyMs ?? bodyMs,
    jsonDepth: given.jsonDepth ?? jsonDepth,
  };
  for (const [name, value] of Object.entries(limits))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new InvariantError(`The limit \`${name}\` must be a whole number from 1.`);
  return limits;
}
