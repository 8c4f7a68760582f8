import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { verbsOf } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { verification } from '@pointbook/core/verify';
import { requestStatuses, statuses } from '@pointbook/http';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'http.md'), 'utf8');
const [, statusTable = ''] = page.split('## Statuses');

test('The page of HTTP lists the routes of all verbs, and no other', () => {
  const rows = [...page.matchAll(/^\| `([A-Z]+ \/.+)` \| `(.+)` \| .+ \|$/gm)].map(([, route, name]) => [route, name]);
  const verbs = verbsOf([clock(), codes(), jobs(), reports(), verification()]);
  expect(rows).toEqual(verbs.map(({ route, path }) => [route, path.join('.')]));
});

test('The page of HTTP lists the status of every kind, and no other', () => {
  const rows = [...statusTable.matchAll(/^\| (\d{3}) \| .+ \| (.+) \|$/gm)];
  const listed = rows.flatMap(([, status, kinds = '']) =>
    [...kinds.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => [kind, Number(status)]),
  );
  expect(Object.fromEntries(listed)).toEqual({ ...statuses, ...requestStatuses });
  expect(listed).toHaveLength(Object.keys({ ...statuses, ...requestStatuses }).length);
});

test('The page of HTTP says what to do on each of its own kinds', () => {
  const rows = [...statusTable.matchAll(/^\| `([a-z-]+)` \| .+ \| .+ \|$/gm)].map(([, kind]) => kind);
  expect(rows).toEqual(Object.keys(requestStatuses));
});
