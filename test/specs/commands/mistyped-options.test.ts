import { createPointbook, createPorts, definePart, defineProgram, parseProgram } from '@pointbook/core';
import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { consoleNotifier } from '@pointbook/core/console';
import { jobs } from '@pointbook/core/jobs';
import { command, jsonCodec, pure, query, record, section, sendingCommand, stream } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { emailNotifier } from '@pointbook/email';
import { memoryStore } from '@pointbook/memory';
import { postgresSchema, postgresStore } from '@pointbook/postgres';
import { backupPostgres } from '@pointbook/postgres/backup';
import { httpSender, twilioSmsNotifier, vonageSmsNotifier } from '@pointbook/sms';
import { sqliteStore } from '@pointbook/sqlite';
import { backupSqlite } from '@pointbook/sqlite/backup';
import { twilioWhatsappNotifier, whatsappCloudNotifier } from '@pointbook/whatsapp';
import { describe, expect, test } from 'vitest';
import { warung } from '../../support/shops/warung.ts';

/** A factory as who writes JavaScript calls it: nothing says what it takes. */
type Loosely = (options: object) => unknown;

const loosely = (factory: unknown, ...before: readonly unknown[]): Loosely => {
  const call = factory as (...given: readonly unknown[]) => unknown;
  return (options) => call(...before, options);
};

const ledger = { program: warung(), store: memoryStore() };
const some = () => undefined;
const verb = { name: 'setStock', input: {}, failures: {} };
const ofCommand = { ...verb, joins: 'host', recall: 'runs-again', decide: some, receipt: some };
/** Opens a ledger with a plugin that has one verb, or one kind of record. */
const opening = (members: object) =>
  createPointbook({ ...ledger, plugins: [{ name: 'stock', verbs: {}, ...members }] });
const withVerb =
  (declare: unknown): Loosely =>
  (options) =>
    opening({ verbs: { forStaff: { setStock: loosely(declare)(options) } } });
const withRecord: Loosely = (options) => opening({ records: [loosely(record)(options)] });
const ofRecord = { kind: 'stock', format: 1, codec: jsonCodec(), key: some };
const ofPart = { type: 'condition', kind: 'staff', version: 1, value: {}, unmet: 'staff', isMet: some };

type Row = readonly [what: string, make: Loosely, sound: object, mistyped: string, meant: string];

const factories: readonly Row[] = [
  ['createPointbook()', loosely(createPointbook), ledger, 'plugin', 'plugins'],
  ['createPorts()', loosely(createPorts), ledger, 'quueLimit', 'queueLimit'],
  ['`clockCheck`', (options) => createPointbook({ ...ledger, clockCheck: options ?? 24 }), {}, 'pauseDay', 'pauseDays'],
  ['parseProgram()', loosely(parseProgram, warung()), {}, 'part', 'parts'],
  ['parseProgram()', loosely(defineProgram, warung()), {}, 'plugin', 'plugins'],
  ['definePart() of "staff"', loosely(definePart), ofPart, 'isMett', 'isMet'],
  ['section() of "stock"', loosely(section), { plugin: 'stock', value: {}, byDefault: {} }, 'default', 'byDefault'],
  ['codes()', loosely(codes), {}, 'notifier', 'notifiers'],
  ['jobs()', loosely(jobs), {}, 'phone', 'phones'],
  ['consoleNotifier()', loosely(consoleNotifier), {}, 'chanel', 'channel'],
  ['sqliteStore()', loosely(sqliteStore, ':memory:'), {}, 'tableprefix', 'tablePrefix'],
  ['postgresStore()', loosely(postgresStore, 'postgres://nobody@localhost/shop'), {}, 'schma', 'schema'],
  ['postgresSchema()', loosely(postgresSchema, 'shop'), {}, 'kind', 'kinds'],
  ['backupSqlite()', loosely(backupSqlite), {}, 'check_', 'check'],
  ['backupPostgres()', loosely(backupPostgres), {}, 'shema', 'schema'],
  ['emailNotifier()', loosely(emailNotifier), {}, 'hosts', 'host'],
  ['a notifier over Twilio', loosely(twilioSmsNotifier), {}, 'contries', 'countries'],
  [
    'a notifier over Twilio',
    loosely(twilioWhatsappNotifier),
    { templates: { 'redemption-code': `HX${'0'.repeat(32)}` } },
    'baseURL',
    'baseUrl',
  ],
  ['vonageSmsNotifier()', loosely(vonageSmsNotifier), {}, 'apiKeys', 'apiKey'],
  ['whatsappCloudNotifier()', loosely(whatsappCloudNotifier), {}, 'template', 'templates'],
  ['httpSender()', loosely(httpSender), {}, 'baseURL', 'baseUrl'],
];

describe('an option that there is not', () => {
  test.each(factories)(
    '%s: is refused by name, with what was meant and what is known',
    (what, make, sound, name, meant) => {
      const said = messageOf(() => make({ ...sound, [name]: [] }));
      expect(said).toContain(`${what} has no option "${name}": did you mean "${meant}"? It has `);
      expect(said.slice(said.indexOf('It has '))).toContain(meant);
    },
  );

  test.each(factories)('%s: is refused where nothing is like it', (what, make, sound) => {
    expect(messageOf(() => make({ ...sound, zzzzzzzz: 1 }))).toContain(`${what} has no option "zzzzzzzz". It has `);
  });

  test.each(factories)('%s: what is no object has no options', (_, make) => {
    expect(messageOf(() => make(null as never))).toMatch(/ an object|must (be|name) /);
  });

  test.each([
    ['memoryStore()', loosely(memoryStore)],
    ['reports()', loosely(reports)],
    ['clock()', loosely(clock)],
  ])('%s: there is none', (what, make) => {
    expect(messageOf(() => make({ file: 'points.db' }))).toBe(`${what} has no option "file". It has none.`);
  });

  test('a member of a plugin that is mistyped is refused, and one of its own is not', () => {
    const plugin = { name: 'stock', verbs: {} };
    const open = (more: object) => createPointbook({ ...ledger, plugins: [{ ...plugin, ...more }] });
    expect(() => open({ reaction: [] })).toThrow('Rename "reaction" of the plugin "stock": did you mean "reactions"?');
    expect(() => open({ supplier: 'Warung Sari' })).not.toThrow();
  });
});

describe('a declaration in JavaScript', () => {
  const declarations: readonly Row[] = [
    ['The verb setStock', withVerb(command), ofCommand, 'read', 'reads'],
    ['The verb setStock', withVerb(sendingCommand), { ...ofCommand, prepare: some, after: some }, 'send', 'sends'],
    ['The verb setStock', withVerb(query), { ...verb, answer: some }, 'write', 'writes'],
    ['The verb setStock', withVerb(pure), { ...verb, answer: some }, 'inputs', 'input'],
    ['The verb setStock', withVerb(stream), { ...verb, parts: some }, 'part', 'parts'],
    ['The kind of record "stock"', withRecord, ofRecord, 'uniqe', 'unique'],
  ];

  test.each(declarations)(
    '%s: a mistyped member is refused when the plugin is opened',
    (what, open, sound, name, meant) => {
      const said = `${what} of the plugin "stock" has no option "${name}": did you mean "${meant}"? It has `;
      expect(() => open({ ...sound, [name]: [] })).toThrow(said);
      expect(() => open(sound)).not.toThrow();
    },
  );

  test.each([
    ['a command', withVerb(command), ofCommand, 'recall'],
    ['a command', withVerb(command), ofCommand, 'receipt'],
    ['a command', withVerb(command), ofCommand, 'failures'],
    ['a query', withVerb(query), { ...verb, answer: some }, 'answer'],
    ['a stream', withVerb(stream), { ...verb, parts: some }, 'failures'],
    ['a kind of record', withRecord, ofRecord, 'codec'],
    ['a part', loosely(definePart), ofPart, 'unmet'],
  ])('of %s needs all that the types ask for', (_, open, sound, name) => {
    const { [name]: _left, ...rest } = sound as Readonly<Record<string, unknown>>;
    expect(() => open(rest)).toThrow(`needs the option "${name}"`);
    expect(() => open({ ...rest, [name]: undefined })).toThrow(`needs the option "${name}"`);
  });

  test.each(['run-again', true, {}, { find: null }])(
    'of a command says how a repetition is told: not by %j',
    (recall) => {
      expect(() => withVerb(command)({ ...ofCommand, recall })).toThrow(
        'The verb setStock of the plugin "stock" needs a `recall` that has a function `find`, or is \'runs-again\'.',
      );
    },
  );

  test('of a part says what it is', () => {
    expect(() => loosely(definePart)({ ...ofPart, type: 'conditon' })).toThrow("must be 'condition' or 'earn'");
  });
});

/** What it throws says: all of these are thrown, for they are mistakes in the code of the host. */
function messageOf(make: () => unknown): string {
  let thrown: unknown;
  try {
    make();
  } catch (error) {
    thrown = error;
  }
  expect(['InvariantError', 'TypeError']).toContain((thrown as Error | undefined)?.name);
  return (thrown as Error).message;
}
