import type { Pointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';

/** The plugins of every ledger that the command line opens. */
export const plugins = [codes(), jobs(), reports()] as const;

/** A ledger with them. */
export type Ledger = Pointbook & PluginVerbs<typeof plugins>;
