import { verbsOf } from '@pointbook/core/plugin';
import { byRole, usualRoles, type Asked, type Authorized } from '@pointbook/http';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { noon, shop } from './shop.ts';

const hour = 3_600_000;
const soon = new Date(noon.getTime() + hour);

/** A shop with two members, and the link of one of them. */
async function twoMembers() {
  const own = shop();
  for (const memberId of ['C-17', 'C-18']) await own.pointbook.enrolMember({ memberId });
  const token = await own.links.sign('C-17', soon);
  const asMember = (route: string, body?: unknown) =>
    own.send(route, {
      as: null,
      headers: { authorization: `Member ${token}` },
      ...(body === undefined ? {} : { body }),
    });
  return { ...own, token, asMember };
}

describe('The host authorises each request, once, before anything is read', () => {
  test('nobody known is told to say who it is', async () => {
    const { send, pointbook } = shop();
    const answer = await send('PUT /members/C-17', { as: null, body: {} });
    expect(answer).toMatchObject({ status: 401, json: { kind: 'unauthenticated' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect((await pointbook.getMember({ memberId: 'C-17' })).isErr()).toBe(true);
  });

  test('a cashier may not set a balance', async () => {
    const { send } = shop();
    const body = { balance: 200, reason: 'recount' };
    expect(await send('PUT /members/C-17/balance', { body })).toMatchObject({
      status: 403,
      json: { kind: 'forbidden', detail: 'The role cashier may not call setBalance.' },
    });
  });

  test('`authorize` sees the verb and the command, and is asked once', async () => {
    const asked: Asked[] = [];
    const authorize = (each: Asked): Authorized => {
      asked.push(each);
      return { actor: 'staff-3' };
    };
    const { send, pointbook } = shop({ authorize });
    await send('PUT /members/C-17', { body: { name: 'Ayu' } });
    expect(asked.map(({ verb, command }) => [verb.name, command])).toEqual([
      ['saveMember', { memberId: 'C-17', name: 'Ayu' }],
    ]);
    expect((await pointbook.getMember({ memberId: 'C-17' })).isOk()).toBe(true);
  });

  test('the actor of a command is the one that was authorised', async () => {
    const { send, pointbook } = shop();
    await send('PUT /members/C-17', { body: {} });
    const change = { points: 5, direction: 'add', reason: 'gift', idempotencyKey: 'gift-1' };
    const foreign = await send('POST /members/C-17/adjustments', {
      as: 'manager',
      body: { ...change, actor: 'owner-1' },
    });
    expect(foreign).toMatchObject({ status: 403, json: { kind: 'foreign-actor' } });
    await send('POST /members/C-17/adjustments', { as: 'manager', body: change });
    const statement = await pointbook.getStatement({ memberId: 'C-17' });
    expect(valueOf(statement).items.map(({ delta, actor }) => [delta, actor])).toEqual([[5, 'manager-1']]);
  });

  test('an `authorize` of JavaScript that names no actor is a fault, and nothing is written', async () => {
    const { send, pointbook } = shop({ authorize: () => ({}) as never });
    expect(await send('PUT /members/C-17', { body: {} })).toMatchObject({
      status: 500,
      json: { kind: 'internal-error' },
    });
    expect((await pointbook.getMember({ memberId: 'C-17' })).isErr()).toBe(true);
  });
});

describe('A member whom the host itself knows', () => {
  const known = (person: object) => shop({ authorize: byRole({ identify: () => person as never }) });

  test('sees what is its own, and of another as much as of nobody', async () => {
    const { send, pointbook } = known({ role: 'member', actor: 'web', memberId: 'C-17' });
    for (const memberId of ['C-17', 'C-18']) await pointbook.enrolMember({ memberId });
    expect((await send('GET /members/C-17/balance')).json).toMatchObject({ available: 0 });
    expect(await send('GET /members/C-18/balance')).toMatchObject({ status: 404, json: { kind: 'unknown-member' } });
    expect((await send('GET /members')).status).toBe(403);
  });

  test.each([
    ['without an id', {}],
    ['with an empty id', { memberId: '' }],
    ['with null for an id', { memberId: null }],
  ])('is told nothing %s, and the log why', async (_what, id) => {
    const { send, pointbook, lines } = known({ role: 'member', actor: 'web', ...id });
    await pointbook.enrolMember({ memberId: 'C-17' });
    expect(await send('GET /members/C-17')).toMatchObject({ status: 500, json: { kind: 'internal-error' } });
    expect(String(lines[0]?.cause)).toContain('`memberId`');
  });

  test('has a role that is a list: a text would allow each verb that is a part of it', () => {
    const roles = { ...usualRoles, kiosk: 'getMember' as never };
    expect(() => byRole({ identify: () => null, roles })).toThrow(/The role "kiosk" must be a list of verbs/);
  });
});

describe('A member with a signed link', () => {
  test('sees itself, by the header or by the link', async () => {
    const { asMember, send, token } = await twoMembers();
    expect((await asMember('GET /members/C-17')).json).toMatchObject({ memberId: 'C-17' });
    expect((await send(`GET /members/C-17/balance?link=${token}`, { as: null })).json).toMatchObject({ available: 0 });
  });

  test('learns the same of another member and of nobody', async () => {
    const { asMember } = await twoMembers();
    const known = await asMember('GET /members/C-18');
    const nobody = await asMember('GET /members/C-99');
    const withoutId = ({ requestId: _id, ...json }: { requestId: string }) => JSON.stringify(json);
    expect(known.status).toBe(404);
    expect(withoutId(known.json)).toBe(withoutId(nobody.json).replaceAll('C-99', 'C-18'));
    expect([...known.headers.keys()]).toEqual([...nobody.headers.keys()]);
  });

  test('reads a statement in the view of members, whatever it asks for', async () => {
    const { asMember, pointbook } = await twoMembers();
    const change = {
      memberId: 'C-17',
      points: 5,
      actor: 'staff-3',
      reason: 'a complaint',
      idempotencyKey: 'g',
    } as const;
    await pointbook.adjustPoints({ ...change, direction: 'add', comment: 'Sorry!' });
    const page = await asMember('GET /members/C-17/statement?view=staff');
    const view = await pointbook.getStatement({ memberId: 'C-17', view: 'member' });
    expect(page.json.items).toEqual(JSON.parse(JSON.stringify(valueOf(view).items)));
    expect(page.text).not.toContain('a complaint');
  });

  test.each(verbsOf().filter(({ path }) => !(usualRoles.member as readonly string[]).includes(path.join('.'))))(
    'may not ask for $name',
    async ({ route }) => {
      const { asMember } = await twoMembers();
      const path = route.replace('{memberId}', 'C-17').replaceAll(/\{\w+\}/g, '1');
      expect((await asMember(path)).status).toBe(403);
    },
  );

  test('asks for a code for itself alone, and is told nothing of its delivery', async () => {
    const { asMember } = await twoMembers();
    const path = 'POST /for-members/redemptions/requests';
    const foreign = await asMember(path, { memberId: 'C-18', redemptionId: 'RD-1', points: 10 });
    expect(foreign).toMatchObject({ status: 404, json: { kind: 'unknown-member' } });
    const both = await asMember(path, { phone: '+628123456789', redemptionId: 'RD-1', points: 10 });
    expect(both).toMatchObject({ status: 400, json: { kind: 'invalid-command' } });
  });

  test.each([
    [
      'is past its end',
      async (token: string, { time }: ReturnType<typeof shop>) => {
        time.now = soon.getTime();
        return token;
      },
    ],
    ['names another member', async (token: string) => `${btoa('C-18')}.${token.split('.').slice(1).join('.')}`],
    ['names a later end', async (token: string) => token.replace(/\.\d+\./, `.${soon.getTime() + hour}.`)],
    ['is cut', async (token: string) => token.slice(0, -1)],
    [
      'has another last letter',
      async (token: string) => token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.at(-1),
    ],
    ['is empty', async () => '.'],
    ['is long', async () => 'A'.repeat(7000)],
  ])('is told nothing where the link %s', async (_what, spoil) => {
    const own = await twoMembers();
    const token = await spoil(own.token, own);
    const answer = await own.send(`GET /members/C-17?link=${token}`, { as: null });
    expect(answer).toMatchObject({ status: 401, json: { kind: 'unauthenticated' } });
  });
});
