import { defineConfig } from 'tsup';
import { shared } from '../../tsup.config.ts';

export default defineConfig({ ...shared, entry: ['src/main.ts'], format: ['esm'], platform: 'node', dts: false });
