import { defineConfig } from 'tsup';
import { shared } from '../../tsup.config.ts';

// A program, not a library: one form, no types.
export default defineConfig({
  ...shared,
  entry: ['src/main.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node22',
  dts: false,
});
