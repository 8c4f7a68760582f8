import { defineConfig } from 'tsup';
import { shared } from '../../tsup.config.ts';

// The client is apart, because who calls a ledger has no use for the server, and few clients have one for its streams;
// so are the schemas.
export default defineConfig({
  ...shared,
  entry: ['src/index.ts', 'src/client.ts', 'src/client-streams.ts', 'src/schemas.ts'],
});
