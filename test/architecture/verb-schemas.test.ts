import { readFileSync } from 'node:fs';
import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import {
  allVerbs,
  clientRoutesFile,
  clientRoutesText,
  ledgerOfAll,
  verbSchemasFile,
  verbSchemasText,
} from '../../scripts/verb-schemas-json.ts';
import { type JsonSchema, verbSchemas } from '../../scripts/verb-schemas.ts';
import { warung } from '../support/shops/warung.ts';
import { pluginsOfAllVerbs } from '../support/shops/own-plugins.ts';

const verbs = allVerbs;
const schemas = verbSchemas(verbs, ledgerOfAll);

/** The paths of properties in a schema, with what each is. */
function propertiesOf(schema: JsonSchema, path: string): [path: string, property: JsonSchema][] {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  const items = schema['items'] as JsonSchema | undefined;
  return [
    ...properties.flatMap(([name, each]): [string, JsonSchema][] => [
      [`${path}.${name}`, each ?? {}],
      ...propertiesOf(each ?? {}, `${path}.${name}`),
    ]),
    ...(items ? propertiesOf(items, `${path}[]`) : []),
  ];
}

describe.each(Object.entries(schemas))('The schemas of %s', (verb, { input, answer }) => {
  test('say what each field of the input may be, and what it means', () => {
    for (const [path, property] of propertiesOf(input, verb)) {
      const limits = Object.keys(property).filter((key) => key !== 'description');
      expect(limits, `${path} has limits`).not.toEqual([]);
      expect(property['description'], `${path} has a comment`).toBeTruthy();
    }
    expect(input).toMatchObject({ type: 'object', additionalProperties: false });
  });

  test('say what the answer is', () => {
    expect(Object.keys(answer).filter((key) => key !== '$schema')).not.toEqual([]);
    // The schema of `never`: the type of the answer was not found.
    expect(answer).not.toHaveProperty('not');
  });
});

test('HTTP serves the schemas as they are: else run scripts/verb-schemas-json.ts --update', () => {
  expect(readFileSync(verbSchemasFile, 'utf8') === verbSchemasText(schemas)).toBe(true);
});

test('The client calls the routes that there are: else run scripts/verb-schemas-json.ts --update', () => {
  expect(readFileSync(clientRoutesFile, 'utf8')).toBe(clientRoutesText);
});

describe('The list of verbs', () => {
  const named = (is: (verb: (typeof verbs)[number]) => boolean) => verbs.filter(is).map(({ path }) => path.join('.'));

  test('has each verb at the place where a ledger has it', () => {
    const pointbook = createPointbook({
      program: warung(),
      store: memoryStore(),
      plugins: pluginsOfAllVerbs,
    });
    const found = verbs.map(({ path }) => path.reduce<unknown>((at, name) => (at as Named)[name], pointbook));
    expect(found.every((verb) => typeof verb === 'function')).toBe(true);
    const {
      ports: _ports,
      plugins: _plugins,
      open: _open,
      close: _close,
      finishUpgrade: _finish,
      within: _within,
      ...listed
    } = {
      within: null,
      ...pointbook,
    };
    expect(namesIn(listed, '')).toEqual(named(() => true).sort());
  });

  test('names each verb as it is called', () => {
    expect(verbs.filter(({ path, name }) => path.at(-1) !== name)).toEqual([]);
  });

  test('names all errors that a verb may answer with, also those that every command has', () => {
    const listed = Object.fromEntries(verbs.map(({ path, failures }) => [path.join('.'), failures]));
    expect(listed).toEqual(Object.fromEntries(Object.entries(schemas).map(([verb, { failures }]) => [verb, failures])));
    expect(listed['saveInvoice']).toEqual(expect.arrayContaining(['overloaded', 'reaction-refused', 'store-locked']));
  });

  test('says which verbs write though they are no commands', () => {
    expect(named(({ kind, writes }) => kind !== 'command' && writes)).toEqual([
      'expireDue',
      'clock.setBack',
      'jobs.importFile',
      'jobs.runJob',
      'jobs.runDue',
    ]);
    expect(named(({ kind, writes }) => kind === 'command' && !writes)).toEqual([]);
  });

  test('says which verbs send', () => {
    expect(named(({ sends }) => sends)).toEqual([
      'codes.requestRedemption',
      'codes.resendCode',
      'codes.notifyMember',
      'codes.forMembers.requestRedemption',
      'codes.forMembers.resendCode',
    ]);
  });

  test('names the columns of every report, just those that its rows have', () => {
    const reports = verbs.filter(({ kind, mediaType }) => kind === 'stream' && mediaType === null);
    // Its parts are the job after each chunk, and there is always one.
    const others = reports.filter(({ path }) => path.join('.') !== 'jobs.runJob');
    for (const { path, columns } of others) {
      const { properties = {} } = (schemas[path.join('.')] as { answer: { properties?: object } }).answer;
      expect([path, columns?.toSorted()]).toEqual([path, Object.keys(properties).toSorted()]);
    }
    expect(others.length).toBeGreaterThan(6);
  });

  test('says of commands alone whether they join the transaction of the host', () => {
    expect(named(({ kind, joins }) => (kind === 'command') !== (joins !== null))).toEqual([]);
    expect(named(({ joins, sends }) => joins === 'host' && sends)).toEqual([]);
  });
});

interface Named {
  readonly [name: string]: unknown;
}

/** The names of all functions, with those of what they are in. */
function namesIn(ledger: Named, above: string): string[] {
  return Object.entries(ledger)
    .flatMap(([name, each]) =>
      typeof each === 'function' ? [`${above}${name}`] : namesIn(each as Named, `${above}${name}.`),
    )
    .sort();
}
