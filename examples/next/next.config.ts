import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // Node loads these as they are: what is bundled would find neither the driver of the database nor the page of /docs.
  serverExternalPackages: ['@pointbook/core', '@pointbook/http', '@pointbook/sqlite', 'better-sqlite3'],
  // `pnpm types` checks the types.
  typescript: { ignoreBuildErrors: true },
  // The lockfile is that of the workspace.
  turbopack: { root: join(import.meta.dirname, '..', '..') },
};

export default config;
