import type Database from 'better-sqlite3';

/** A page that is measured, and the bare queries for what it shows. */
export interface MeasuredPage {
  readonly path: string;
  readonly bare: (database: Database.Database) => void;
}

const dayMs = 86_400_000;
const customers = 'SELECT member_id, name, phone, email FROM office_customers';

/** The pages that people use all day, and those that read most. */
export const measuredPages: readonly MeasuredPage[] = [
  {
    path: '/',
    bare: (database) => {
      all(database, 'SELECT * FROM office_sales ORDER BY sold_at DESC, invoice_id LIMIT 40');
      for (let index = 0; index < 40; index += 1) record(database, `S-${index}`);
      byDay(database, 2);
    },
  },
  {
    path: '/customers',
    bare: (database) => {
      all(database, `${customers} ORDER BY sort, member_id LIMIT 25`);
      all(database, 'SELECT count(*) FROM office_customers');
      for (let index = 0; index < 25; index += 1) account(database, `C-${index}`);
    },
  },
  {
    path: '/customers?q=%2B447710050',
    bare: (database) => {
      const found = `SELECT rowid FROM office_customer_words WHERE words MATCH '"+447710050"'`;
      all(database, `${customers} WHERE rowid IN (${found}) ORDER BY sort, member_id LIMIT 25`);
      all(database, `SELECT count(*) FROM office_customers WHERE rowid IN (${found})`);
      for (let index = 0; index < 25; index += 1) account(database, `C-${index}`);
    },
  },
  {
    path: '/customers/C-47',
    bare: (database) => {
      all(database, `${customers} WHERE member_id = 'C-47'`);
      account(database, 'C-47');
      statement(database, 'C-47');
    },
  },
  {
    path: '/sales',
    bare: (database) => all(database, 'SELECT * FROM office_sales ORDER BY sold_at DESC, invoice_id LIMIT 25'),
  },
  {
    path: '/sales/S-47',
    bare: (database) => {
      all(database, `SELECT * FROM office_sales WHERE invoice_id = 'S-47'`);
      record(database, 'S-47');
    },
  },
  { path: '/sales/new', bare: () => undefined },
  { path: '/cards', bare: (database) => all(database, `${customers} ORDER BY sort, member_id LIMIT 40`) },
  {
    path: '/reports',
    bare: (database) => {
      byDay(database, 30);
      totals(database);
      lots(database);
    },
  },
  { path: '/reports/days', bare: (database) => byDay(database, 30) },
  { path: '/reports/status', bare: totals },
  { path: '/reports/liability', bare: lots },
];

function all(database: Database.Database, sql: string, ...bound: readonly (string | number)[]): void {
  database.prepare(sql).all(...bound);
}

function account(database: Database.Database, memberId: string): void {
  all(database, 'SELECT * FROM pointbook_accounts WHERE program = 1 AND member_id = ?', memberId);
}

function statement(database: Database.Database, memberId: string): void {
  all(
    database,
    `SELECT * FROM pointbook_entries LEFT JOIN pointbook_notes USING (program, member_id, sequence)
     WHERE program = 1 AND member_id = ? ORDER BY sequence DESC LIMIT 50`,
    memberId,
  );
}

function record(database: Database.Database, invoiceId: string): void {
  all(database, 'SELECT * FROM pointbook_records WHERE program = 1 AND kind = -1 AND key = ?', invoiceId);
}

function byDay(database: Database.Database, days: number): void {
  all(
    database,
    `SELECT posted_at / ${dayMs} AS day, kind, cause, count(*), sum(delta), count(DISTINCT member_id)
     FROM pointbook_entries WHERE program = 1 AND posted_at >= ? GROUP BY 1, 2, 3`,
    Date.now() - days * dayMs,
  );
}

function totals(database: Database.Database): void {
  all(database, `SELECT member_id, kind, cause, sum(delta) FROM pointbook_entries WHERE program = 1 GROUP BY 1, 2, 3`);
}

function lots(database: Database.Database): void {
  all(
    database,
    `SELECT value ->> 1 AS ends, sum(value ->> 0) FROM pointbook_accounts, json_each(account, '$[1]')
     WHERE program = 1 GROUP BY 1 ORDER BY 1`,
  );
}
