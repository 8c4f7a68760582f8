/** The names of a store's tables, fit for SQL: each within the schema. */
export interface Tables {
  readonly schema: string;
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
  readonly feeds: string;
}

/**
 * The tables in a schema.
 *
 * @throws RangeError when the schema has no plain name.
 */
export function tablesIn(schema: string): Tables {
  if (!/^[a-z_][a-z0-9_]{0,47}$/.test(schema) || /^(?:pg_|information_schema$)/.test(schema)) {
    throw new RangeError(
      'schema must be 1 to 48 small letters, digits and underscores, and begin with a letter, but not with pg_, and not information_schema.',
    );
  }
  const named = (table: string) => `"${schema}".${table}`;
  return {
    schema: `"${schema}"`,
    migrations: named('migrations'),
    programs: named('programs'),
    members: named('members'),
    profiles: named('profiles'),
    invoices: named('invoices'),
    challenges: named('challenges'),
    budgets: named('budgets'),
    jobs: named('jobs'),
    jobProblems: named('job_problems'),
    entries: named('entries'),
    notes: named('notes'),
    feeds: named('feeds'),
  };
}
