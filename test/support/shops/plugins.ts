import type { Pointbook } from '@pointbook/core';
import { clock } from '@pointbook/core/clock';
import { jobs } from '@pointbook/core/jobs';
import { nationalPhones } from '@pointbook/core/phones';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';

/** The plugins of the ledgers that tests open. */
export const plugins = [jobs({ phones: nationalPhones() }), reports(), clock()] as const;

/** A ledger with them. */
export type Ledger = Pointbook & PluginVerbs<typeof plugins>;
