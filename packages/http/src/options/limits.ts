import { type Numbers, wholeNumbers } from './whole-numbers.ts';

/** What a request may cost. */
export interface Limits {
  /** The bytes of a body. @defaultValue `1_048_576` */
  readonly bodyBytes: number;
  /** The time in which a body must have come, in milliseconds. @defaultValue `10_000` */
  readonly bodyMs: number;
  /** The bytes of a file that is imported. @defaultValue `104_857_600` */
  readonly fileBytes: number;
  /** The time in which a file must have come, in milliseconds. @defaultValue `600_000` */
  readonly fileMs: number;
  /** How deep objects and lists may be nested in a body. @defaultValue `32` */
  readonly jsonDepth: number;
}

/** Limits of a host; the usual ones where they are left out. */
export type LimitOptions = Numbers<Limits>;

/** The limits of a host, and the usual ones where it says none. */
export function limitsOf(given: LimitOptions = {}): Limits {
  return wholeNumbers('limits', given, {
    bodyBytes: 1_048_576,
    bodyMs: 10_000,
    fileBytes: 104_857_600,
    fileMs: 600_000,
    jsonDepth: 32,
  });
}
