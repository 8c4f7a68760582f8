/** Something in a ledger that contradicts an invariant. */
export interface AuditFinding {
  /** The number of the invariant, as the documentation lists them. */
  readonly invariant: number;
  /** The member it is about; null where it is about none. */
  readonly memberId: string | null;
  /** The entry where it shows; null for the account or the invoice as a whole. */
  readonly sequence: number | null;
  /** What is wrong, for people. */
  readonly problem: string;
}

/** Adds a finding if the claim does not hold. */
export type Check = (holds: boolean, invariant: number, problem: string) => void;

/** A check that adds its findings to a list, for one member or entry. */
export function checkInto(findings: AuditFinding[], memberId: string | null, sequence: number | null): Check {
  return (holds, invariant, problem) => {
    if (!holds) findings.push({ invariant, memberId, sequence, problem });
  };
}
