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

/**
 * The first tables.
 *
 * @remarks Every key begins with the program. Ids sort by their bytes (COLLATE "C"). Instants are epoch milliseconds.
 * Entries refer to no row of the members: that foreign key would cost every sale a lookup and a lock. Nor does a trigger
 * add up the lots and holds in an account's JSON: an UPDATE of 1,000 members took 2 to 4 times as long with one.
 * Every job is in the index by date, which yet serves only those who ask for dates: the planner looked up one job in it,
 * reading all those of a program that it took for a small one.
 */
export const initial = {
  number: 1,
  name: 'initial',
  sql: ({ schema, ...tables }: Tables): string => {
    const { programs, members, profiles, invoices, challenges, budgets, jobs, jobProblems, entries, notes } = tables;
    return `
CREATE TABLE ${programs} (
  program_id text COLLATE "C" NOT NULL CHECK (program_id <> ''),
  version text COLLATE "C" NOT NULL,
  program json NOT NULL,
  PRIMARY KEY (program_id, version)
);

CREATE TABLE ${members} (
  program_id text COLLATE "C" NOT NULL CHECK (program_id <> ''),
  member_id text COLLATE "C" NOT NULL CHECK (member_id <> ''),
  sequence bigint NOT NULL CHECK (sequence BETWEEN 0 AND ${mostPoints}),
  balance bigint NOT NULL CHECK (balance BETWEEN -${mostPoints} AND ${mostPoints}),
  lot_points bigint NOT NULL CHECK (lot_points BETWEEN 0 AND ${mostPoints}),
  held bigint NOT NULL CHECK (held BETWEEN 0 AND ${mostPoints}),
  debt bigint NOT NULL CHECK (debt BETWEEN 0 AND ${mostPoints}),
  last_instant bigint NOT NULL CHECK (last_instant BETWEEN 0 AND ${lastInstant}),
  due_at bigint CHECK (due_at BETWEEN 0 AND ${lastInstant}),
  account json NOT NULL,
  activity json NOT NULL,
  PRIMARY KEY (program_id, member_id),
  CHECK (balance = lot_points + held - debt),
  CHECK (debt = 0 OR lot_points = 0)
) WITH (fillfactor = 70);

CREATE INDEX members_due ON ${members} (program_id, due_at, member_id) WHERE due_at IS NOT NULL;

CREATE TABLE ${profiles} (
  program_id text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  name text,
  phone text COLLATE "C",
  phone_verified boolean NOT NULL,
  email text COLLATE "C",
  email_verified boolean NOT NULL,
  card_code text COLLATE "C",
  birthday text COLLATE "C",
  tier text COLLATE "C",
  enrolled_at bigint NOT NULL CHECK (enrolled_at BETWEEN 0 AND ${lastInstant}),
  saves json NOT NULL,
  PRIMARY KEY (program_id, member_id)
);

CREATE UNIQUE INDEX profiles_phone ON ${profiles} (program_id, phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX profiles_card_code ON ${profiles} (program_id, card_code) WHERE card_code IS NOT NULL;
CREATE INDEX profiles_email ON ${profiles} (program_id, email, member_id) WHERE email IS NOT NULL;

CREATE TABLE ${invoices} (
  program_id text COLLATE "C" NOT NULL,
  invoice_id text COLLATE "C" NOT NULL,
  invoice json NOT NULL,
  PRIMARY KEY (program_id, invoice_id)
);

CREATE TABLE ${challenges} (
  program_id text COLLATE "C" NOT NULL,
  challenge_id text COLLATE "C" NOT NULL,
  challenge json NOT NULL,
  PRIMARY KEY (program_id, challenge_id)
);

CREATE TABLE ${budgets} (
  program_id text COLLATE "C" NOT NULL,
  budget_key text COLLATE "C" NOT NULL,
  budget json NOT NULL,
  PRIMARY KEY (program_id, budget_key)
);

CREATE TABLE ${jobs} (
  program_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL CHECK (started_at BETWEEN 0 AND ${lastInstant}),
  state text COLLATE "C" NOT NULL CHECK (state IN (${listOf(states)})),
  job json NOT NULL,
  PRIMARY KEY (program_id, job_id)
);

CREATE INDEX jobs_date ON ${jobs} (program_id, started_at, job_id DESC) WHERE started_at >= 0;
CREATE INDEX jobs_running ON ${jobs} (program_id, started_at, job_id DESC) WHERE state = 'running';

CREATE TABLE ${jobProblems} (
  program_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL CHECK (number BETWEEN 1 AND ${mostPoints}),
  member_id text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (program_id, job_id, number)
);

CREATE TABLE ${entries} (
  program_id text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL CHECK (sequence BETWEEN 1 AND ${mostPoints}),
  kind text COLLATE "C" NOT NULL CHECK (kind IN (${listOf(kinds)})),
  cause text COLLATE "C" NOT NULL CHECK (cause IN (${listOf(causes)})),
  delta bigint NOT NULL CHECK (delta BETWEEN -${mostPoints} AND ${mostPoints}),
  balance_after bigint NOT NULL CHECK (balance_after BETWEEN -${mostPoints} AND ${mostPoints}),
  posted_at bigint NOT NULL CHECK (posted_at BETWEEN 0 AND ${lastInstant}),
  effective_at bigint NOT NULL CHECK (effective_at BETWEEN 0 AND ${lastInstant}),
  actor text COLLATE "C" NOT NULL,
  reference_type text COLLATE "C" CHECK (reference_type IN (${listOf(references)})),
  reference_id text COLLATE "C",
  reference_detail text COLLATE "C",
  effect json NOT NULL,
  program_version text COLLATE "C" NOT NULL,
  command_key text COLLATE "C",
  command_fingerprint text COLLATE "C",
  PRIMARY KEY (program_id, member_id, sequence),
  CHECK ((reference_type IS NULL) = (reference_id IS NULL)),
  CHECK (reference_type IS NOT NULL OR reference_detail IS NULL),
  CHECK ((command_key IS NULL) = (command_fingerprint IS NULL)),
  CHECK (sequence > 1 OR balance_after = delta),
  CHECK (CASE kind WHEN 'earn' THEN delta >= 0 WHEN 'redemption' THEN delta <= 0 WHEN 'expiry' THEN delta <= 0 ELSE true END)
);

CREATE UNIQUE INDEX entries_command ON ${entries} (program_id, member_id, command_key)
  WHERE command_key IS NOT NULL;
CREATE INDEX entries_reversal ON ${entries} (program_id, member_id, reference_id, delta)
  WHERE kind = 'reversal' AND reference_type = 'entry';
CREATE INDEX entries_date ON ${entries} (program_id, posted_at, member_id DESC, sequence);
CREATE INDEX entries_other_date ON ${entries} (program_id, posted_at, member_id DESC, sequence)
  WHERE kind <> 'earn';
CREATE INDEX entries_reference
  ON ${entries} (program_id, reference_type, reference_id, posted_at, member_id DESC, sequence)
  WHERE reference_type <> 'invoice';

CREATE TABLE ${notes} (
  program_id text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  reason text,
  comment text,
  PRIMARY KEY (program_id, member_id, sequence),
  FOREIGN KEY (program_id, member_id, sequence) REFERENCES ${entries} (program_id, member_id, sequence)
);

CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER entries_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON ${entries}
  EXECUTE FUNCTION ${schema}.refuse('entries are never changed or deleted: a correction is another entry');
CREATE TRIGGER members_kept BEFORE DELETE OR TRUNCATE ON ${members}
  EXECUTE FUNCTION ${schema}.refuse('a member is never deleted: the entries would belong to nobody');
CREATE TRIGGER invoices_kept BEFORE DELETE OR TRUNCATE ON ${invoices}
  EXECUTE FUNCTION ${schema}.refuse('an invoice is never deleted: void it');
CREATE TRIGGER challenges_kept BEFORE DELETE OR TRUNCATE ON ${challenges}
  EXECUTE FUNCTION ${schema}.refuse('a challenge is never deleted: it proves that a redemption was authorised');
CREATE TRIGGER jobs_kept BEFORE DELETE OR TRUNCATE ON ${jobs}
  EXECUTE FUNCTION ${schema}.refuse('a job is never deleted: entries name it');
CREATE TRIGGER job_problems_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON ${jobProblems}
  EXECUTE FUNCTION ${schema}.refuse('problems of a job are never changed or deleted: they tell what happened');
CREATE TRIGGER programs_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON ${programs}
  EXECUTE FUNCTION ${schema}.refuse('a version of a program is never changed or deleted: save another one');
`;
  },
};

function listOf(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
