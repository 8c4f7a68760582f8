import { createPointbook } from '@pointbook/core';
import { verification } from '@pointbook/core/verify';
import { byRole, createHandler } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import { shop } from './shop.ts';

function asking(plugins: Parameters<typeof createPointbook>[0]['plugins']) {
  const pointbook = createPointbook({ program: warung(), store: memoryStore(), plugins: [...(plugins ?? [])] });
  const identify = (request: Request) => ({ role: request.headers.get('authorization') ?? '', actor: 'someone' });
  const handler = createHandler(pointbook, { authorize: byRole({ identify }) });
  const ask = async (path: string, role: string) => {
    const response = await handler(new Request(`https://till.example${path}`, { headers: { authorization: role } }));
    return { status: response.status, json: await response.json() };
  };
  return { pointbook, ask };
}

test('A ledger with the plugin is checked over HTTP, by its owner alone', async () => {
  const { pointbook, ask } = asking([verification()]);
  valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
  expect(await ask('/verification', 'owner')).toEqual({
    status: 200,
    json: { members: 1, entries: 0, findings: [], unchecked: [] },
  });
  for (const role of ['cashier', 'manager', 'member'])
    expect(await ask('/verification', role)).toMatchObject({ status: 403, json: { kind: 'forbidden' } });
  expect(await ask('/verification?all=true', 'owner')).toMatchObject({
    status: 400,
    json: { kind: 'unknown-parameter' },
  });
  const document = (await ask('/openapi.json', 'nobody')).json;
  expect(document.paths['/verification'].get).toMatchObject({ operationId: 'verification_verify' });
});

test('A ledger without it has no such route', async () => {
  expect((await shop().send('GET /verification', { as: 'owner' })).status).toBe(404);
});
