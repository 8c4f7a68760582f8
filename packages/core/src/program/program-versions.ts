import { jsonCodec, record } from '../kernel/record.ts';
import type { StoredProgram } from './program.ts';

/** The versions of the program that invoices were saved under. */
export const programVersions = record<StoredProgram>({
  kind: 'program',
  format: 1,
  codec: jsonCodec(),
  key: ({ version }) => version,
});
