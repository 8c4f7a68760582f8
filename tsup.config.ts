import { defineConfig } from 'tsup';

// Every library is built alike: ESM and CommonJS (hosts are often Nest, Jest or Electron), each with its types.
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  clean: true,
  tsconfig: '../../tsconfig.json',
});
