import { Validator } from '@seriousme/openapi-schema-validator';
import { verbsOf } from '@pointbook/core/plugin';
import { createHandler, statusOf } from '@pointbook/http';
import { describe, expect, test } from 'vitest';
import { ownPlugins } from '../support/shops/own-plugins.ts';
import { shop } from './shop.ts';
import { validatorOf } from './openapi-schemas.ts';

const verbs = verbsOf(ownPlugins);
const { send, pointbook } = shop();
const document = (await send('GET /openapi.json', { as: null })).json;
const validator = validatorOf(document);

function operationOf(route: string) {
  const [method = '', path = ''] = route.split(' ');
  return document.paths[path][method.toLowerCase()];
}

describe('/openapi.json', () => {
  test('is a document of OpenAPI 3.1', async () => {
    const judge = new Validator();
    expect(await judge.validate(structuredClone(document))).toEqual({ valid: true });
    expect(judge.version).toBe('3.1');
  });

  test('has an operation for each verb, and no other', () => {
    const found = Object.entries(document.paths as object).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(found.toSorted()).toEqual(verbs.map(({ route }) => route).toSorted());
  });

  test.each(verbs)(
    'tells of $route what it is, each field and each error with its status',
    ({ route, path, failures }) => {
      const operation = operationOf(route);
      expect(operation.operationId).toBe(path.join('_'));
      expect(operation.summary).toMatch(/^[A-Z].{10,}[^.]$/);
      expect(operation.description).not.toContain(operation.summary);
      for (const kind of failures) {
        const { $ref } = operation.responses[statusOf(kind)];
        const name = $ref.replace('#/components/responses/', '');
        const { schema } = document.components.responses[name].content['application/problem+json'];
        expect(schema.properties.kind.enum).toContain(kind);
      }
    },
  );

  test('has an example that is as its schema says, for each verb whose documentation has one', () => {
    const bodies = verbs.flatMap(({ route }) => operationOf(route).requestBody?.content['application/json'] ?? []);
    const examples = bodies.filter(({ example }: { example?: unknown }) => example !== undefined);
    expect(examples.length).toBeGreaterThan(25);
    const problems = Object.values(document.components.responses as Record<string, typeof document>);
    for (const { schema, example } of [
      ...examples,
      ...problems.map(({ content }) => content['application/problem+json']),
    ])
      expect([example, validator(schema)(example)]).toEqual([example, true]);
  });

  test('needs no field in the rows of a report whose columns are chosen', () => {
    const rows = (path: string) => operationOf(`GET ${path}`).responses[200].content['application/json'].schema.items;
    expect(rows('/reports/daily').required).toEqual([]);
    expect(rows('/reports/liability').required.length).toBeGreaterThan(0);
  });

  test('has the limits of the input of a plugin of the host', async () => {
    const found = ownPlugins[3].verbs.statement;
    const verb = Object.assign((host: never) => found(host), found, { route: undefined });
    const handler = createHandler(
      { ...pointbook, plugins: [{ name: 'mine', verbs: { verb } } as never] },
      { authorize: () => ({ refused: 'forbidden' }), basePath: '/points' },
    );
    const answer = await handler(new Request('https://till.example/points/openapi.json'));
    const own = await answer.json();
    expect(own.servers).toEqual([{ url: '/points' }]);
    expect(own.paths['/mine/verb'].post).toMatchObject({
      operationId: 'mine_verb',
      requestBody: { content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } } },
    });
    expect((await new Validator().validate(own)).valid).toBe(true);
  });

  test('is not there where the host wants no documentation', async () => {
    expect((await shop({ docs: false }).send('GET /openapi.json', { as: null })).status).toBe(404);
  });
});
