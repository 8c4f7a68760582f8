import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

/**
 * One PostgreSQL for all tests of a run that want one: it starts when any of them was chosen, and ends after the last.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres({ durable: false });
  project.provide('databaseUrl', url);
  return stop;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL for tests: each makes a schema of its own there, and drops it. */
    databaseUrl: string;
  }
}
