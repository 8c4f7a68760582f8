import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const fixture = new URL('./fixtures/layers/', import.meta.url).pathname;

interface Report {
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

/** What dependency-cruiser reports of a tree that breaks every rule once, beside imports that are allowed. */
function violations(): string[] {
  const { stdout, stderr } = spawnSync(
    `${root}node_modules/.bin/depcruise`,
    ['--config', `${root}.dependency-cruiser.mjs`, '--output-type', 'json', 'packages', 'examples'],
    { cwd: fixture, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  return (
    report.summary.violations
      .filter(({ rule }) => rule.name !== 'resolvable')
      .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`.replaceAll('packages/core/src/', ''))
      // The root has some packages that the fixtures name.
      .map((text) => text.replace(/\S+\/node_modules\/([\w-]+)\/\S+$/, '$1'))
      .toSorted()
  );
}

test('every rule of .dependency-cruiser.mjs finds the file that breaks it, and nothing else', () => {
  expect(violations()).toEqual([
    'cli-imports-entry-points: packages/cli/src/sends-messages.ts → packages/sms/src/index.ts',
    'cli-imports-entry-points: packages/cli/src/sends-messages.ts → values/points.ts',
    'core-errors-types-only: errors/runs-a-verb.ts → pointbook/pointbook.ts',
    'core-expiring: expiring/knows-a-store.ts → store/clock.ts',
    'core-folders: helpers/anything.ts → values/points.ts',
    'core-kernel: kernel/validates.ts → schemas/commands.ts',
    'core-no-node: store/reads-a-file.ts → fs',
    'core-no-packages: store/knows-an-adapter.ts → packages/memory/src/index.ts',
    'core-papaparse: store/parses-csv.ts → papaparse',
    'core-plugins/codes: plugins/codes/reaches-inside.ts → values/points.ts',
    'core-pointbook: store/knows-the-facade.ts → pointbook/create-pointbook.ts',
    'core-reading-types-only: reading/runs-a-store.ts → store/open-store.ts',
    'core-sales-worth: sales/worth/knows-a-verb.ts → sales/claim-invoice.ts',
    'core-spending: spending/knows-a-sibling.ts → sales/claim-invoice.ts',
    'core-store: store/knows-the-facade.ts → index.ts',
    'core-store: store/knows-the-facade.ts → pointbook/create-pointbook.ts',
    'core-values: values/looks-up.ts → program/program.ts',
    'core-zod: kernel/validates.ts → zod',
    'entry-points-only: examples/demo/src/main.ts → values/points.ts',
    'http-client-alone: packages/http/src/client/answers.ts → packages/http/src/answering/respond.ts',
    'http-client: packages/http/src/client/answers.ts → packages/http/src/answering/respond.ts',
    'http-folders: packages/http/src/helpers/anything.ts → packages/http/src/answering/respond.ts',
    'http-reading: packages/http/src/reading/answers.ts → packages/http/src/answering/respond.ts',
    'http-routing-types-only: packages/http/src/routing/calls.ts → packages/http/src/client/call.ts',
    'index-last: store/knows-the-facade.ts → index.ts',
    'no-barrels: store/barrel.ts → values/points.ts',
    'no-cycles: ledger/cycle-a.ts → ledger/cycle-b.ts',
    'package-tests: packages/memory/src/store.test.ts → values/points.ts',
    'packages-import-core: packages/memory/src/reaches-into-core.ts → packages/testing/src/index.ts',
    'packages-import-core: packages/memory/src/reaches-into-core.ts → values/points.ts',
    'packages-import-core: packages/sms/src/knows-whatsapp.ts → packages/whatsapp/src/index.ts',
    'testing-imports-memory: packages/testing/src/knows-an-adapter.ts → packages/sms/src/index.ts',
    'whatsapp-imports-sms: packages/whatsapp/src/reaches-into-sms.ts → packages/memory/src/index.ts',
    'whatsapp-imports-sms: packages/whatsapp/src/reaches-into-sms.ts → packages/sms/src/sender.ts',
  ]);
});
