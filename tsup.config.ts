import { defineConfig, type Options } from 'tsup';
import { droppableValues } from './scripts/droppable-values.ts';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

// Every library is built alike: ESM and CommonJS (hosts are often Nest, Jest or Electron), each with its types. What
// package.json names under dependencies stays outside; other packages that the sources import are bundled.
export const shared: Options = {
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // The types of other packages are those of their dist: the sources of the core need not be read again for each.
  dts: { compilerOptions: { customConditions: [] } },
  // With the text of the sources in them: a host's debugger and stack traces show TypeScript.
  sourcemap: true,
  clean: true,
  tsconfig: '../../tsconfig.json',
  esbuildPlugins: [droppableValues, thirdPartyNotices],
};

export default defineConfig(shared);
