import type { StoredProgram } from '@pointbook/core';
import { budgets, challenges } from '@pointbook/core/codes';
import { jobProblems, jobRecords } from '@pointbook/core/jobs';
import {
  type AnyRecordKind,
  invoices,
  pastBases,
  payments,
  profiles,
  profileSaves,
  type RecordKind,
  refunds,
  replacedSales,
} from '@pointbook/core/plugin';
import { tillKinds } from '@pointbook/core/store';

/** The kinds of records of Pointbook's own plugins. */
export const pluginKinds: readonly AnyRecordKind[] = [challenges, budgets, jobRecords, jobProblems];

/** All kinds of records but accounts and entries, by the names that the kit has for them. */
export const recordKinds = {
  profiles,
  profileSaves,
  invoices,
  payments,
  refunds,
  pastBases,
  replacedSales,
  challenges,
  budgets,
  jobs: jobRecords,
  jobProblems,
} as const;

/** The name of a kind of record. */
export type KindName = keyof typeof recordKinds;

/** Records of each kind. */
export type RecordsByKind = {
  readonly [Name in KindName]: readonly ((typeof recordKinds)[Name] extends RecordKind<infer R> ? R : never)[];
};

/** The names of all kinds, in the order in which records are written. */
export const kindNames = Object.keys(recordKinds) as readonly KindName[];

/** The same done for each kind. */
export function byKind(recordsOf: (kind: AnyRecordKind, name: KindName) => readonly unknown[]): RecordsByKind {
  return Object.fromEntries(kindNames.map((name) => [name, recordsOf(recordKinds[name], name)])) as RecordsByKind;
}

/** The versions of a program: no entry point names their kind. */
export const programVersions = tillKinds.find(({ kind }) => kind === 'program') as RecordKind<StoredProgram>;
