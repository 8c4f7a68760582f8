import type { StoredProgram } from '@pointbook/core';
import { budgets, challenges } from '@pointbook/core/codes';
import { jobProblems, jobRecords } from '@pointbook/core/jobs';
import type { AnyRecordKind, RecordKind } from '@pointbook/core/plugin';
import { tillKinds } from '@pointbook/core/store';

/** The kinds of records of Pointbook's own plugins. */
export const pluginKinds: readonly AnyRecordKind[] = [challenges, budgets, jobRecords, jobProblems];

/** The versions of a program: no entry point names their kind. */
export const programVersions = tillKinds.find(({ kind }) => kind === 'program') as RecordKind<StoredProgram>;
