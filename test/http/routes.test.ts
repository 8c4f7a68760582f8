import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { type VerbList, verbsOf } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { createPointbook } from '@pointbook/core';
import { createHandler, usualRoles } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { warung } from '../support/warung.ts';

const plugins = [clock(), codes(), jobs(), reports()];
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

  test('a role lists verbs that there are', () => {
    const names = verbs.map(({ path }) => path.join('.'));
    const listed = Object.values(usualRoles).flatMap((role) => (role === 'all' ? [] : [...role]));
    expect(listed.filter((name) => !names.includes(name))).toEqual([]);
  });
});

test('The role of members lists what is about the member who asks, or about nobody', () => {
  const listed = verbs.filter(({ path }) => (usualRoles.member as readonly string[]).includes(path.join('.')));
  const others = listed.filter((verb) => !('memberId' in fieldsOf(verb)) && verb.kind !== 'pure');
  // These know a challenge by an id that was answered to who asked for it, and tell nothing of whose it is.
  expect(others.map(({ path }) => path.join('.'))).toEqual([
    'codes.forMembers.confirmRedemption',
    'codes.forMembers.resendCode',
  ]);
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
