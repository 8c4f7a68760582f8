import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import type { AnyPlugin } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';

/** The plugins of core, with no options. */
export const ownPlugins = [clock(), codes(), jobs(), reports()] as const;

/** The kinds of records that they keep. */
export const ownRecordKinds = ownPlugins.flatMap(({ records = [] }: AnyPlugin) => records);
