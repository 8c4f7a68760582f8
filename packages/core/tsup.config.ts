import { defineConfig } from 'tsup';
import shared from '../../tsup.config.ts';

// The entry for work on many members is apart: a host that does none of it loads none of it.
export default defineConfig({ ...shared, entry: ['src/index.ts', 'src/bulk.ts'] });
