import { randomUUID } from 'node:crypto';
import type { MembersQuery, PointsChangeQuery } from '@pointbook/core/jobs';
import type Database from 'better-sqlite3';

/** A change of many customers' points as somebody has written it down, before it is done. */
export interface BulkPlan {
  readonly members: MembersQuery;
  readonly change: PointsChangeQuery;
  readonly reason?: string;
  readonly comment?: string;
}

/** Plans are forgotten after a day. What was carried out is a job of the ledger. */
const lifeMs = 86_400_000;

/**
 * Keeps plans between the form and the word to go. So the preview and the job are for the same customers, also where a
 * search found thousands, and whatever it finds by then.
 */
export class BulkPlans {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS office_bulk_plans (
      plan_id TEXT PRIMARY KEY, plan TEXT NOT NULL, made_at INTEGER NOT NULL)`);
  }

  /** Keeps a plan, and answers its id. */
  add(plan: BulkPlan): string {
    const [planId, now] = [randomUUID(), Date.now()];
    this.#database.prepare('DELETE FROM office_bulk_plans WHERE made_at < ?').run(now - lifeMs);
    this.#database.prepare('INSERT INTO office_bulk_plans VALUES (?, ?, ?)').run(planId, JSON.stringify(plan), now);
    return planId;
  }

  get(planId: string): BulkPlan | null {
    const sql = 'SELECT plan FROM office_bulk_plans WHERE plan_id = ?';
    const plan = this.#database.prepare<[string], string>(sql).pluck().get(planId);
    return plan === undefined ? null : (JSON.parse(plan) as BulkPlan);
  }
}
