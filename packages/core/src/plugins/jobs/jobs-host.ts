import type { ReadingHost, SweepingHost } from '../../index.ts';
import type { PluginDue } from '../../plugin.ts';
import type { PhoneReader } from './csv/cells/phone-reader.ts';

/** What reads files. */
export interface FileHost extends ReadingHost {
  /** What reads phones that do not begin with a plus; null where nothing does. */
  readonly phones: PhoneReader | null;
}

/** What the verbs of jobs work with: they read members page by page, write chunk by chunk, and sweep. */
export interface JobsHost extends FileHost, SweepingHost {
  /** The work of the ledger's plugins, for `runDue`; none when left out. */
  readonly due?: readonly PluginDue[];
}
