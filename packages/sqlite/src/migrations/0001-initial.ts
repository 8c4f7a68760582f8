import type { Tables } from '../tables.ts';

const kinds = ['earn', 'adjustment', 'redemption', 'reversal', 'expiry', 'opening', 'transfer'];
const causes = [
  'invoice-saved',
  'invoice-edited',
  'invoice-paid',
  'invoice-claimed',
  'invoice-reassigned',
  'invoice-refunded',
  'invoice-paid-with-points',
  'points-returned',
  'points-added',
  'points-deducted',
  'balance-set',
  'balance-opened',
  'entry-reversed',
  'member-unlocked',
  'points-redeemed',
  'points-held',
  'hold-captured',
  'hold-released',
  'hold-lapsed',
  'lot-expired',
  'account-inactive',
];
const states = ['running', 'stopped', 'finished'];
const references = ['invoice', 'redemption', 'entry', 'job', 'external'];
const mostPoints = '9007199254740991';
const lastInstant = '253402300799999';

/** A CHECK may not look into a list, so a trigger does, for the JSON that it knows: no lot under a point, and lots and holds as the columns say. */
const contradictsItself = `NEW.account ->> 'v' = 1 AND ((
  SELECT coalesce(sum(value ->> 'points'), 0) <> NEW.lot_points OR coalesce(min(value ->> 'points'), 1) < 1
  FROM json_each(NEW.account, '$.lots')
) OR (
  SELECT coalesce(sum(value ->> 'points'), 0) <> NEW.held OR coalesce(min(value ->> 'points'), 1) < 1
  FROM json_each(NEW.account, '$.holds')
))`;

/**
 * The first tables.
 *
 * @remarks What is large (entries, invoices) has row ids, so that rows are appended and only small indexes are
 * written at random places: measured at 0.6 times the work of WITHOUT ROWID. The index by date is read backwards.
 * Row ids of entries have a name, `position`, for VACUUM may renumber those without one. They are the order of the feed:
 * one connection writes at a time and no entry is deleted, so that they grow from commit to commit. The index of the
 * feed ends with them, as every index does.
 */
export const initial = {
  number: 1,
  name: 'initial',
  sql: ({ prefix, ...tables }: Tables): string => {
    const { programs, members, profiles, invoices, challenges, budgets, jobs, jobProblems, entries, notes } = tables;
    return `
CREATE TABLE ${programs} (
  program_id TEXT NOT NULL,
  version TEXT NOT NULL,
  program TEXT NOT NULL CHECK (json_valid(program)),
  PRIMARY KEY (program_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE ${members} (
  program_id TEXT NOT NULL CHECK (program_id <> ''),
  member_id TEXT NOT NULL CHECK (member_id <> ''),
  sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND ${mostPoints}),
  balance INTEGER NOT NULL CHECK (balance BETWEEN -${mostPoints} AND ${mostPoints}),
  lot_points INTEGER NOT NULL CHECK (lot_points BETWEEN 0 AND ${mostPoints}),
  held INTEGER NOT NULL CHECK (held BETWEEN 0 AND ${mostPoints}),
  debt INTEGER NOT NULL CHECK (debt BETWEEN 0 AND ${mostPoints}),
  last_instant INTEGER NOT NULL CHECK (last_instant BETWEEN 0 AND ${lastInstant}),
  due_at INTEGER CHECK (due_at BETWEEN 0 AND ${lastInstant}),
  account TEXT NOT NULL CHECK (json_valid(account)),
  activity TEXT NOT NULL CHECK (json_valid(activity)),
  PRIMARY KEY (program_id, member_id),
  CHECK (balance = lot_points + held - debt),
  CHECK (debt = 0 OR lot_points = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX ${prefix}members_due ON ${members} (program_id, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE ${profiles} (
  program_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  name TEXT,
  phone TEXT,
  phone_verified INTEGER NOT NULL CHECK (phone_verified IN (0, 1)),
  email TEXT,
  email_verified INTEGER NOT NULL CHECK (email_verified IN (0, 1)),
  card_code TEXT,
  birthday TEXT,
  tier TEXT,
  enrolled_at INTEGER NOT NULL CHECK (enrolled_at BETWEEN 0 AND ${lastInstant}),
  saves TEXT NOT NULL CHECK (json_valid(saves)),
  PRIMARY KEY (program_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX ${prefix}profiles_phone ON ${profiles} (program_id, phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX ${prefix}profiles_card_code ON ${profiles} (program_id, card_code) WHERE card_code IS NOT NULL;
CREATE INDEX ${prefix}profiles_email ON ${profiles} (program_id, email) WHERE email IS NOT NULL;

CREATE TABLE ${invoices} (
  program_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  invoice TEXT NOT NULL CHECK (json_valid(invoice)),
  PRIMARY KEY (program_id, invoice_id)
) STRICT;

CREATE TABLE ${challenges} (
  program_id TEXT NOT NULL,
  challenge_id TEXT NOT NULL,
  challenge TEXT NOT NULL CHECK (json_valid(challenge)),
  PRIMARY KEY (program_id, challenge_id)
) STRICT;

CREATE TABLE ${budgets} (
  program_id TEXT NOT NULL,
  budget_key TEXT NOT NULL,
  budget TEXT NOT NULL CHECK (json_valid(budget)),
  PRIMARY KEY (program_id, budget_key)
) STRICT;

CREATE TABLE ${jobs} (
  program_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  started_at INTEGER NOT NULL CHECK (started_at BETWEEN 0 AND ${lastInstant}),
  state TEXT NOT NULL CHECK (${oneOf('state', states)}),
  job TEXT NOT NULL CHECK (json_valid(job)),
  PRIMARY KEY (program_id, job_id)
) STRICT;

CREATE INDEX ${prefix}jobs_date ON ${jobs} (program_id, started_at, job_id DESC);
CREATE INDEX ${prefix}jobs_running ON ${jobs} (program_id, started_at, job_id DESC) WHERE state = 'running';

CREATE TABLE ${jobProblems} (
  program_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND ${mostPoints}),
  member_id TEXT,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (program_id, job_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE ${entries} (
  position INTEGER PRIMARY KEY,
  program_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND ${mostPoints}),
  kind TEXT NOT NULL CHECK (${oneOf('kind', kinds)}),
  cause TEXT NOT NULL CHECK (${oneOf('cause', causes)}),
  delta INTEGER NOT NULL CHECK (delta BETWEEN -${mostPoints} AND ${mostPoints}),
  balance_after INTEGER NOT NULL CHECK (balance_after BETWEEN -${mostPoints} AND ${mostPoints}),
  posted_at INTEGER NOT NULL CHECK (posted_at BETWEEN 0 AND ${lastInstant}),
  effective_at INTEGER NOT NULL CHECK (effective_at BETWEEN 0 AND ${lastInstant}),
  actor TEXT NOT NULL,
  reference_type TEXT CHECK (reference_type IS NULL OR ${oneOf('reference_type', references)}),
  reference_id TEXT,
  reference_detail TEXT,
  effect TEXT NOT NULL CHECK (json_valid(effect)),
  program_version TEXT NOT NULL,
  command_key TEXT,
  command_fingerprint TEXT,
  UNIQUE (program_id, member_id, sequence),
  CHECK ((reference_type IS NULL) = (reference_id IS NULL)),
  CHECK (reference_type IS NOT NULL OR reference_detail IS NULL),
  CHECK ((command_key IS NULL) = (command_fingerprint IS NULL)),
  CHECK (sequence > 1 OR balance_after = delta),
  CHECK (CASE kind WHEN 'earn' THEN delta >= 0 WHEN 'redemption' THEN delta <= 0 WHEN 'expiry' THEN delta <= 0 ELSE 1 END)
) STRICT;

CREATE UNIQUE INDEX ${prefix}entries_command ON ${entries} (program_id, member_id, command_key)
  WHERE command_key IS NOT NULL;
CREATE INDEX ${prefix}entries_reversal ON ${entries} (program_id, member_id, reference_id, delta)
  WHERE kind = 'reversal' AND reference_type = 'entry';
CREATE INDEX ${prefix}entries_feed ON ${entries} (program_id);
CREATE INDEX ${prefix}entries_date ON ${entries} (program_id, posted_at, member_id DESC, sequence);
CREATE INDEX ${prefix}entries_other_date ON ${entries} (program_id, posted_at, member_id DESC, sequence)
  WHERE kind <> 'earn';
CREATE INDEX ${prefix}entries_reference
  ON ${entries} (program_id, reference_type, reference_id, posted_at, member_id DESC, sequence)
  WHERE reference_type <> 'invoice';

CREATE TABLE ${notes} (
  program_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  reason TEXT,
  comment TEXT,
  PRIMARY KEY (program_id, member_id, sequence),
  FOREIGN KEY (program_id, member_id, sequence) REFERENCES ${entries} (program_id, member_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ${prefix}entries_no_update BEFORE UPDATE ON ${entries}
BEGIN SELECT RAISE(ABORT, 'entries are never changed: a correction is another entry'); END;
CREATE TRIGGER ${prefix}entries_no_delete BEFORE DELETE ON ${entries}
BEGIN SELECT RAISE(ABORT, 'entries are never deleted: a correction is another entry'); END;
CREATE TRIGGER ${prefix}members_added AFTER INSERT ON ${members} WHEN ${contradictsItself}
BEGIN SELECT RAISE(ABORT, 'constraint failed: the lots and holds of an account must add up to its columns'); END;
CREATE TRIGGER ${prefix}members_changed AFTER UPDATE ON ${members} WHEN ${contradictsItself}
BEGIN SELECT RAISE(ABORT, 'constraint failed: the lots and holds of an account must add up to its columns'); END;
CREATE TRIGGER ${prefix}members_no_delete BEFORE DELETE ON ${members}
BEGIN SELECT RAISE(ABORT, 'a member is never deleted: the entries would belong to nobody'); END;
CREATE TRIGGER ${prefix}invoices_no_delete BEFORE DELETE ON ${invoices}
BEGIN SELECT RAISE(ABORT, 'an invoice is never deleted: void it'); END;
CREATE TRIGGER ${prefix}challenges_no_delete BEFORE DELETE ON ${challenges}
BEGIN SELECT RAISE(ABORT, 'a challenge is never deleted: it proves that a redemption was authorised'); END;
CREATE TRIGGER ${prefix}jobs_no_delete BEFORE DELETE ON ${jobs}
BEGIN SELECT RAISE(ABORT, 'a job is never deleted: entries name it'); END;
CREATE TRIGGER ${prefix}job_problems_no_update BEFORE UPDATE ON ${jobProblems}
BEGIN SELECT RAISE(ABORT, 'problems of a job are never changed: they tell what happened'); END;
CREATE TRIGGER ${prefix}job_problems_no_delete BEFORE DELETE ON ${jobProblems}
BEGIN SELECT RAISE(ABORT, 'problems of a job are never deleted: they tell what happened'); END;
CREATE TRIGGER ${prefix}programs_no_update BEFORE UPDATE ON ${programs}
BEGIN SELECT RAISE(ABORT, 'a version of a program is never changed: save another one'); END;
CREATE TRIGGER ${prefix}programs_no_delete BEFORE DELETE ON ${programs}
BEGIN SELECT RAISE(ABORT, 'a version of a program is never deleted: invoices name it'); END;
`;
  },
};

/** As `column IN (…)`, for which SQLite would build a table at every insert: that doubled the cost of an entry. */
function oneOf(column: string, words: readonly string[]): string {
  return `CASE ${column} ${words.map((word) => `WHEN '${word}' THEN 1`).join(' ')} ELSE 0 END`;
}
