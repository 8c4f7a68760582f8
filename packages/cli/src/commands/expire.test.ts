import { okAsync } from 'neverthrow';
import { expect, test, vi } from 'vitest';
import { openShop } from '../cli-testing.ts';
import type * as pluginsOfCli from '../ledger/plugins.ts';

type Plugins = typeof pluginsOfCli;

vi.mock('../ledger/plugins.ts', async (original) => {
  const plugins = await original<Plugins>();
  const left = [{ memberId: 'C-18', kind: 'reaction-refused', message: 'The plugin guard refuses: Not now.' }];
  return {
    ...plugins,
    // No plugin that the command line knows refuses an expiry.
    ledgerWith: (options: Parameters<Plugins['ledgerWith']>[0]) => ({
      ...plugins.ledgerWith(options),
      expireDue: () => okAsync({ members: 1, entries: 2, left, more: false }),
    }),
  };
});

test.each([{ args: ['expire'] }, { args: ['expire', '--jobs'] }])(
  '$args names members whom a plugin leaves',
  async ({ args }) => {
    const shop = await openShop();
    const { code, stdout, stderr } = await shop.run(...args);
    expect({ code, stdout }).toEqual({ code: 4, stdout: 'members,entries,more\r\n1,2,false\r\n' });
    expect(stderr).toContain('"C-18" is left: The plugin guard refuses: Not now.');
  },
);
