import type { CommandHost } from '../../kernel/verb.ts';
import type { ReadingHost } from '../../reading/reading-host.ts';

/** What the verbs of jobs work with: they read members page by page, and write chunk by chunk. */
export type JobsHost = ReadingHost & CommandHost;
