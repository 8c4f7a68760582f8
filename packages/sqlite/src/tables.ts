/** The names of a store's tables: the prefix and what each holds. */
export interface Tables {
  readonly prefix: string;
  readonly migrations: string;
  readonly programs: string;
  readonly members: string;
  readonly profiles: string;
  readonly invoices: string;
  readonly challenges: string;
  readonly budgets: string;
  readonly jobs: string;
  readonly jobProblems: string;
  readonly entries: string;
  readonly notes: string;
}

/**
 * The tables with a prefix.
 *
 * @throws RangeError when the prefix cannot begin an SQL name.
 */
export function tablesWith(prefix: string): Tables {
  if (!/^[a-z_][a-z0-9_]{0,47}$/i.test(prefix) || /^sqlite_/i.test(prefix)) {
    throw new RangeError(
      'tablePrefix must be 1 to 48 letters, digits and underscores, and begin with a letter, but not with sqlite_.',
    );
  }
  return {
    prefix,
    migrations: `${prefix}migrations`,
    programs: `${prefix}programs`,
    members: `${prefix}members`,
    profiles: `${prefix}profiles`,
    invoices: `${prefix}invoices`,
    challenges: `${prefix}challenges`,
    budgets: `${prefix}budgets`,
    jobs: `${prefix}jobs`,
    jobProblems: `${prefix}job_problems`,
    entries: `${prefix}entries`,
    notes: `${prefix}notes`,
  };
}
