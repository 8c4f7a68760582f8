-- Pointbook's tables to schema 3. Run this in one transaction (psql -v ON_ERROR_STOP=1 --single-transaction).

DO $$ BEGIN
  IF to_regnamespace('"pointbook"') IS NULL THEN CREATE SCHEMA "pointbook"; END IF;
END $$;

CREATE TABLE IF NOT EXISTS "pointbook".migrations (
  number integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE "pointbook".words (
  word smallint PRIMARY KEY CHECK (word BETWEEN -32768 AND 127),
  name text COLLATE "C" NOT NULL UNIQUE CHECK (name <> '')
);

INSERT INTO "pointbook".words (word, name) VALUES (127, 'invoice'), (126, 'earn'), (125, 'redemption'), (124, 'reversal'), (123, 'expiry'), (122, 'entry'), (121, 'adjustment'), (120, 'opening'), (119, 'transfer'), (118, 'invoice-saved'), (117, 'invoice-edited'), (116, 'invoice-paid'), (115, 'invoice-claimed'), (114, 'invoice-reassigned'), (113, 'invoice-refunded'), (112, 'invoice-paid-with-points'), (111, 'points-returned'), (110, 'points-added'), (109, 'points-deducted'), (108, 'balance-set'), (107, 'balance-opened'), (106, 'entry-reversed'), (105, 'points-redeemed'), (104, 'points-held'), (103, 'hold-captured'), (102, 'hold-released'), (101, 'hold-lapsed'), (100, 'lot-expired'), (99, 'account-inactive'), (98, 'invoice-reinstated'), (97, 'payment-reversed'), (96, 'redemption-undone'), (95, 'goods-returned'), (94, 'clock-corrected'), (93, 'job'), (92, 'external'), (91, 'owner'), (90, 'due'), (89, 'program'), (88, 'profile'), (87, 'phone'), (86, 'cardCode'), (85, 'email'), (84, 'profile-save'), (83, 'payment'), (82, 'refund'), (81, 'replaced-sale'), (80, 'fingerprint'), (79, 'basis');
CREATE TABLE "pointbook".programs (
  feed_base bigint NOT NULL DEFAULT 0 CHECK (feed_base >= 0),
  feed_server bigint NOT NULL DEFAULT (CASE WHEN NOT pg_is_in_recovery() THEN (pg_control_system()).system_identifier +
    ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::bigint END),
  program integer PRIMARY KEY CHECK (program BETWEEN 1 AND 2147483647),
  program_id text COLLATE "C" NOT NULL UNIQUE CHECK (program_id <> '')
);

CREATE TABLE "pointbook".versions (
  version integer PRIMARY KEY CHECK (version BETWEEN 1 AND 2147483647),
  program integer NOT NULL REFERENCES "pointbook".programs,
  fingerprint text COLLATE "C" NOT NULL CHECK (fingerprint <> ''),
  definition text,
  UNIQUE (program, fingerprint)
);

CREATE TABLE "pointbook".accounts (
  position bigint NOT NULL CHECK (position >= 0),
  sequence bigint NOT NULL CHECK (sequence BETWEEN 0 AND 9007199254740991),
  balance bigint NOT NULL CHECK (balance BETWEEN -9007199254740991 AND 9007199254740991),
  lot_points bigint NOT NULL CHECK (lot_points BETWEEN 0 AND 9007199254740991),
  held bigint NOT NULL CHECK (held BETWEEN 0 AND 9007199254740991),
  debt bigint NOT NULL CHECK (debt BETWEEN 0 AND 9007199254740991),
  last_instant bigint NOT NULL CHECK (last_instant BETWEEN 0 AND 253402300799999),
  due_at bigint CHECK (due_at BETWEEN 0 AND 253402300799999),
  program integer NOT NULL,
  format smallint NOT NULL,
  member_id text COLLATE "C" NOT NULL CHECK (member_id <> ''),
  account text NOT NULL,
  activity text NOT NULL,
  PRIMARY KEY (program, member_id),
  CHECK (balance = lot_points + held - debt),
  CHECK (debt = 0 OR lot_points = 0)
) WITH (fillfactor = 70);
CREATE INDEX accounts_due ON "pointbook".accounts (program, due_at, member_id) WHERE due_at IS NOT NULL;
CREATE TABLE "pointbook".entries (
  position bigint NOT NULL CHECK (position >= 0),
  sequence bigint NOT NULL CHECK (sequence BETWEEN 1 AND 9007199254740991),
  delta bigint NOT NULL CHECK (delta BETWEEN -9007199254740991 AND 9007199254740991),
  balance_after bigint NOT NULL CHECK (balance_after BETWEEN -9007199254740991 AND 9007199254740991),
  posted_at bigint NOT NULL CHECK (posted_at BETWEEN 0 AND 253402300799999),
  effective_at bigint NOT NULL CHECK (effective_at BETWEEN 0 AND 253402300799999),
  program integer NOT NULL,
  version integer NOT NULL,
  kind smallint NOT NULL,
  cause smallint NOT NULL,
  reference_type smallint,
  format smallint NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  reference_id text COLLATE "C",
  reference_detail text COLLATE "C",
  effect text NOT NULL,
  command_key text COLLATE "C",
  command_fingerprint text COLLATE "C",
  PRIMARY KEY (program, member_id, sequence),
  CHECK ((reference_type IS NULL) = (reference_id IS NULL)),
  CHECK (reference_type IS NOT NULL OR reference_detail IS NULL),
  CHECK ((command_key IS NULL) = (command_fingerprint IS NULL)),
  CHECK (sequence > 1 OR balance_after = delta),
  CHECK (kind <> 126 OR delta >= 0),
  CHECK (kind NOT IN (125, 123) OR delta <= 0)
);
CREATE UNIQUE INDEX entries_command ON "pointbook".entries (program, member_id, command_key) WHERE command_key IS NOT NULL;
CREATE INDEX entries_reversal ON "pointbook".entries (program, member_id, reference_id, delta)
  WHERE kind = 124 AND reference_type = 122;
CREATE INDEX entries_feed ON "pointbook".entries (program, position, member_id, sequence);
CREATE INDEX entries_date ON "pointbook".entries (program, posted_at, member_id DESC, sequence);
CREATE INDEX entries_other_date ON "pointbook".entries (program, posted_at, member_id DESC, sequence) WHERE kind <> 126;
CREATE INDEX entries_reference
  ON "pointbook".entries (program, reference_type, reference_id, posted_at, member_id DESC, sequence) WHERE reference_type <> 127;
CREATE TABLE "pointbook".records (
  program integer NOT NULL,
  version integer,
  kind smallint NOT NULL,
  format smallint NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (key <> ''),
  body text,
  PRIMARY KEY (program, kind, key)
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02);

CREATE TABLE "pointbook".uniques (
  program integer NOT NULL,
  kind smallint NOT NULL,
  field smallint NOT NULL,
  value text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (program, kind, field, value)
);

CREATE TABLE "pointbook".lists (
  rank bigint NOT NULL CHECK (rank BETWEEN -9007199254740991 AND 9007199254740991),
  program integer NOT NULL,
  kind smallint NOT NULL,
  list smallint NOT NULL,
  value text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (program, kind, list, value, rank, key)
);

CREATE TABLE "pointbook".notes (
  sequence bigint NOT NULL,
  program integer NOT NULL,
  member_id text COLLATE "C" NOT NULL,
  reason text,
  comment text,
  PRIMARY KEY (program, member_id, sequence),
  FOREIGN KEY (program, member_id, sequence) REFERENCES "pointbook".entries (program, member_id, sequence)
);

CREATE FUNCTION "pointbook".refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON "pointbook".entries EXECUTE FUNCTION "pointbook".refuse('entries are never changed or deleted: a correction is another entry');
CREATE TRIGGER entries_no_delete BEFORE DELETE OR TRUNCATE ON "pointbook".entries EXECUTE FUNCTION "pointbook".refuse('entries are never changed or deleted: a correction is another entry');
CREATE TRIGGER accounts_no_delete BEFORE DELETE OR TRUNCATE ON "pointbook".accounts EXECUTE FUNCTION "pointbook".refuse('an account is never deleted: the entries would belong to nobody');
CREATE TRIGGER records_no_delete BEFORE DELETE OR TRUNCATE ON "pointbook".records EXECUTE FUNCTION "pointbook".refuse('a record is never deleted: what was removed keeps its row, without a body');
CREATE TRIGGER words_no_update BEFORE UPDATE ON "pointbook".words EXECUTE FUNCTION "pointbook".refuse('a word is never changed or deleted: rows have its number');
CREATE TRIGGER words_no_delete BEFORE DELETE OR TRUNCATE ON "pointbook".words EXECUTE FUNCTION "pointbook".refuse('a word is never changed or deleted: rows have its number');
CREATE TRIGGER programs_no_update BEFORE UPDATE OF program, program_id ON "pointbook".programs EXECUTE FUNCTION "pointbook".refuse('a program is never changed: rows have its number');
CREATE TRIGGER programs_no_delete BEFORE DELETE OR TRUNCATE ON "pointbook".programs EXECUTE FUNCTION "pointbook".refuse('a program is never deleted: rows have its number');
CREATE TRIGGER versions_no_update BEFORE UPDATE ON "pointbook".versions FOR EACH ROW WHEN (OLD.definition IS NOT NULL) EXECUTE FUNCTION "pointbook".refuse('a version of a program is never changed: save another one');
CREATE TRIGGER versions_no_delete BEFORE DELETE OR TRUNCATE ON "pointbook".versions EXECUTE FUNCTION "pointbook".refuse('a version of a program is never deleted: entries were posted under it');

INSERT INTO "pointbook".migrations (number, name) VALUES (1, 'initial');
CREATE VIEW "pointbook".account_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = a.program) AS program_id,
  a.member_id,
  a.sequence,
  a.balance,
  a.lot_points,
  a.held,
  a.debt,
  to_timestamp((a.last_instant)::double precision / 1000) AS last_instant,
  to_timestamp((a.due_at)::double precision / 1000) AS due_at,
  a.account,
  a.activity
FROM "pointbook".accounts a;

CREATE VIEW "pointbook".entry_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = e.program) AS program_id,
  e.position,
  e.member_id,
  e.sequence,
  (SELECT name FROM "pointbook".words w WHERE w.word = e.kind) AS kind,
  (SELECT name FROM "pointbook".words w WHERE w.word = e.cause) AS cause,
  e.delta,
  e.balance_after,
  to_timestamp((e.posted_at)::double precision / 1000) AS posted_at,
  to_timestamp((e.effective_at)::double precision / 1000) AS effective_at,
  e.actor,
  (SELECT name FROM "pointbook".words w WHERE w.word = e.reference_type) AS reference_type,
  e.reference_id,
  e.reference_detail,
  e.effect,
  (SELECT fingerprint FROM "pointbook".versions v WHERE v.version = e.version) AS program_version,
  e.command_key
FROM "pointbook".entries e;

CREATE VIEW "pointbook".note_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = n.program) AS program_id,
  n.member_id,
  n.sequence,
  n.reason,
  n.comment
FROM "pointbook".notes n;

CREATE VIEW "pointbook".profile_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  r.body::json #>> '{3}' AS name,
  r.body::json #>> '{4}' AS phone,
  coalesce((r.body::json #>> '{5}')::boolean, false) AS phone_verified,
  r.body::json #>> '{6}' AS email,
  coalesce((r.body::json #>> '{7}')::boolean, false) AS email_verified,
  r.body::json #>> '{8}' AS card_code,
  r.body::json #>> '{9}' AS birthday,
  r.body::json #>> '{10}' AS tier,
  to_timestamp(((r.body::json #>> '{1}')::bigint)::double precision / 1000) AS enrolled_at
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'profile') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".invoice_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  r.body::json #>> '{1}' AS member_id,
  r.body::json #>> '{2,0}' AS currency,
  coalesce((r.body::json #>> '{2,1}')::bigint, 0) AS total,
  coalesce((r.body::json #>> '{2,4}')::bigint, 0) AS tax,
  to_timestamp(((r.body::json #>> '{2,2}')::bigint)::double precision / 1000) AS sold_at,
  to_timestamp(((r.body::json #>> '{7}')::bigint)::double precision / 1000) AS covered_at,
  coalesce((r.body::json #>> '{4,0}')::bigint, 0) AS earned,
  coalesce((r.body::json #>> '{4,2}')::bigint, 0) AS clawed_back
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'invoice') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".payment_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  substr(r.key, strpos(r.key, ' ') + 1, split_part(r.key, ' ', 1)::integer) AS invoice_id,
  substr(r.key, strpos(r.key, ' ') + split_part(r.key, ' ', 1)::integer + 2) AS payment_id,
  coalesce((r.body::json #>> '{1}')::bigint, 0) AS amount,
  to_timestamp(((r.body::json #>> '{2}')::bigint)::double precision / 1000) AS paid_at,
  to_timestamp(((r.body::json #>> '{5,0}')::bigint)::double precision / 1000) AS approved_at,
  to_timestamp(((r.body::json #>> '{7,1}')::bigint)::double precision / 1000) AS reversed_at
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'payment') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".refund_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  substr(r.key, strpos(r.key, ' ') + 1, split_part(r.key, ' ', 1)::integer) AS invoice_id,
  substr(r.key, strpos(r.key, ' ') + split_part(r.key, ' ', 1)::integer + 2) AS refund_id,
  coalesce((r.body::json #>> '{1}')::bigint, 0) AS value,
  to_timestamp(((r.body::json #>> '{2}')::bigint)::double precision / 1000) AS refunded_at
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'refund') AND r.body IS NOT NULL;

INSERT INTO "pointbook".migrations (number, name) VALUES (2, 'views');
ALTER TABLE "pointbook".notes DROP CONSTRAINT IF EXISTS notes_program_member_id_sequence_fkey;
INSERT INTO "pointbook".migrations (number, name) VALUES (3, 'free-notes');
CREATE VIEW "pointbook".challenge_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  r.body::json #>> '{1}' AS member_id,
  r.body::json #>> '{2}' AS redemption_id,
  coalesce((r.body::json #>> '{3}')::bigint, 0) AS points,
  coalesce((r.body::json #>> '{4}')::bigint, 0) AS value,
  r.body::json #>> '{19}' AS reward_id,
  r.body::json #>> '{20}' AS invoice_id,
  coalesce(r.body::json #>> '{13}', 'system') AS actor,
  r.body::json #>> '{6}' AS channel,
  to_timestamp(((r.body::json #>> '{5}')::bigint)::double precision / 1000) AS deadline,
  coalesce((r.body::json #>> '{14}')::bigint, 1) AS codes,
  coalesce((r.body::json #>> '{16}')::bigint, 0) AS attempts,
  to_timestamp(((r.body::json #>> '{8}')::bigint)::double precision / 1000) AS expires_at,
  coalesce(r.body::json #>> '{15}', 'open') AS state,
  (r.body::json #>> '{18}')::bigint AS used_by
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'challenge') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".code_budget_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  coalesce(r.body::json #>> '{1}', '[]') AS sends,
  coalesce(r.body::json #>> '{2}', '[]') AS failures
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'code-budget') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".job_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  r.body::json #>> '{1,kind}' AS task,
  r.body::json #>> '{1,reason}' AS reason,
  coalesce(r.body::json #>> '{7}', 'system') AS actor,
  coalesce(r.body::json #>> '{6}', 'running') AS state,
  to_timestamp(((r.body::json #>> '{3}')::bigint)::double precision / 1000) AS started_at,
  to_timestamp(((r.body::json #>> '{4}')::bigint)::double precision / 1000) AS changed_at,
  coalesce((r.body::json #>> '{5,0}')::bigint, 0) AS seen,
  coalesce((r.body::json #>> '{5,1}')::bigint, 0) AS accepted,
  coalesce((r.body::json #>> '{5,2}')::bigint, 0) AS rejected,
  coalesce((r.body::json #>> '{5,3}')::bigint, 0) AS skipped,
  coalesce((r.body::json #>> '{5,4}')::bigint, 0) AS given,
  coalesce((r.body::json #>> '{5,5}')::bigint, 0) AS taken,
  r.body::json #>> '{10}' AS undone_by
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'job') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".job_problem_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  r.body::json #>> '{1}' AS job_id,
  coalesce((r.body::json #>> '{2}')::bigint, 0) AS number,
  r.body::json #>> '{5}' AS member_id,
  r.body::json #>> '{3}' AS problem,
  r.body::json #>> '{4}' AS message
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'job-problem') AND r.body IS NOT NULL;
