/** What a request may cost. */
export interface Limits {
  /** The bytes of a body. @defaultValue `1_048_576` */
  readonly bodyBytes: number;
  /** The time in which a body must have come, in milliseconds. @defaultValue `10_000` */
  readonly bodyMs: number;
  /** How deep objects and lists may be nested in a body. @defaultValue `32` */
  readonly jsonDepth: number;
}

/** The limits when a host says none. */
export const usualLimits: Limits = { bodyBytes: 1_048_576, bodyMs: 10_000, jsonDepth: 32 };
