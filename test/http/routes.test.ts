import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { type VerbList, verbsOf } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { verification } from '@pointbook/core/verify';
import { createPointbook } from '@pointbook/core';
import { createHandler, usualRoles } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { warung } from '../support/shops/warung.ts';

const plugins = [clock(), codes(), jobs(), reports(), verification()];
const verbs = verbsOf(plugins);

/** The fields of a verb's input. */
function fieldsOf({ input }: (typeof verbs)[number]): object {
  return (input.schema as { json: { properties: object } }).json.properties;
}

describe('The routes of the ledger and its plugins', () => {
  test('are declared by every verb', () => {
    const declared = (list: VerbList): boolean[] =>
      Object.values(list).flatMap((each) => (typeof each === 'function' ? [each.route !== undefined] : declared(each)));
    expect(plugins.flatMap((plugin) => declared(plugin.verbs)).every(Boolean)).toBe(true);
    const usual = verbs.filter(({ route, path }) => route === `POST /${path.join('/')}`);
    expect(usual).toEqual([]);
  });

  test('are each of one verb, whatever its fields are called', () => {
    const forms = verbs.map(({ route }) => route.replaceAll(/\{\w+\}/g, '{}'));
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  test.each(verbs)('$route names fields of its input, each once', (verb) => {
    const fields = [...verb.route.matchAll(/\{(\w+)\}/g)].map(([, field]) => field);
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fields) expect(fieldsOf(verb)).toHaveProperty(String(field));
    expect(verb.route).toMatch(/^(GET|POST|PUT|PATCH|DELETE) (\/[a-z-]+|\/\{\w+\})+$/);
  });

  test.each(verbs.filter(({ writes, sends }) => writes || sends))(
    '$route is no GET, for it writes or sends',
    ({ route }) => {
      expect(route).not.toMatch(/^GET /);
    },
  );
});

describe('The usual roles', () => {
  const names = verbs.map(({ path }) => path.join('.'));

  test('list verbs that there are', () => {
    expect([...rolesByVerb().keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

  test('leave to the owner alone these verbs: a new one is in a role, or here', () => {
    expect(names.filter((name) => !rolesByVerb().has(name)).toSorted()).toEqual([
      'clock.findAhead',
      'clock.setBack',
      'expireDue',
      'jobs.importFile',
      'jobs.previewBulk',
      'jobs.previewImport',
      'jobs.rejectedRows',
      'jobs.resumeJob',
      'jobs.runDue',
      'jobs.runJob',
      'jobs.startBulk',
      'jobs.startImport',
      'jobs.stopJob',
      'jobs.undoJob',
      'readFeed',
      'reports.members',
      'reports.opening',
      'verification.verify',
    ]);
  });

  test('let a manager do all that a cashier may', () => {
    expect(usualRoles.cashier.filter((name) => !usualRoles.manager.includes(name))).toEqual([]);
  });

  test('let a member see what is about who asks, or about nobody', () => {
    const ofMembers = verbs.filter(({ path }) => rolesByVerb().get(path.join('.'))?.includes('member'));
    const others = ofMembers.filter((verb) => !('memberId' in fieldsOf(verb)) && verb.kind !== 'pure');
    // These know a challenge by an id that was answered to who asked for it, and tell nothing of whose it is.
    expect(others.map(({ path }) => path.join('.'))).toEqual([
      'codes.forMembers.confirmRedemption',
      'codes.forMembers.resendCode',
    ]);
  });

  /** The roles that list a verb, by its name. */
  function rolesByVerb(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const [role, listed] of Object.entries(usualRoles))
      for (const name of listed === 'all' ? [] : listed) found.set(name, [...(found.get(name) ?? []), role]);
    return found;
  }
});

describe('A route of a plugin', () => {
  const handlerWith = (route: string) => {
    const [found] = Object.values(reports().verbs);
    const verb = Object.assign((host: never) => found?.(host), found, { route });
    const plugin = { name: 'mine', verbs: { verb } } as never;
    const pointbook = createPointbook({ program: warung(), store: memoryStore(), plugins: [plugin] });
    return () => createHandler(pointbook, { authorize: () => ({ refused: 'forbidden' }) });
  };

  test('that is the route of another verb is refused', () => {
    expect(handlerWith('GET /members/{status}')).toThrow(/no field of its input: status/);
    expect(handlerWith('GET /members')).toThrow('The routes GET /members and GET /members are one: change either.');
  });
});
