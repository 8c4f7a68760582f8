/** What is personal about a member. */
export interface ProfileInput {
  readonly name?: string;
  /** E.164, such as "+628123456789"; spaces, dots, dashes and brackets are ignored. Unique in the program. */
  readonly phone?: string;
  readonly phoneVerified?: boolean;
  readonly email?: string;
  readonly emailVerified?: boolean;
  /** Unique in the program. */
  readonly cardCode?: string;
  /** MM-DD, or YYYY-MM-DD. */
  readonly birthday?: string;
  /** The host's own tier name, for rules. */
  readonly tier?: string;
}

/** Lets a customer take part. Known by `memberId`. */
export interface EnrolMemberCommand extends ProfileInput {
  /** The POS's own customer id. */
  readonly memberId: string;
  readonly actor?: string;
}

/** Changes what is given; null removes. Known by `memberId` + `version`. */
export interface UpdateMemberCommand {
  readonly memberId: string;
  /**
   * The version that the change is based on, as the last receipt told; left out: whatever is there. Without it, a change
   * that was asked for before is a redelivery: to go back to earlier data, name a version.
   */
  readonly version?: number;
  readonly changes: { readonly [Field in keyof ProfileInput]?: ProfileInput[Field] | null };
  readonly actor?: string;
}

/** Exactly one of these. */
export interface FindMembersQuery {
  readonly memberId?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly cardCode?: string;
}
