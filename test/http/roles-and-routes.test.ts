import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { byRole, createHandler, memberLinks } from '@pointbook/http';
import { webhooks } from '@pointbook/webhooks';
import { expect, test } from 'vitest';
import { root } from '../../scripts/workspace.ts';
import { memoryLedger } from '../support/stores/memory-ledger.ts';
import { pluginsOfAllVerbs } from '../support/shops/own-plugins.ts';
import { warung } from '../support/shops/warung.ts';
import { personOf } from './shop.ts';

/** The roles that the page of the documentation names for each route. */
const told = new Map(
  [
    ...readFileSync(join(root, 'docs', 'http.md'), 'utf8').matchAll(
      /^\| `(\w+ \/[^`]+)` \| `[\w.]+` \| ([\w, ]+) \|$/gm,
    ),
  ].map(([, route = '', roles = '']) => [route, roles.split(', ')]),
);

const { store, dump } = await memoryLedger();
const hooks = webhooks({ secret: 'the secret that all processes of the shop share' });
const pointbook = createPointbook({ program: warung(), store, plugins: [...pluginsOfAllVerbs, hooks] });
const { programId } = pointbook.ports.program;
const links = memberLinks({ secret: 'what signs the links of members!' });
const handler = createHandler(pointbook, { authorize: byRole({ identify: personOf, links }) });
await pointbook.enrolMember({ memberId: '17' });

const roles = {
  nobody: null,
  stranger: 'Bearer stranger',
  member: `Member ${await links.sign('17', new Date(Date.now() + 3_600_000))}`,
  cashier: 'Bearer cashier',
  manager: 'Bearer manager',
  owner: 'Bearer owner',
};

type Operation = { readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> } };
const document = (await (await handler(new Request('https://till.example/openapi.json'))).json()) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) =>
      [`${method.toUpperCase()} ${path}`, Object.keys(operation.requestBody?.content ?? {})] as const,
  ),
);

test('The page tells of each route that is described who may ask for it', () => {
  const own = operations.map(([route]) => route).filter((route) => !/ \/webhooks\b/.test(route));
  expect([...told.keys()].toSorted()).toEqual(own.toSorted());
});

test.each(operations)('%s is answered to the roles that the page tells, and to no other', async (route, types) => {
  const may = told.get(route) ?? ['owner'];
  for (const type of types.length === 0 ? [null] : types) {
    const before = await dump(programId);
    const refused = Object.entries(roles).filter(([role]) => !may.includes(role));
    for (const [role, authorization] of refused) {
      const status = role === 'nobody' || role === 'stranger' ? 401 : 403;
      expect([role, await ask(route, type, authorization)]).toEqual([role, status]);
    }
    expect(await dump(programId)).toEqual(before);
    for (const [role, authorization] of Object.entries(roles).filter(([name]) => may.includes(name)))
      expect([role, [401, 403].includes(await ask(route, type, authorization))]).toEqual([role, false]);
  }
});

/** The status of a request with an input that says nothing. */
async function ask(route: string, type: string | null, authorization: string | null): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const response = await handler(
    new Request(`https://till.example${path.replaceAll(/\{\w+\}/g, '17')}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(type === null ? {} : { 'content-type': type }),
      },
      ...(type === null ? {} : { body: '{}' }),
    }),
  );
  await response.body?.cancel();
  return response.status;
}
