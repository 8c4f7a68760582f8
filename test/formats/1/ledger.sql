-- Pointbook's tables to schema 2. Run this in one transaction (psql -v ON_ERROR_STOP=1 --single-transaction).

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
  coalesce((r.body::json #>> '{1}')::bigint, 0) AS amount,
  to_timestamp(((r.body::json #>> '{2}')::bigint)::double precision / 1000) AS paid_at,
  to_timestamp(((r.body::json #>> '{5,0}')::bigint)::double precision / 1000) AS approved_at,
  to_timestamp(((r.body::json #>> '{7,1}')::bigint)::double precision / 1000) AS reversed_at
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'payment') AND r.body IS NOT NULL;

CREATE VIEW "pointbook".refund_view AS SELECT
  (SELECT program_id FROM "pointbook".programs p WHERE p.program = r.program) AS program_id,
  r.key,
  coalesce((r.body::json #>> '{1}')::bigint, 0) AS value,
  to_timestamp(((r.body::json #>> '{2}')::bigint)::double precision / 1000) AS refunded_at
FROM "pointbook".records r WHERE r.kind = (SELECT word FROM "pointbook".words WHERE name = 'refund') AND r.body IS NOT NULL;

INSERT INTO "pointbook".migrations (number, name) VALUES (2, 'views');
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

INSERT INTO pointbook.programs SELECT * FROM json_populate_record(NULL::pointbook.programs, '{"feed_base":0,"feed_server":7713967231760424937,"program":1,"program_id":"warung"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.programs SELECT * FROM json_populate_record(NULL::pointbook.programs, '{"feed_base":0,"feed_server":7713967231760424937,"program":2,"program_id":"toko"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.accounts SELECT * FROM json_populate_record(NULL::pointbook.accounts,  E'{"position":864,"sequence":1,"balance":0,"lot_points":0,"held":0,"debt":0,"last_instant":1772422320000,"due_at":null,"program":1,"format":1,"member_id":"C-31","account":"[\\"~1j1d7z8\\"]","activity":"[]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.accounts SELECT * FROM json_populate_record(NULL::pointbook.accounts,  E'{"position":882,"sequence":11,"balance":0,"lot_points":0,"held":0,"debt":0,"last_instant":1773631920000,"due_at":null,"program":1,"format":1,"member_id":"C-18","account":"[\\"~160radv\\",null,null,[[69,1773334800000,1781110800000]]]","activity":"[]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.accounts SELECT * FROM json_populate_record(NULL::pointbook.accounts,  E'{"position":882,"sequence":36,"balance":0,"lot_points":0,"held":0,"debt":0,"last_instant":1773631920000,"due_at":null,"program":1,"format":1,"member_id":"C-17","account":"[\\"~1z0ms7y\\",null,null,[[472,1773334800000,1781110800000]]]","activity":"[\\"INV-1\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.accounts SELECT * FROM json_populate_record(NULL::pointbook.accounts,  E'{"position":882,"sequence":4,"balance":0,"lot_points":0,"held":0,"debt":0,"last_instant":1773631920000,"due_at":null,"program":1,"format":1,"member_id":"C-19","account":"[\\"~00diwhr\\",null,null,[[60,1773334800000,1781110800000]]]","activity":"[]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.accounts SELECT * FROM json_populate_record(NULL::pointbook.accounts,  E'{"position":883,"sequence":18,"balance":10,"lot_points":10,"held":0,"debt":0,"last_instant":1773631920000,"due_at":1774544400000,"program":1,"format":1,"member_id":"C-30","account":"[\\"~1mhuy6v\\",[[10,1774544400000]],null,[[695,1773334800000,1781110800000],[50,1773594000000,1781370000000]]]","activity":"[\\"W-2\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.accounts SELECT * FROM json_populate_record(NULL::pointbook.accounts,  E'{"position":904,"sequence":6,"balance":0,"lot_points":0,"held":0,"debt":0,"last_instant":1775012400000,"due_at":null,"program":2,"format":1,"member_id":"C-30","account":"[\\"~0o18iun\\",null,null,[[140,1774198800000,1781974800000,1,1772420400000]]]","activity":"[null,[[\\"2026-03-02\\",{\\"base\\":90,\\"\\":90}]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":762,"sequence":1,"delta":125,"balance_after":125,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":126,"cause":118,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-1","reference_detail":null,"effect":"[\\"~1omn2io\\",[[125,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":763,"sequence":2,"delta":5,"balance_after":130,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":126,"cause":117,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-1","reference_detail":null,"effect":"[\\"~1mwf9fh\\",[[5,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":764,"sequence":3,"delta":90,"balance_after":220,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":126,"cause":118,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-2","reference_detail":null,"effect":"[\\"~0um58m9\\",[[90,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":771,"sequence":4,"delta":-30,"balance_after":190,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":113,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-1","reference_detail":"RF-1","effect":"[\\"~0ebh00x\\",null,[[30,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":774,"sequence":1,"delta":70,"balance_after":70,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":126,"cause":115,"reference_type":127,"format":1,"member_id":"C-18","actor":"system","reference_id":"INV-3","reference_detail":null,"effect":"[\\"~1u8meks\\",[[70,1773334800000]]]","command_key":"key:claim","command_fingerprint":"T4MkatNPFoNMBsoT"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":776,"sequence":2,"delta":-70,"balance_after":0,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":114,"reference_type":127,"format":1,"member_id":"C-18","actor":"ann","reference_id":"INV-3","reference_detail":null,"effect":"[\\"~1c4utz4\\",null,[[70,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":776,"sequence":5,"delta":70,"balance_after":260,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":126,"cause":114,"reference_type":127,"format":1,"member_id":"C-17","actor":"ann","reference_id":"INV-3","reference_detail":null,"effect":"[\\"~1gjv0h10raj2z3\\",[[70,1773334800000]]]","command_key":"key:r","command_fingerprint":"IV3zQByuuwPMfLOY"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":778,"sequence":6,"delta":-90,"balance_after":170,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":113,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-2","reference_detail":"V-1","effect":"[\\"~1v8e12e\\",null,[[90,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":781,"sequence":7,"delta":90,"balance_after":260,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":126,"cause":98,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-2","reference_detail":"I-1","effect":"[\\"~1fiogxm\\",[[90,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":785,"sequence":8,"delta":40,"balance_after":300,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":121,"cause":110,"reference_type":null,"format":1,"member_id":"C-17","actor":"ann","reference_id":null,"reference_detail":null,"effect":"[\\"~0liu3rf0jajz9f\\",[[40,1773334800000]]]","command_key":"key:add","command_fingerprint":"R3WTMECPGlVtbPM2"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":786,"sequence":9,"delta":200,"balance_after":500,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":121,"cause":108,"reference_type":null,"format":1,"member_id":"C-17","actor":"ann","reference_id":null,"reference_detail":null,"effect":"[\\"~1hpzmpp0jajz9f\\",[[200,1773334800000]]]","command_key":"key:set","command_fingerprint":"ZIMJvcapxhO6nm0T"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":787,"sequence":10,"delta":-5,"balance_after":495,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":106,"reference_type":122,"format":1,"member_id":"C-17","actor":"ann","reference_id":"8","reference_detail":null,"effect":"[\\"~0viof7v0jajz9f\\",null,[[5,1773334800000]]]","command_key":"key:reverse","command_fingerprint":"0X9a5xrpgBPUqPEq"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":788,"sequence":11,"delta":-2,"balance_after":493,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":95,"reference_type":92,"format":1,"member_id":"C-17","actor":"system","reference_id":"N-1","reference_detail":null,"effect":"[\\"~0seznfk\\",null,[[2,1773334800000]]]","command_key":"return:N-1","command_fingerprint":"rOLc2n54n1JRHfFO"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":789,"sequence":12,"delta":-50,"balance_after":443,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":105,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RD-1","reference_detail":null,"effect":"[\\"~0lpl614\\",null,[[50,1773334800000]],5000]","command_key":"redeem:RD-1","command_fingerprint":"AQuJuGaITWgz5QdU"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":790,"sequence":13,"delta":-20,"balance_after":423,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":105,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RD-4","reference_detail":null,"effect":"[\\"~017zkyg\\",null,[[20,1773334800000]],2000,null,null,null,null,\\"INV-1\\"]","command_key":"redeem:RD-4","command_fingerprint":"o_luf6sKBCtmjmCZ"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":790,"sequence":14,"delta":-2,"balance_after":421,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":112,"reference_type":127,"format":1,"member_id":"C-17","actor":"system","reference_id":"INV-1","reference_detail":null,"effect":"[\\"~1i4x6vh\\",null,[[2,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":791,"sequence":15,"delta":0,"balance_after":421,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RD-2","reference_detail":null,"effect":"[\\"~0znqpot\\",null,[[10,1773334800000]],1000,null,null,null,[\\"RD-2\\",10,[[10,1773334800000]],1772421300000]]","command_key":"redeem:RD-2","command_fingerprint":"i7TJMLHioELnoVFx"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":792,"sequence":16,"delta":-4,"balance_after":417,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":103,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RD-2","reference_detail":null,"effect":"[\\"~03r8iwf\\",[[6,1773334800000]],null,400,null,null,\\"RD-2\\"]","command_key":"capture:RD-2","command_fingerprint":"5j00sqr2qWPIgyV-"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":793,"sequence":17,"delta":0,"balance_after":417,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RD-3","reference_detail":null,"effect":"[\\"~1b4xhq6\\",null,[[10,1773334800000]],1000,null,null,null,[\\"RD-3\\",10,[[10,1773334800000]],1772421300000]]","command_key":"redeem:RD-3","command_fingerprint":"zrSoia7wzi_vt33f"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":794,"sequence":18,"delta":0,"balance_after":417,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":102,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RD-3","reference_detail":null,"effect":"[\\"~0akkvz7\\",[[10,1773334800000]],null,null,null,null,\\"RD-3\\"]","command_key":"release:RD-3","command_fingerprint":"aF4qrzjRdvlD-L5E"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":797,"sequence":19,"delta":1,"balance_after":418,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":96,"reference_type":122,"format":1,"member_id":"C-17","actor":"system","reference_id":"16","reference_detail":null,"effect":"[\\"~1v6styt\\",[[1,1773334800000]]]","command_key":"undo:U-1","command_fingerprint":"VsDOZDhMCiHuRPCh"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":799,"sequence":20,"delta":5,"balance_after":423,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":124,"cause":96,"reference_type":122,"format":1,"member_id":"C-17","actor":"system","reference_id":"13","reference_detail":null,"effect":"[\\"~1ajxyar\\",[[5,1773334800000]]]","command_key":"undo:U-2","command_fingerprint":"tIokePkNgSlLuq1o"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":812,"sequence":21,"delta":0,"balance_after":423,"posted_at":1772420400000,"effective_at":1772420400000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-1","reference_detail":null,"effect":"[\\"~04d7die\\",null,[[5,1773334800000]],500,null,null,null,[\\"RC-1\\",5,[[5,1773334800000]],1772421300000,null,null,\\"7b55e8f7c70082019ecb8ea485fd0744\\"]]","command_key":"redeem:RC-1","command_fingerprint":"AdSh8a9yX9N_NMTp"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":825,"sequence":22,"delta":-5,"balance_after":418,"posted_at":1772420460000,"effective_at":1772420460000,"program":1,"version":1,"kind":125,"cause":103,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-1","reference_detail":null,"effect":"[\\"~0c4lyz4\\",null,null,500,null,null,\\"RC-1\\"]","command_key":"capture:RC-1","command_fingerprint":"xEpUOZ-9nP93V8RF"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":829,"sequence":23,"delta":0,"balance_after":418,"posted_at":1772420460000,"effective_at":1772420460000,"program":1,"version":1,"kind":121,"cause":75,"reference_type":null,"format":1,"member_id":"C-17","actor":"ann","reference_id":null,"reference_detail":null,"effect":"[\\"~0uuc15n19vgz25\\"]","command_key":"key:unlock","command_fingerprint":"vLYupdM8cYLw4ZLz"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":831,"sequence":24,"delta":0,"balance_after":418,"posted_at":1772421060000,"effective_at":1772421060000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-2","reference_detail":null,"effect":"[\\"~0umqegw\\",null,[[5,1773334800000]],500,null,null,null,[\\"RC-2\\",5,[[5,1773334800000]],1772421960000,\\"INV-1\\",null,\\"41469a5f61b6312c3cf0237599787c16\\"]]","command_key":"redeem:RC-2","command_fingerprint":"4r1TlE461sSeze56"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":833,"sequence":25,"delta":-5,"balance_after":413,"posted_at":1772421060000,"effective_at":1772421060000,"program":1,"version":1,"kind":125,"cause":103,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-2","reference_detail":null,"effect":"[\\"~0ran3ft\\",null,null,500,null,null,\\"RC-2\\",null,\\"INV-1\\"]","command_key":"capture:RC-2","command_fingerprint":"9or5amhc5q4EywOA"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":835,"sequence":26,"delta":0,"balance_after":413,"posted_at":1772421120000,"effective_at":1772421120000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-3","reference_detail":null,"effect":"[\\"~0oqr5qk\\",null,[[5,1773334800000]],500,null,null,null,[\\"RC-3\\",5,[[5,1773334800000]],1772422020000,null,null,\\"6224d738f785f8b580927d946ca9d1c4\\"]]","command_key":"redeem:RC-3","command_fingerprint":"m4gZlybCgDrhAc4I"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":837,"sequence":27,"delta":0,"balance_after":413,"posted_at":1772421120000,"effective_at":1772421120000,"program":1,"version":1,"kind":125,"cause":102,"reference_type":125,"format":1,"member_id":"C-17","actor":"ann","reference_id":"RC-3","reference_detail":null,"effect":"[\\"~03mwaur\\",[[5,1773334800000]],null,null,null,null,\\"RC-3\\"]","command_key":"release:RC-3","command_fingerprint":"fneYNqbxydGouzBu"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":839,"sequence":28,"delta":0,"balance_after":413,"posted_at":1772421720000,"effective_at":1772421720000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-4","reference_detail":null,"effect":"[\\"~04xkkbp\\",null,[[5,1773334800000]],500,null,null,null,[\\"RC-4\\",5,[[5,1773334800000]],1772422620000,null,null,\\"759dcbd2ed3d1fa68046107ea73044da\\"]]","command_key":"redeem:RC-4","command_fingerprint":"tQtuClN30SEm70O9"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":846,"sequence":3,"delta":9,"balance_after":9,"posted_at":1772421720000,"effective_at":1772421720000,"program":1,"version":1,"kind":121,"cause":110,"reference_type":null,"format":1,"member_id":"C-18","actor":"ann","reference_id":null,"reference_detail":null,"effect":"[\\"~0o46hnd19vgz25\\",[[9,1773334800000]]]","command_key":"key:gift","command_fingerprint":"kwSCmoadiZJfpmk2"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":848,"sequence":4,"delta":0,"balance_after":9,"posted_at":1772421720000,"effective_at":1772421720000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-18","actor":"system","reference_id":"RC-5","reference_detail":null,"effect":"[\\"~1ihw17q\\",null,[[1,1773334800000]],100,null,null,null,[\\"RC-5\\",1,[[1,1773334800000]],1772422620000,null,null,\\"4eddde7770740411bca7907b6c09143f\\"]]","command_key":"redeem:RC-5","command_fingerprint":"b5ZB4iuHI41ODx3Q"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":850,"sequence":29,"delta":0,"balance_after":413,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-6","reference_detail":null,"effect":"[\\"~15z8o46\\",null,[[1,1773334800000]],100,null,null,null,[\\"RC-6\\",1,[[1,1773334800000]],1772423220000,null,null,\\"86f6d96e8aabe094b28a2c5468a094ef\\"]]","command_key":"redeem:RC-6","command_fingerprint":"M2OdAQPW4C6v-Lfo"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":850,"sequence":5,"delta":0,"balance_after":9,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-18","actor":"system","reference_id":"RC-6","reference_detail":null,"effect":"[\\"~1czttqv\\",null,[[1,1773334800000]],100,null,null,null,[\\"RC-6\\",1,[[1,1773334800000]],1772423220000,null,null,\\"1c863f4deb9bac98372b3597d9e34ef9\\"]]","command_key":"redeem:RC-6","command_fingerprint":"gbQsP8u2iPQTfv_3"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":854,"sequence":30,"delta":0,"balance_after":413,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":125,"cause":102,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-6","reference_detail":null,"effect":"[\\"~1tiwy93\\",[[1,1773334800000]],null,null,null,null,\\"RC-6\\"]","command_key":"release:RC-6","command_fingerprint":"fJTDYEdu5Ujn9VmZ"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":854,"sequence":6,"delta":0,"balance_after":9,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":125,"cause":102,"reference_type":125,"format":1,"member_id":"C-18","actor":"system","reference_id":"RC-6","reference_detail":null,"effect":"[\\"~1rpp589\\",[[1,1773334800000]],null,null,null,null,\\"RC-6\\"]","command_key":"release:RC-6","command_fingerprint":"R_tarYHGCkdBm2cj"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":858,"sequence":1,"delta":60,"balance_after":60,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":121,"cause":110,"reference_type":93,"format":1,"member_id":"C-19","actor":"ann","reference_id":"B-1","reference_detail":null,"effect":"[\\"~16dg3ha0ko6oz4\\",[[60,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":858,"sequence":31,"delta":60,"balance_after":473,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":121,"cause":110,"reference_type":93,"format":1,"member_id":"C-17","actor":"ann","reference_id":"B-1","reference_detail":null,"effect":"[\\"~1pjbykv0ko6oz4\\",[[60,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":858,"sequence":7,"delta":60,"balance_after":69,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":121,"cause":110,"reference_type":93,"format":1,"member_id":"C-18","actor":"ann","reference_id":"B-1","reference_detail":null,"effect":"[\\"~0a98x6w0ko6oz4\\",[[60,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":862,"sequence":32,"delta":-1,"balance_after":472,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":121,"cause":109,"reference_type":93,"format":1,"member_id":"C-17","actor":"ann","reference_id":"B-2","reference_detail":null,"effect":"[\\"~1vu94mw0ko6oz4\\",null,[[1,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":864,"sequence":1,"delta":0,"balance_after":0,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":120,"cause":107,"reference_type":93,"format":1,"member_id":"C-31","actor":"ann","reference_id":"import-opening-025376fa88c65651050477fb98808628","reference_detail":"3","effect":"[\\"~0ffqyhl139bak2\\"]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":864,"sequence":1,"delta":700,"balance_after":700,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":120,"cause":107,"reference_type":93,"format":1,"member_id":"C-30","actor":"ann","reference_id":"import-opening-025376fa88c65651050477fb98808628","reference_detail":"2","effect":"[\\"~119qny0139bak2\\",[[700,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":865,"sequence":2,"delta":-5,"balance_after":695,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":121,"cause":109,"reference_type":null,"format":1,"member_id":"C-30","actor":"ann","reference_id":null,"reference_detail":null,"effect":"[\\"~1d9gvnj0m5diew\\",null,[[5,1773334800000]]]","command_key":"key:deduct","command_fingerprint":"yA_FK-kL_HJ-9t6k"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":866,"sequence":3,"delta":90,"balance_after":785,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":126,"cause":118,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-1","reference_detail":null,"effect":"[\\"~1w2urx5\\",[[90,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":867,"sequence":4,"delta":-100,"balance_after":685,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":125,"cause":105,"reference_type":125,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-R","reference_detail":null,"effect":"[\\"~1r6txa7\\",null,[[100,1773334800000]],10000,null,null,null,null,\\"W-1\\"]","command_key":"redeem:W-R","command_fingerprint":"MNe_l0grduM_9Kih"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":867,"sequence":5,"delta":-10,"balance_after":675,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":124,"cause":112,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-1","reference_detail":null,"effect":"[\\"~1ttvpnp\\",null,[[10,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":869,"sequence":6,"delta":50,"balance_after":725,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":124,"cause":111,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-1","reference_detail":"W-F","effect":"[\\"~0er2r0o\\",[[50,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":869,"sequence":7,"delta":-40,"balance_after":685,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":124,"cause":113,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-1","reference_detail":"W-F","effect":"[\\"~0s65by4\\",null,[[40,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":871,"sequence":8,"delta":50,"balance_after":735,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":124,"cause":111,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-1","reference_detail":"W-V","effect":"[\\"~0upuiyn\\",[[50,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":871,"sequence":9,"delta":-40,"balance_after":695,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":124,"cause":113,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-1","reference_detail":"W-V","effect":"[\\"~1wmolxz\\",null,[[40,1773334800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":872,"sequence":10,"delta":0,"balance_after":695,"posted_at":1772422320000,"effective_at":1772422320000,"program":1,"version":1,"kind":125,"cause":104,"reference_type":125,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-H","reference_detail":null,"effect":"[\\"~04kj511\\",null,[[3,1773334800000]],300,null,null,null,[\\"W-H\\",3,[[3,1773334800000]],1772423220000]]","command_key":"redeem:W-H","command_fingerprint":"fLlQxLz3fbceb2RV"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":873,"sequence":11,"delta":0,"balance_after":695,"posted_at":1772681520000,"effective_at":1772423220000,"program":1,"version":1,"kind":125,"cause":101,"reference_type":125,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-H","reference_detail":null,"effect":"[\\"~0pcrqrc\\",[[3,1773334800000]],null,null,null,null,\\"W-H\\"]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":873,"sequence":33,"delta":0,"balance_after":472,"posted_at":1772681520000,"effective_at":1772422620000,"program":1,"version":1,"kind":125,"cause":101,"reference_type":125,"format":1,"member_id":"C-17","actor":"system","reference_id":"RC-4","reference_detail":null,"effect":"[\\"~16jyixn\\",[[5,1773334800000]],null,null,null,null,\\"RC-4\\"]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":873,"sequence":8,"delta":0,"balance_after":69,"posted_at":1772681520000,"effective_at":1772422620000,"program":1,"version":1,"kind":125,"cause":101,"reference_type":125,"format":1,"member_id":"C-18","actor":"system","reference_id":"RC-5","reference_detail":null,"effect":"[\\"~113fk5e\\",[[1,1773334800000]],null,null,null,null,\\"RC-5\\"]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":874,"sequence":12,"delta":-695,"balance_after":0,"posted_at":2088300720000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-30","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~1bb61hp\\",null,[[695,1773334800000]],null,null,[[695,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":874,"sequence":2,"delta":-60,"balance_after":0,"posted_at":2088300720000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-19","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~1iy1n5z\\",null,[[60,1773334800000]],null,null,[[60,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":874,"sequence":34,"delta":-472,"balance_after":0,"posted_at":2088300720000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-17","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~1hpkcel\\",null,[[472,1773334800000]],null,null,[[472,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":874,"sequence":9,"delta":-69,"balance_after":0,"posted_at":2088300720000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-18","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~1i9ww2i\\",null,[[69,1773334800000]],null,null,[[69,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":877,"sequence":35,"delta":472,"balance_after":472,"posted_at":1772681520000,"effective_at":1772681520000,"program":1,"version":1,"kind":124,"cause":94,"reference_type":92,"format":1,"member_id":"C-17","actor":"ann","reference_id":"clock","reference_detail":null,"effect":"[\\"~0h432ms\\",[[472,1773334800000]],null,null,null,null,null,null,null,null,null,null,2088300720000]","command_key":"key:clock","command_fingerprint":"OfzpjN_WhdsWNs78"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":879,"sequence":10,"delta":69,"balance_after":69,"posted_at":1772681520000,"effective_at":1772681520000,"program":1,"version":1,"kind":124,"cause":94,"reference_type":92,"format":1,"member_id":"C-18","actor":"ann","reference_id":"clock","reference_detail":null,"effect":"[\\"~0bpt4nc\\",[[69,1773334800000]],null,null,null,null,null,null,null,null,null,null,2088300720000]","command_key":"key:clock","command_fingerprint":"OfzpjN_WhdsWNs78"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":879,"sequence":13,"delta":695,"balance_after":695,"posted_at":1772681520000,"effective_at":1772681520000,"program":1,"version":1,"kind":124,"cause":94,"reference_type":92,"format":1,"member_id":"C-30","actor":"ann","reference_id":"clock","reference_detail":null,"effect":"[\\"~07zhiky\\",[[695,1773334800000]],null,null,null,null,null,null,null,null,null,null,2088300720000]","command_key":"key:clock","command_fingerprint":"OfzpjN_WhdsWNs78"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":879,"sequence":3,"delta":60,"balance_after":60,"posted_at":1772681520000,"effective_at":1772681520000,"program":1,"version":1,"kind":124,"cause":94,"reference_type":92,"format":1,"member_id":"C-19","actor":"ann","reference_id":"clock","reference_detail":null,"effect":"[\\"~0iv5mcq\\",[[60,1773334800000]],null,null,null,null,null,null,null,null,null,null,2088300720000]","command_key":"key:clock","command_fingerprint":"OfzpjN_WhdsWNs78"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":880,"sequence":14,"delta":30,"balance_after":725,"posted_at":1772681520000,"effective_at":1772681520000,"program":1,"version":1,"kind":126,"cause":118,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-2","reference_detail":null,"effect":"[\\"~0tcowzq\\",[[30,1773594000000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":881,"sequence":15,"delta":20,"balance_after":745,"posted_at":1772681520000,"effective_at":1772681460000,"program":1,"version":1,"kind":126,"cause":118,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-3","reference_detail":null,"effect":"[\\"~06yc4gb\\",[[20,1773594000000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":882,"sequence":11,"delta":-69,"balance_after":0,"posted_at":1773631920000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-18","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~0bt7r32\\",null,[[69,1773334800000]],null,null,[[69,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":882,"sequence":16,"delta":-695,"balance_after":50,"posted_at":1773631920000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-30","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~1apcipr\\",null,[[695,1773334800000]],null,null,[[695,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":882,"sequence":17,"delta":-50,"balance_after":0,"posted_at":1773631920000,"effective_at":1773594000000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-30","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~1jdvvvi\\",null,[[50,1773594000000]],null,null,[[50,1773594000000,1781370000000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":882,"sequence":36,"delta":-472,"balance_after":0,"posted_at":1773631920000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-17","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~150v9qs\\",null,[[472,1773334800000]],null,null,[[472,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":882,"sequence":4,"delta":-60,"balance_after":0,"posted_at":1773631920000,"effective_at":1773334800000,"program":1,"version":1,"kind":123,"cause":100,"reference_type":null,"format":1,"member_id":"C-19","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~12paoh6\\",null,[[60,1773334800000]],null,null,[[60,1773334800000,1781110800000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":883,"sequence":18,"delta":10,"balance_after":10,"posted_at":1773631920000,"effective_at":1773631920000,"program":1,"version":1,"kind":126,"cause":118,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"W-4","reference_detail":null,"effect":"[\\"~12iiy27\\",[[10,1774544400000]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":887,"sequence":1,"delta":200,"balance_after":200,"posted_at":1772420400000,"effective_at":1772420400000,"program":2,"version":2,"kind":121,"cause":110,"reference_type":null,"format":1,"member_id":"C-30","actor":"ann","reference_id":null,"reference_detail":null,"effect":"[\\"~1a9f2ii0m5diew\\",[[200,\\"inactivity\\"]],null,null,null,null,null,null,null,null,null,[1774198800000,1772420400000,[20,\\"days\\"]]]","command_key":"key:gift","command_fingerprint":"IVPCFOdn_ltnJAcm"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":892,"sequence":2,"delta":50,"balance_after":250,"posted_at":1772420400000,"effective_at":1772420400000,"program":2,"version":2,"kind":126,"cause":116,"reference_type":127,"format":1,"member_id":"C-30","actor":"ann","reference_id":"T-1","reference_detail":null,"effect":"[\\"~1wl1g75\\",[[50,\\"inactivity\\"]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":898,"sequence":3,"delta":-100,"balance_after":150,"posted_at":1772420400000,"effective_at":1772420400000,"program":2,"version":2,"kind":125,"cause":105,"reference_type":125,"format":1,"member_id":"C-30","actor":"system","reference_id":"T-R","reference_detail":null,"effect":"[\\"~0h06dem\\",null,[[100,\\"inactivity\\"]],10000,null,null,null,null,\\"T-2\\"]","command_key":"redeem:T-R","command_fingerprint":"DrRv-KE33eRz62jO"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":898,"sequence":4,"delta":40,"balance_after":190,"posted_at":1772420400000,"effective_at":1772420400000,"program":2,"version":2,"kind":126,"cause":112,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"T-2","reference_detail":null,"effect":"[\\"~18yje6g\\",[[40,\\"inactivity\\"]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":901,"sequence":5,"delta":-50,"balance_after":140,"posted_at":1772420400000,"effective_at":1772420400000,"program":2,"version":2,"kind":124,"cause":97,"reference_type":127,"format":1,"member_id":"C-30","actor":"system","reference_id":"T-1","reference_detail":"P","effect":"[\\"~0h78l8j\\",null,[[50,\\"inactivity\\"]]]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.entries SELECT * FROM json_populate_record(NULL::pointbook.entries,  E'{"position":903,"sequence":6,"delta":-140,"balance_after":0,"posted_at":1775012400000,"effective_at":1774198800000,"program":2,"version":2,"kind":123,"cause":99,"reference_type":null,"format":1,"member_id":"C-30","actor":"system","reference_id":null,"reference_detail":null,"effect":"[\\"~142hv57\\",null,[[140,\\"inactivity\\"]],null,null,[[140,1774198800000,1781974800000,1,1772420400000]],null,null,null,null,null,0]","command_key":null,"command_fingerprint":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":-1772422320000,"program":1,"kind":93,"list":73,"value":"finished","key":"B-1"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":-1772422320000,"program":1,"kind":93,"list":73,"value":"finished","key":"B-2"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":-1772422320000,"program":1,"kind":93,"list":73,"value":"finished","key":"import-opening-025376fa88c65651050477fb98808628"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":-1772422320000,"program":1,"kind":93,"list":74,"value":"","key":"B-1"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":-1772422320000,"program":1,"kind":93,"list":74,"value":"","key":"B-2"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":-1772422320000,"program":1,"kind":93,"list":74,"value":"","key":"import-opening-025376fa88c65651050477fb98808628"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-17","key":"41469a5f61b6312c3cf0237599787c16"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-17","key":"6224d738f785f8b580927d946ca9d1c4"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-17","key":"759dcbd2ed3d1fa68046107ea73044da"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-17","key":"7b55e8f7c70082019ecb8ea485fd0744"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-17","key":"86f6d96e8aabe094b28a2c5468a094ef"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-18","key":"1c863f4deb9bac98372b3597d9e34ef9"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":77,"list":91,"value":"C-18","key":"4eddde7770740411bca7907b6c09143f"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":84,"list":91,"value":"C-17","key":"82Qr31NvxIB5KxbT C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":84,"list":91,"value":"C-17","key":"CHDeinmZ9uNmnSyS C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":84,"list":91,"value":"C-17","key":"PPEVEkQBJDWmZCpR C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":84,"list":91,"value":"C-17","key":"Rh9WfXN0RxEvDdeH C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.lists SELECT * FROM json_populate_record(NULL::pointbook.lists, '{"rank":0,"program":1,"kind":88,"list":85,"value":"ayu@example.com","key":"C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.migrations SELECT * FROM json_populate_record(NULL::pointbook.migrations, '{"number":1,"name":"initial","applied_at":"2026-11-30T14:12:36.1162+00:00"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.migrations SELECT * FROM json_populate_record(NULL::pointbook.migrations, '{"number":2,"name":"views","applied_at":"2026-11-30T14:12:36.1162+00:00"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":1,"program":1,"member_id":"C-19","reason":"a feast","comment":"Enjoy!"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":1,"program":1,"member_id":"C-30","reason":"from the old till","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":1,"program":1,"member_id":"C-31","reason":"from the old till","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":1,"program":2,"member_id":"C-30","reason":"a mistake","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":10,"program":1,"member_id":"C-17","reason":"missed sale","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":2,"program":1,"member_id":"C-30","reason":"a mistake","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":23,"program":1,"member_id":"C-17","reason":"showed an id card","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":3,"program":1,"member_id":"C-18","reason":"showed an id card","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":31,"program":1,"member_id":"C-17","reason":"a feast","comment":"Enjoy!"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":32,"program":1,"member_id":"C-17","reason":"a feast","comment":"Enjoy!"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":5,"program":1,"member_id":"C-17","reason":"hers","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":7,"program":1,"member_id":"C-18","reason":"a feast","comment":"Enjoy!"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":8,"program":1,"member_id":"C-17","reason":"missed sale","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.notes SELECT * FROM json_populate_record(NULL::pointbook.notes, '{"sequence":9,"program":1,"member_id":"C-17","reason":"missed sale","comment":null}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"INV-1","body":"[\\"~0lubzpx\\",\\"C-17\\",[\\"IDR\\",130000,1772420400000],[\\"AG1exqe75OAkQ_wD\\",2,2,5,1773334800000,1],[130,[[1773334800000]],32,null,[[32]]],1,null,null,[1,1],[30000],[[\\"RD-4\\",\\"C-17\\",20,2000,[[20,1773334800000]],1772420400000,5,\\"3/4\\"],[\\"RC-2\\",\\"C-17\\",5,500,[[5,1773334800000]],1772421060000]],null,null,null,3,[null,null,null,0],0,null,1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"INV-2","body":"[\\"~0yax2yh\\",\\"C-17\\",[\\"IDR\\",90000,1772420400000],[\\"21q2OAlWGxVAjT1b\\",3,null,90],[180,[[1773334800000]],90],1,null,null,null,[0,null,0],null,null,[[\\"I-1\\",\\"8Mozv_iWzVrABKTU\\",[7,90,1773334800000,1]]],null,1,[null,0,0],1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"INV-3","body":"[\\"~1rjgda9\\",\\"C-17\\",[\\"IDR\\",70000,1772420400000],[\\"XPPr0QUOMoz0MVK-\\",null,null,0,-1],[70,[[1773334800000]]],1,null,null,null,null,null,[[\\"C-18\\",[\\"key:claim\\",\\"T4MkatNPFoNMBsoT\\"],[1,70,1773334800000,1]],[\\"C-17\\",[\\"key:r\\",\\"IV3zQByuuwPMfLOY\\"],[5,70,1773334800000,1],[\\"C-18\\",[70,null,70,null,[[70]]]]]],null,null,1,[null,null,null,null,0],1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"W-1","body":"[\\"~1r1p4c3\\",\\"C-30\\",[\\"IDR\\",90000,1772422320000,[[45000,0,\\"tea\\",\\"drinks\\"],[45000,0,\\"tea\\",\\"drinks\\"]]],[\\"gGNljilbt6TfmS90\\",3,null,null,1773334800000],[90,null,90,null,[[90]]],1,null,null,null,[90000,2,2,90000,[[],[]],3,1],[[\\"W-R\\",\\"C-30\\",100,10000,[[100,1773334800000]],1772422320000,100,\\"0/1\\"]],null,null,null,1,[null,0,null,0]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"W-2","body":"[\\"~0kapw7i\\",\\"C-30\\",[\\"IDR\\",30000,1772681520000],[\\"hxA6luYLcxvXumqz\\",14],[30,[[1773594000000]]],1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"W-3","body":"[\\"~12q39yz\\",\\"C-30\\",[\\"IDR\\",20000,1772681460000],[\\"vKpXIVSfNaPhJRR-\\",15],[20,[[1773594000000,null,60000]]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":1,"kind":127,"format":1,"key":"W-4","body":"[\\"~1xbio2u\\",\\"C-30\\",[\\"IDR\\",10000,1773631920000],[\\"_6XB75A9KNzUSqfh\\",18],[10,[[1774544400000]]],1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":72,"format":1,"key":"B-2\\u00010000000000000002","body":"[\\"~0vjxmot\\",\\"B-2\\",2,\\"unknown-member\\",\\"No member has the id \\\\\\"nobody\\\\\\"; enrol the customer first.\\",\\"nobody\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":76,"format":1,"key":"destination:886e58a5279c74fc544d4ef7741855526facff6416bf765c22c4574a98fdb231","body":"[\\"~1xlal5f\\",[[1772421720000],[1772422320000]],[1772422320000]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":76,"format":1,"key":"destination:9cfd8396ae0061fe7ee98a2935d36c8a97549bdc2a77e835485367bd573687b1","body":"[\\"~0h5duf2\\",[[1772420400000],[1772420460000],[1772421060000],[1772421120000],[1772421720000]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":76,"format":1,"key":"destination:ba4938985d50646b11816fa7a5fd96d6c0b04ef6163a0a298b2877f5f05e0ec7","body":"[\\"~08lcn2j\\",[[1772420460000,1]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":76,"format":1,"key":"destination:f7810a2c98e81f89791da40fad35c1beaed4a92ec7bbc32a407b321ddc00fd9f","body":"[\\"~1jwa015\\",[[1772422320000]],[1772422320000]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":76,"format":1,"key":"member:C-17","body":"[\\"~0sglcy9\\",[[1772420460000],[1772421060000],[1772421120000],[1772421720000],[1772422320000]],[1772422320000]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":76,"format":1,"key":"member:C-18","body":"[\\"~149xpfc\\",[[1772421720000],[1772422320000]],[1772422320000]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"1c863f4deb9bac98372b3597d9e34ef9","body":"[\\"~0zl8ks5\\",\\"C-18\\",\\"RC-6\\",1,100,1772423220000,\\"sms\\",\\"886e58a5279c74fc544d4ef7741855526facff6416bf765c22c4574a98fdb231\\",1772422620000,\\"ceb8a08562d8829b03c85912891311fe60064451dc3b53ac0a9ada2aae687671\\",\\"f9efe78c64ae26ea0ac40104b8155173caa488976d8de52daccca31c1beef221\\",1772422320000,[\\"aba9232b43408656\\"],null,null,\\"cancelled\\",1,[\\"02f6094b3e5f72e0\\"]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"41469a5f61b6312c3cf0237599787c16","body":"[\\"~1gaieiy\\",\\"C-17\\",\\"RC-2\\",5,500,1772421960000,\\"sms\\",\\"9cfd8396ae0061fe7ee98a2935d36c8a97549bdc2a77e835485367bd573687b1\\",1772421360000,\\"642d8502a825b7be6eda52341a18a6504261e5f12cd32d6c292352adc520bcc8\\",\\"209aacb872ae04d8a68a1ba87dda47424ed6aa9c33d91dddde86be527dd4695a\\",1772421060000,[\\"e98943e676ca71aa\\"],null,null,\\"used\\",0,null,25,null,\\"INV-1\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"4eddde7770740411bca7907b6c09143f","body":"[\\"~1qbsw8b\\",\\"C-18\\",\\"RC-5\\",1,100,1772422620000,\\"sms\\",\\"886e58a5279c74fc544d4ef7741855526facff6416bf765c22c4574a98fdb231\\",1772422020000,\\"d802bc29258a3da6c231b626bbadc8653471a83122ccfcdbe6dcca1f0c6eabb6\\",\\"c69368912a6df2b52fae29d5e6421c4ddd9d04b1b8ab81f83509645978aa906c\\",1772421720000,[\\"ad9cc83871e930b1\\"]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"6224d738f785f8b580927d946ca9d1c4","body":"[\\"~1w5xmrb\\",\\"C-17\\",\\"RC-3\\",5,500,1772422020000,\\"sms\\",\\"9cfd8396ae0061fe7ee98a2935d36c8a97549bdc2a77e835485367bd573687b1\\",1772421420000,\\"f4dc4a80bb5f44e67f7891cb3a015c593c48accee0a4064bae1f50c6b71f448f\\",\\"2ae00ca844c57b3577cc156938c82a086489dd84f7d32885831b74f6321ad7d9\\",1772421120000,[\\"e4f9d48173659c90\\"],null,null,\\"cancelled\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"759dcbd2ed3d1fa68046107ea73044da","body":"[\\"~1lms79l\\",\\"C-17\\",\\"RC-4\\",5,500,1772422620000,\\"sms\\",\\"9cfd8396ae0061fe7ee98a2935d36c8a97549bdc2a77e835485367bd573687b1\\",1772422020000,\\"2501ff767728f79336f0a0c55c9b487d70315355f509b61059369ecc0f350bfe\\",\\"34e178a49a6d52bd849dd9c473bbc9065bed62e72c5e6409d33c97ad083476cc\\",1772421720000,[\\"e99d4a4adf467500\\"],null,null,\\"void\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"7b55e8f7c70082019ecb8ea485fd0744","body":"[\\"~1t8ocbi\\",\\"C-17\\",\\"RC-1\\",5,500,1772421300000,\\"sms\\",\\"9cfd8396ae0061fe7ee98a2935d36c8a97549bdc2a77e835485367bd573687b1\\",1772420760000,\\"2d51014038fccfc7a6f5f50fd2c18f458e44fe1ee95657491207a6b08bac68e3\\",\\"66576742770d5d9c4c7e3c6d85b01f262441eaac125dbf54bb37397c4226942a\\",1772420460000,[\\"5ecdc3ba7d8a2bfd\\",\\"eb7bb78c6eb91ec8\\",\\"8121addab14c789b\\"],null,3,\\"used\\",1,[\\"8479d78506bcb722\\"],22]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":77,"format":1,"key":"86f6d96e8aabe094b28a2c5468a094ef","body":"[\\"~1nzy3uv\\",\\"C-17\\",\\"RC-6\\",1,100,1772423220000,\\"sms\\",\\"f7810a2c98e81f89791da40fad35c1beaed4a92ec7bbc32a407b321ddc00fd9f\\",1772422620000,\\"914635403f6939dc08bb9162a537393e8292c98f467e5dc4ce246c1bccd95fc7\\",\\"88bb3c8e584870fbe8c5ea418ac3d6806448a46fa06137356b7559ca5d4989a9\\",1772422320000,[\\"ee1a877d667cec6d\\"],null,null,\\"cancelled\\",1,[\\"e241799f6a6b25bc\\"]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":78,"format":1,"key":"ledger","body":"[\\"~1to131e\\",{\\"program\\":1,\\"profile\\":1,\\"profile-save\\":1,\\"invoice\\":1,\\"payment\\":1,\\"refund\\":1,\\"replaced-sale\\":1,\\"basis\\":1,\\"challenge\\":1,\\"code-budget\\":1,\\"job\\":1,\\"job-problem\\":1,\\"ledger\\":1,\\"account\\":1,\\"entry\\":1},[[\\"earn\\",\\"amount\\",1]],[\\"codes\\"]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":79,"format":1,"key":"5 INV-1 1","body":"[\\"~01dw6bv\\",1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":79,"format":1,"key":"5 INV-1 2","body":"[\\"~0nyst1c\\",null,0]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":81,"format":1,"key":"5 INV-1 1","body":"[\\"~05z8b11\\",\\"_WtqSIfmjDvDKBL9\\",[1,125,1773334800000],[\\"IDR\\",125000,1772420400000,[[100000],[25000]]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":82,"format":1,"key":"3 W-1 W-F","body":"[\\"~0lqg1of\\",45000,1772422320000,\\"cjElBJiF0S1HwBre\\",[7,45000,40000,40,40,null,0,0,0,0,50,0,1773334800000],[[]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":82,"format":1,"key":"3 W-1 W-V","body":"[\\"~1h4bcns\\",45000,1772422320000,\\"tJJA5einJtcfPXri\\",[9,45000,40000,40,40,null,0,0,0,0,50,0,1773334800000],[[null,\\"0\\"],[]],1,2]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":82,"format":1,"key":"5 INV-1 RF-1","body":"[\\"~10v4cj6\\",30000,1772420400000,\\"9PwDw9ozzZKy21Rg\\",[4,30000,30000,30,30,0]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":82,"format":1,"key":"5 INV-2 V-1","body":"[\\"~0kfatxu\\",90000,1772420400000,\\"q3xmzQ9HyVTX6VDF\\",[6,90000,90000,90,90],null,1,null,1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":83,"format":1,"key":"5 INV-1 P-1","body":"[\\"~0z2wv4g\\",50000,1772420400000,\\"E-BDeXwIyRSzZGN9\\",[null,0,null,1],[1772420400000],null,[\\"X-1\\",1772420400000,\\"fzFr8WO7pV5-EXXp\\",[null,0,null,2]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":84,"format":1,"key":"82Qr31NvxIB5KxbT C-17","body":"[\\"~0r0gfma\\",1772420400000,3]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":84,"format":1,"key":"CHDeinmZ9uNmnSyS C-17","body":"[\\"~0x062s9\\",1772420400000,4]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":84,"format":1,"key":"PPEVEkQBJDWmZCpR C-17","body":"[\\"~1ewuoir\\",1772420400000,5]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":84,"format":1,"key":"Rh9WfXN0RxEvDdeH C-17","body":"[\\"~0grls4x\\",1772420400000,2]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":88,"format":1,"key":"C-17","body":"[\\"~1cdxrpa\\",1772420400000,[[\\"sDbURiDkickWROCw\\"],[\\"Q8lB7F4QyAKreLx0\\",6,null,1320000]],\\"Ayu E\\",\\"+628123456777\\",0,\\"ayu@example.com\\",0,\\"A-1\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":88,"format":1,"key":"C-18","body":"[\\"~0z7iuse\\",1772420400000,[[\\"jj28zpf5Vjc97b7w\\"],[\\"a46fV_aSp9yQxfms\\",2]],\\"Budi\\",\\"+628123456780\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":88,"format":1,"key":"C-19","body":"[\\"~04767t8\\",1772420400000,[[\\"nPt0kRvwqFN6FsS3\\"]],null,\\"+628123456781\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":88,"format":1,"key":"C-30","body":"[\\"~1ku8ph9\\",1772422320000,[[\\"SNiIxmsqe6-Bf5x1\\",null,\\"ann\\"]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":88,"format":1,"key":"C-31","body":"[\\"~027a12d\\",1772422320000,[[\\"j44w8cr-6b3w1mhZ\\",null,\\"ann\\"]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":93,"format":1,"key":"B-1","body":"[\\"~0y08xdc\\",{\\"kind\\":\\"bulk\\",\\"selection\\":{\\"who\\":\\"everyone\\"},\\"change\\":{\\"way\\":\\"add\\",\\"points\\":60},\\"reason\\":\\"a feast\\",\\"comment\\":\\"Enjoy!\\"},\\"ZGciChn_hRmof2y5\\",1772422320000,1772422320000,[3,3,0,0,180],\\"finished\\",\\"ann\\",{\\"after\\":\\"C-19\\"}]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":93,"format":1,"key":"B-2","body":"[\\"~1wsto4v\\",{\\"kind\\":\\"bulk\\",\\"selection\\":{\\"who\\":\\"ids\\",\\"memberIds\\":[\\"C-17\\",\\"nobody\\"]},\\"change\\":{\\"way\\":\\"deduct\\",\\"points\\":1},\\"reason\\":\\"a feast\\",\\"comment\\":\\"Enjoy!\\"},\\"bW3IdNjKn3keapBC\\",1772422320000,1772422320000,[2,1,1,0,0,1],\\"finished\\",\\"ann\\",{\\"after\\":\\"nobody\\"}]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":1,"version":null,"kind":93,"format":1,"key":"import-opening-025376fa88c65651050477fb98808628","body":"[\\"~1xrtxwg\\",{\\"kind\\":\\"import\\",\\"delimiter\\":null,\\"encoding\\":null,\\"numberLocale\\":null,\\"decimals\\":null,\\"dateOrder\\":null,\\"phoneCountry\\":null,\\"mapping\\":[],\\"ignoreUnknown\\":false,\\"lenient\\":false,\\"withoutBalance\\":false,\\"mode\\":\\"opening\\",\\"digest\\":\\"025376fa88c65651050477fb98808628b3741c0cf3da756255c44e2ba17a65d2\\",\\"reason\\":\\"from the old till\\",\\"comment\\":null},\\"ro-THKZwz5f1ig11\\",1772422320000,1772422320000,[2,2,0,0,700],\\"finished\\",\\"ann\\",{\\"record\\":2}]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":2,"kind":127,"format":1,"key":"T-1","body":"[\\"~0iksj3l\\",\\"C-30\\",[\\"IDR\\",50000,1772420400000],[\\"I5TLB0C3JZWI0kYF\\",null,null,0],[50,null,50,{\\"base\\":50,\\"\\":50},[[50,[\\"inactivity\\",1772420400000]]],null,[[50],[50,[50000,1]],[50]]],1,null,1772420400000,[1,1]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":2,"kind":127,"format":1,"key":"T-2","body":"[\\"~10e93u6\\",\\"C-30\\",[\\"IDR\\",50000,1772420400000],[\\"C9h60mgpSvOXKJG0\\",null,null,0],[40,[[\\"inactivity\\"]],0,{\\"base\\":40,\\"\\":40},null,null,[[50],[40,[40000,1,1]]]],1,[{\\"base\\":50}],1772420400000,[1,1,40000,40000,[1772420400000,40000]],null,[[\\"T-R\\",\\"C-30\\",100,10000,[[100,\\"inactivity\\"]],1772420400000]],null,null,null,1,[null,null,null,0]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":2,"kind":127,"format":1,"key":"T-3","body":"[\\"~1n5nlbr\\",null,[\\"IDR\\",50000,1772420400000],[\\"BjRMx5QEp6qM3bYW\\"],[0,null,0,null,null,null,[[50]]],1,0]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":2,"kind":127,"format":1,"key":"T-4","body":"[\\"~0tmpkhb\\",\\"C-30\\",[\\"IDR\\",50000,1775012400000],[\\"8sDHBn7CrgkG9D6e\\"],[0,null,0,null,null,null,[[50]]],1]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":null,"kind":78,"format":1,"key":"ledger","body":"[\\"~1to131e\\",{\\"program\\":1,\\"profile\\":1,\\"profile-save\\":1,\\"invoice\\":1,\\"payment\\":1,\\"refund\\":1,\\"replaced-sale\\":1,\\"basis\\":1,\\"challenge\\":1,\\"code-budget\\":1,\\"job\\":1,\\"job-problem\\":1,\\"ledger\\":1,\\"account\\":1,\\"entry\\":1},[[\\"earn\\",\\"amount\\",1]],[\\"codes\\"]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":null,"kind":83,"format":1,"key":"3 T-1 P","body":"[\\"~1kdbh7d\\",50000,1772420400000,\\"kXTEav5exkGtyOcX\\",[],[1772420400000,[\\"ann\\",[2,50,1774198800000]]],null,[\\"T-X\\",1772420400000,\\"RH3CElppNA6uXxHh\\",[5,-50]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":null,"kind":83,"format":1,"key":"3 T-2 P","body":"[\\"~15kzdna\\",40000,1772420400000,\\"TvXrEiWCUXTyfQuf\\",[],[1772420400000,[\\"ann\\",[]]]]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.records SELECT * FROM json_populate_record(NULL::pointbook.records,  E'{"program":2,"version":null,"kind":88,"format":1,"key":"C-30","body":"[\\"~0ekk6hg\\",1772420400000,[[\\"n4PVbDHowM7o9QsZ\\"]],\\"Citra\\",null,0,null,0,null,\\"02-29\\",\\"gold\\"]"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":1,"kind":81,"field":80,"value":"5 INV-1 _WtqSIfmjDvDKBL9","key":"5 INV-1 1"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":1,"kind":83,"field":124,"value":"5 INV-1 X-1","key":"5 INV-1 P-1"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":1,"kind":88,"field":86,"value":"A-1","key":"C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":1,"kind":88,"field":87,"value":"+628123456777","key":"C-17"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":1,"kind":88,"field":87,"value":"+628123456780","key":"C-18"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":1,"kind":88,"field":87,"value":"+628123456781","key":"C-19"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.uniques SELECT * FROM json_populate_record(NULL::pointbook.uniques, '{"program":2,"kind":83,"field":124,"value":"3 T-1 T-X","key":"3 T-1 P"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.versions SELECT * FROM json_populate_record(NULL::pointbook.versions,  E'{"version":1,"program":1,"fingerprint":"v-a2b9fb5e38d486d866a041f39c117f97","definition":"{\\"programId\\":\\"warung\\",\\"v\\":1,\\"version\\":\\"v-a2b9fb5e38d486d866a041f39c117f97\\",\\"parts\\":{\\"when\\":{},\\"earn\\":{\\"amount\\":1}},\\"name\\":\\"Warung Ayu\\",\\"timeZone\\":\\"Asia/Jakarta\\",\\"currency\\":\\"IDR\\",\\"earn\\":{\\"rules\\":[{\\"ruleId\\":\\"base\\",\\"earn\\":{\\"per\\":\\"amount\\",\\"points\\":1,\\"of\\":1000}}]},\\"expiry\\":{\\"kind\\":\\"after\\",\\"period\\":{\\"unit\\":\\"days\\",\\"count\\":10}},\\"redeem\\":{\\"rate\\":{\\"points\\":1,\\"money\\":100}},\\"~\\":\\"1qub2pf\\"}"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.versions SELECT * FROM json_populate_record(NULL::pointbook.versions,  E'{"version":2,"program":2,"fingerprint":"v-bbd354cf2d4b874e58c1c9dcde19951d","definition":"{\\"programId\\":\\"toko\\",\\"v\\":1,\\"version\\":\\"v-bbd354cf2d4b874e58c1c9dcde19951d\\",\\"parts\\":{\\"when\\":{},\\"earn\\":{\\"amount\\":1}},\\"name\\":\\"Warung Ayu\\",\\"timeZone\\":\\"Asia/Jakarta\\",\\"currency\\":\\"IDR\\",\\"earn\\":{\\"trigger\\":\\"on-full-payment\\",\\"approvePayments\\":true,\\"rules\\":[{\\"ruleId\\":\\"base\\",\\"earn\\":{\\"per\\":\\"amount\\",\\"points\\":1,\\"of\\":1000},\\"cap\\":{\\"perDay\\":500}}]},\\"expiry\\":{\\"kind\\":\\"inactivity\\",\\"period\\":{\\"unit\\":\\"days\\",\\"count\\":20}},\\"redeem\\":{\\"rate\\":{\\"points\\":1,\\"money\\":100}},\\"~\\":\\"11ayg1d\\"}"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":100,"name":"lot-expired"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":101,"name":"hold-lapsed"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":102,"name":"hold-released"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":103,"name":"hold-captured"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":104,"name":"points-held"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":105,"name":"points-redeemed"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":106,"name":"entry-reversed"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":107,"name":"balance-opened"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":108,"name":"balance-set"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":109,"name":"points-deducted"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":110,"name":"points-added"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":111,"name":"points-returned"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":112,"name":"invoice-paid-with-points"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":113,"name":"invoice-refunded"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":114,"name":"invoice-reassigned"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":115,"name":"invoice-claimed"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":116,"name":"invoice-paid"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":117,"name":"invoice-edited"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":118,"name":"invoice-saved"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":119,"name":"transfer"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":120,"name":"opening"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":121,"name":"adjustment"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":122,"name":"entry"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":123,"name":"expiry"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":124,"name":"reversal"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":125,"name":"redemption"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":126,"name":"earn"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":127,"name":"invoice"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":72,"name":"job-problem"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":73,"name":"state"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":74,"name":"date"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":75,"name":"plugin:member-unlocked"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":76,"name":"code-budget"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":77,"name":"challenge"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":78,"name":"ledger"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":79,"name":"basis"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":80,"name":"fingerprint"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":81,"name":"replaced-sale"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":82,"name":"refund"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":83,"name":"payment"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":84,"name":"profile-save"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":85,"name":"email"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":86,"name":"cardCode"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":87,"name":"phone"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":88,"name":"profile"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":89,"name":"program"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":90,"name":"due"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":91,"name":"owner"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":92,"name":"external"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":93,"name":"job"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":94,"name":"clock-corrected"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":95,"name":"goods-returned"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":96,"name":"redemption-undone"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":97,"name":"payment-reversed"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":98,"name":"invoice-reinstated"}') ON CONFLICT DO NOTHING;
INSERT INTO pointbook.words SELECT * FROM json_populate_record(NULL::pointbook.words, '{"word":99,"name":"account-inactive"}') ON CONFLICT DO NOTHING;
