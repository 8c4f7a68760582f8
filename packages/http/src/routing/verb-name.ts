import type { Pointbook } from '@pointbook/core';
import type { ClockVerbs } from '@pointbook/core/clock';
import type { CodeVerbs } from '@pointbook/core/codes';
import type { JobVerbs } from '@pointbook/core/jobs';
import type { ReportVerbs } from '@pointbook/core/reports';
import type { VerificationVerbs } from '@pointbook/core/verify';
import type { OfItsProcess } from '../client/client.ts';

/** The path of a verb on the ledger, with dots: `saveInvoice`, `reports.status`. */
export type VerbName = OwnVerbName | PluginVerbName;

/** A verb of the ledger, or of a plugin that comes with the core. */
export type OwnVerbName = PathIn<Omit<Pointbook, OfItsProcess> & OwnPluginVerbs>;

/** A verb of another plugin: the name of the plugin comes first. */
export type PluginVerbName = `${string}.${string}`;

interface OwnPluginVerbs {
  readonly clock: ClockVerbs;
  readonly codes: CodeVerbs;
  readonly jobs: JobVerbs;
  readonly reports: ReportVerbs;
  readonly verification: VerificationVerbs;
}

type PathIn<Verbs> = {
  [Name in keyof Verbs & string]: Verbs[Name] extends (...given: never) => unknown
    ? Name
    : `${Name}.${PathIn<Verbs[Name]>}`;
}[keyof Verbs & string];
