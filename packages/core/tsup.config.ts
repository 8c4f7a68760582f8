import { defineConfig } from 'tsup';
import { shared } from '../../tsup.config.ts';

// What not every host needs is apart, so that no other loads it: work on many members, backups, and what helps to
// develop.
export default defineConfig({
  ...shared,
  entry: [
    'src/index.ts',
    'src/backup.ts',
    'src/clock.ts',
    'src/codes.ts',
    'src/config.ts',
    'src/console.ts',
    'src/errors.ts',
    'src/jobs.ts',
    'src/phones.ts',
    'src/plugin.ts',
    'src/reports.ts',
    'src/shapes.ts',
    'src/store.ts',
    'src/till.ts',
    'src/values.ts',
    'src/verify.ts',
  ],
});
