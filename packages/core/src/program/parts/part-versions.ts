/** The version of each part that the rules of a program are made of. */
export interface PartVersions {
  /** Conditions, by their field of `when`. */
  readonly when: Readonly<Record<string, number>>;
  /** Earn kinds, by their `per`. */
  readonly earn: Readonly<Record<string, number>>;
}
