import { defineConfig } from 'tsup';
import { shared } from '../../tsup.config.ts';

// The client is apart, because who calls a ledger has no use for the server; so are the schemas.
export default defineConfig({ ...shared, entry: ['src/index.ts', 'src/client.ts', 'src/schemas.ts'] });
