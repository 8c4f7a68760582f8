import { createPointbook, type Pointbook, type PointbookOptions } from '@pointbook/core';
import { clock } from '@pointbook/core/clock';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { nationalPhones } from '@pointbook/core/phones';
import type { AnyPlugin, AnyRecordKind, PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';

/** The plugins that the command line knows. */
export const plugins = [codes(), jobs({ phones: nationalPhones() }), reports(), clock()] as const;

/** The plugins of a ledger: those that are given, and of the others those that are not among them. */
export function pluginsWith(given: readonly AnyPlugin[] = []): readonly AnyPlugin[] {
  return [...given, ...plugins.filter(({ name }) => !given.some((each) => each.name === name))];
}

/** The kinds of records that plugins keep. */
export function recordKindsOf(all: readonly AnyPlugin[]): readonly AnyRecordKind[] {
  return all.flatMap(({ records = [] }) => records);
}

/** A ledger with them. */
export type Ledger = Pointbook & PluginVerbs<typeof plugins>;

/**
 * The ledger of a program with all plugins that the command line knows. They react, so that a change of a phone ends
 * the codes that went there; but a ledger whose processes do without them stays one that can be written without them.
 */
export function ledgerWith(options: Pick<PointbookOptions, 'program' | 'store' | 'newProgram' | 'plugins'>): Ledger {
  const { plugins: all = plugins } = options;
  return createPointbook({ ...options, plugins: all, addsRequirements: false }) as Pointbook as Ledger;
}
