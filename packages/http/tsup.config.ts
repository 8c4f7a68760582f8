import { defineConfig } from 'tsup';
import { shared } from '../../tsup.config.ts';

// Backups are apart: a till takes none.
export default defineConfig({ ...shared, entry: ['src/index.ts', 'src/schemas.ts'] });
