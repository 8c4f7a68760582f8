/** What the rules can know of a member. An invoice keeps those facts that its program's parts read. */
export interface MemberFacts {
  /** Whether no sale of the member came before this one. */
  readonly firstPurchase: boolean;
  /** The host's own name of the member's tier. */
  readonly tier: string | null;
  /** MM-DD, or null when unknown. */
  readonly birthday: string | null;
}

/** The name of a fact. */
export type MemberFact = keyof MemberFacts;

/** Facts that stand in the member's profile, which is read only where a rule asks for one of them. */
export const profileFacts: readonly MemberFact[] = ['tier', 'birthday'];
