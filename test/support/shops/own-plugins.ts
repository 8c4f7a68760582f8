import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import type { AnyPlugin } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { verification } from '@pointbook/core/verify';

/** The plugins of core, with no options. */
export const ownPlugins = [clock(), codes(), jobs(), reports()] as const;

/** The same, and `verify` as a verb. */
export const pluginsOfAllVerbs = [...ownPlugins, verification()] as const;

/** The kinds of records that they keep. */
export const ownRecordKinds = ownPlugins.flatMap(({ records = [] }: AnyPlugin) => records);
