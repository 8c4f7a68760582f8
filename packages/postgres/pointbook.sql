-- Pointbook's tables to schema 2. Run this in one transaction (psql -v ON_ERROR_STOP=1 --single-transaction).

DO $$ BEGIN
  IF to_regnamespace('"pointbook"') IS NULL THEN CREATE SCHEMA "pointbook"; END IF;
END $$;

CREATE TABLE IF NOT EXISTS "pointbook".migrations (
  number integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE "pointbook".programs (
  program_id text COLLATE "C" NOT NULL CHECK (program_id <> ''),
  version text COLLATE "C" NOT NULL,
  program json NOT NULL,
  PRIMARY KEY (program_id, version)
);

CREATE TABLE "pointbook".members (
  program_id text COLLATE "C" NOT NULL CHECK (program_id <> ''),
  member_id text COLLATE "C" NOT NULL CHECK (member_id <> ''),
  sequence bigint NOT NULL CHECK (sequence BETWEEN 0 AND 9007199254740991),
  balance bigint NOT NULL CHECK (balance BETWEEN -9007199254740991 AND 9007199254740991),
  lot_points bigint NOT NULL CHECK (lot_points BETWEEN 0 AND 9007199254740991),
  held bigint NOT NULL CHECK (held BETWEEN 0 AND 9007199254740991),
  debt bigint NOT NULL CHECK (debt BETWEEN 0 AND 9007199254740991),
  last_instant bigint NOT NULL CHECK (last_instant BETWEEN 0 AND 253402300799999),
  due_at bigint CHECK (due_at BETWEEN 0 AND 253402300799999),
  account json NOT NULL,
  activity json NOT NULL,
  PRIMARY KEY (program_id, member_id),
  CHECK (balance = lot_points + held - debt),
  CHECK (debt = 0 OR lot_points = 0)
) WITH (fillfactor = 70);

CREATE INDEX members_due ON "pointbook".members (program_id, due_at, member_id) WHERE due_at IS NOT NULL;

CREATE TABLE "pointbook".profiles (
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
  enrolled_at bigint NOT NULL CHECK (enrolled_at BETWEEN 0 AND 253402300799999),
  saves json NOT NULL,
  PRIMARY KEY (program_id, member_id)
);

CREATE UNIQUE INDEX profiles_phone ON "pointbook".profiles (program_id, phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX profiles_card_code ON "pointbook".profiles (program_id, card_code) WHERE card_code IS NOT NULL;
CREATE INDEX profiles_email ON "pointbook".profiles (program_id, email, member_id) WHERE email IS NOT NULL;

CREATE TABLE "pointbook".invoices (
  program_id text COLLATE "C" NOT NULL,
  invoice_id text COLLATE "C" NOT NULL,
  invoice json NOT NULL,
  PRIMARY KEY (program_id, invoice_id)
);

CREATE TABLE "pointbook".challenges (
  program_id text COLLATE "C" NOT NULL,
  challenge_id text COLLATE "C" NOT NULL,
  challenge json NOT NULL,
  PRIMARY KEY (program_id, challenge_id)
);

CREATE TABLE "pointbook".budgets (
  program_id text COLLATE "C" NOT NULL,
  budget_key text COLLATE "C" NOT NULL,
  budget json NOT NULL,
  PRIMARY KEY (program_id, budget_key)
);

CREATE TABLE "pointbook".jobs (
  program_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  started_at bigint NOT NULL CHECK (started_at BETWEEN 0 AND 253402300799999),
  state text COLLATE "C" NOT NULL CHECK (state IN ('running', 'stopped', 'finished')),
  job json NOT NULL,
  PRIMARY KEY (program_id, job_id)
);

CREATE INDEX jobs_date ON "pointbook".jobs (program_id, started_at, job_id DESC) WHERE started_at >= 0;
CREATE INDEX jobs_running ON "pointbook".jobs (program_id, started_at, job_id DESC) WHERE state = 'running';

CREATE TABLE "pointbook".job_problems (
  program_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL CHECK (number BETWEEN 1 AND 9007199254740991),
  member_id text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (program_id, job_id, number)
);

CREATE TABLE "pointbook".entries (
  program_id text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL CHECK (sequence BETWEEN 1 AND 9007199254740991),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('earn', 'adjustment', 'redemption', 'reversal', 'expiry', 'opening', 'transfer')),
  cause text COLLATE "C" NOT NULL CHECK (cause IN ('invoice-saved', 'invoice-edited', 'invoice-paid', 'invoice-claimed', 'invoice-reassigned', 'invoice-refunded', 'invoice-paid-with-points', 'points-returned', 'points-added', 'points-deducted', 'balance-set', 'balance-opened', 'entry-reversed', 'member-unlocked', 'points-redeemed', 'points-held', 'hold-captured', 'hold-released', 'hold-lapsed', 'lot-expired', 'account-inactive')),
  delta bigint NOT NULL CHECK (delta BETWEEN -9007199254740991 AND 9007199254740991),
  balance_after bigint NOT NULL CHECK (balance_after BETWEEN -9007199254740991 AND 9007199254740991),
  posted_at bigint NOT NULL CHECK (posted_at BETWEEN 0 AND 253402300799999),
  effective_at bigint NOT NULL CHECK (effective_at BETWEEN 0 AND 253402300799999),
  actor text COLLATE "C" NOT NULL,
  reference_type text COLLATE "C" CHECK (reference_type IN ('invoice', 'redemption', 'entry', 'job', 'external')),
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

CREATE UNIQUE INDEX entries_command ON "pointbook".entries (program_id, member_id, command_key)
  WHERE command_key IS NOT NULL;
CREATE INDEX entries_reversal ON "pointbook".entries (program_id, member_id, reference_id, delta)
  WHERE kind = 'reversal' AND reference_type = 'entry';
CREATE INDEX entries_date ON "pointbook".entries (program_id, posted_at, member_id DESC, sequence);
CREATE INDEX entries_other_date ON "pointbook".entries (program_id, posted_at, member_id DESC, sequence)
  WHERE kind <> 'earn';
CREATE INDEX entries_reference
  ON "pointbook".entries (program_id, reference_type, reference_id, posted_at, member_id DESC, sequence)
  WHERE reference_type <> 'invoice';

CREATE TABLE "pointbook".notes (
  program_id text COLLATE "C" NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  reason text,
  comment text,
  PRIMARY KEY (program_id, member_id, sequence),
  FOREIGN KEY (program_id, member_id, sequence) REFERENCES "pointbook".entries (program_id, member_id, sequence)
);

CREATE FUNCTION "pointbook".refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER entries_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON "pointbook".entries
  EXECUTE FUNCTION "pointbook".refuse('entries are never changed or deleted: a correction is another entry');
CREATE TRIGGER members_kept BEFORE DELETE OR TRUNCATE ON "pointbook".members
  EXECUTE FUNCTION "pointbook".refuse('a member is never deleted: the entries would belong to nobody');
CREATE TRIGGER invoices_kept BEFORE DELETE OR TRUNCATE ON "pointbook".invoices
  EXECUTE FUNCTION "pointbook".refuse('an invoice is never deleted: void it');
CREATE TRIGGER challenges_kept BEFORE DELETE OR TRUNCATE ON "pointbook".challenges
  EXECUTE FUNCTION "pointbook".refuse('a challenge is never deleted: it proves that a redemption was authorised');
CREATE TRIGGER jobs_kept BEFORE DELETE OR TRUNCATE ON "pointbook".jobs
  EXECUTE FUNCTION "pointbook".refuse('a job is never deleted: entries name it');
CREATE TRIGGER job_problems_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON "pointbook".job_problems
  EXECUTE FUNCTION "pointbook".refuse('problems of a job are never changed or deleted: they tell what happened');
CREATE TRIGGER programs_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON "pointbook".programs
  EXECUTE FUNCTION "pointbook".refuse('a version of a program is never changed or deleted: save another one');

INSERT INTO "pointbook".migrations (number, name) VALUES (1, 'initial');

ALTER TABLE "pointbook".members ADD COLUMN position bigint NOT NULL DEFAULT 0 CHECK (position >= 0);
ALTER TABLE "pointbook".entries ADD COLUMN position bigint NOT NULL DEFAULT 0 CHECK (position >= 0);
CREATE INDEX entries_feed ON "pointbook".entries (program_id, position, member_id, sequence);

CREATE TABLE "pointbook".feeds (
  program_id text COLLATE "C" NOT NULL PRIMARY KEY,
  base bigint NOT NULL CHECK (base >= 0)
);

INSERT INTO "pointbook".migrations (number, name) VALUES (2, 'feed');
