import type { BulkTask, JobProblem, JobReceipt, PointsChangeQuery } from '@pointbook/core/jobs';
import type { Office } from '../../office.ts';
import type { Page } from '../../ui/env.ts';
import { dictionary } from '../../ui/words.ts';
import { words } from './words.ts';

const problems = dictionary({
  en: {
    insufficient: 'Has fewer points than that.',
    unknown: 'There is no such customer.',
    shortfall: (kept: string, all: string) => `${kept} of the ${all} points are spent, held or have ended: they stay.`,
  },
  id: {
    insufficient: 'Poinnya kurang dari itu.',
    unknown: 'Pelanggan ini tidak ada.',
    shortfall: (kept: string, all: string) => `${kept} dari ${all} poin sudah dipakai, ditahan, atau hangus: tetap.`,
  },
});

/** What a job does, in the words of a shop. */
export function toldTask(c: Page, office: Office, { jobId, task }: Pick<JobReceipt, 'jobId' | 'task'>): string {
  const t = words(c);
  if (task.kind === 'undo') return task.undoes.startsWith('import-') ? t.undoOfImport : t.undoOfBulk;
  if (task.kind === 'bulk') return `${toldChange(c, changeOf(task))}: ${toldSelection(c, task)}`;
  const file = office.files.ofJob(jobId)?.name ?? t.aFile;
  return { add: t.importAdd, set: t.importSet, opening: t.importOpening }[task.mode](file);
}

/** What is done with the points of each customer. */
export function toldChange(c: Page, { add, deduct, set }: PointsChangeQuery): string {
  const t = words(c);
  const { number } = c.var.formats;
  if (set !== undefined) return t.set(number(set));
  return add === undefined ? t.deduct(number(deduct ?? 0)) : t.add(number(add));
}

/** Why somebody was left out. */
export function toldProblem(c: Page, { kind, message }: Pick<JobProblem, 'kind' | 'message'>): string {
  const t = problems(c);
  if (kind === 'insufficient-points') return t.insufficient;
  if (kind === 'unknown-member' && !message.startsWith('Line ')) return t.unknown;
  const [, kept, all] = /^(\d+) of the (\d+) points/.exec(message) ?? [];
  if (kind !== 'shortfall' || kept === undefined || all === undefined) return message;
  return t.shortfall(c.var.formats.number(Number(kept)), c.var.formats.number(Number(all)));
}

/** How many members or rows a job is for; null where that is not known. */
export async function sizeOf(
  { ledger, directory, files }: Office,
  { jobId, task }: JobReceipt,
): Promise<number | null> {
  if (task.kind === 'import') return files.ofJob(jobId)?.rows ?? null;
  if (task.kind === 'undo') {
    const undone = await ledger.pointbook.jobs.getProgress({ jobId: task.undoes });
    return undone.map(({ accepted }) => accepted).unwrapOr(null);
  }
  const { selection } = task;
  if (selection.who === 'ids') return selection.memberIds.length;
  return selection.who === 'everyone' ? directory.count('') : null;
}

function changeOf({ change }: BulkTask): PointsChangeQuery {
  return change.way === 'set' ? { set: change.balance } : { [change.way]: change.points };
}

function toldSelection(c: Page, { selection }: BulkTask): string {
  const t = words(c);
  if (selection.who === 'ids') return t.some(c.var.formats.number(selection.memberIds.length));
  return selection.who === 'everyone' ? t.everyone : t.filtered;
}
