import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { jobAddress } from '../../ui/addresses.ts';
import { Card } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** The jobs that are being worked on. */
export async function Jobs({ c, office: { ledger } }: { readonly c: Page; readonly office: Office }) {
  const t = words(c);
  const { moment, number } = c.var.formats;
  const { items } = orThrow(await ledger.pointbook.jobs.listJobs({ state: 'running', limit: 5 }));
  const names = { bulk: t.bulk, import: t.importing, undo: t.undo };
  return (
    <Card title={t.jobs}>
      {items.length === 0 ? (
        <p class="hint">{t.noJobs}</p>
      ) : (
        <ul class="list">
          {items.map(({ jobId, task, startedAt, seen }) => (
            <li>
              <span>
                <a href={jobAddress(jobId)}>{names[task.kind]}</a> <span class="note">{moment(startedAt)}</span>
              </span>
              <span class="note">{t.seen(number(seen))}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
