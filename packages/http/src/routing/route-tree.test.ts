import { describe, expect, test } from 'vitest';
import { routeTree } from './route-tree.ts';

const tree = routeTree(
  [
    'GET /members',
    'GET /members/{memberId}',
    'GET /members/me',
    'PUT /members/{id}',
    'GET /members/{memberId}/balance',
    'GET /{any}/me/more',
  ].map((route) => ({ route })),
);
const matched = (method: string, path: string) => {
  const match = tree.match(method, path.split('/'));
  return match.found === null ? match.methods : [match.found.route, match.values];
};

describe('A path', () => {
  test.each([
    ['GET', 'members', ['GET /members', {}]],
    ['GET', 'members/C-17', ['GET /members/{memberId}', { memberId: 'C-17' }]],
    ['GET', 'members/me', ['GET /members/me', {}]],
    ['PUT', 'members/C-17', ['PUT /members/{id}', { id: 'C-17' }]],
    ['PUT', 'members/me', ['PUT /members/{id}', { id: 'me' }]],
    ['GET', 'members/me/balance', ['GET /members/{memberId}/balance', { memberId: 'me' }]],
    ['GET', 'members/me/more', ['GET /{any}/me/more', { any: 'members' }]],
    ['GET', 'members/{memberId}', ['GET /members/{memberId}', { memberId: '{memberId}' }]],
    ['DELETE', 'members/me', ['GET', 'PUT']],
    ['DELETE', 'members', ['GET']],
    ['GET', 'constructor', []],
    ['GET', '', []],
    ['GET', 'members/', []],
  ])('%s %s', (method, path, found) => {
    expect(matched(method, path)).toEqual(found);
  });

  test('has one route of each method', () => {
    const routes = ['GET /members/{a}', 'GET /members/{b}'].map((route) => ({ route }));
    expect(() => routeTree(routes)).toThrow('The routes GET /members/{a} and GET /members/{b} are one: change either.');
  });
});
