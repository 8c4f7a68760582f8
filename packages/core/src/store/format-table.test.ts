import { expect, test } from 'vitest';
import { codes } from '../plugins/codes/codes.ts';
import { jobs } from '../plugins/jobs/jobs.ts';
import { formatTable } from './format-table-testing.ts';
import { kindsByName, tillKinds } from './till-kinds.ts';

test('the page of formats says what the declarations say; `vitest -u` writes it anew', async () => {
  const kinds = kindsByName([...tillKinds, ...(codes().records ?? []), ...(jobs().records ?? [])]);
  await expect(formatTable([...kinds.values()])).toMatchFileSnapshot('../../../../docs/formats.md');
});
