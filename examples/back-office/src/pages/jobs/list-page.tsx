import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { jobAddress } from '../../ui/addresses.ts';
import { Columns, Empty, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { StateTag } from './job-page.tsx';
import { toldTask } from './told-job.ts';
import { words } from './words.ts';

const perPage = 25;

/** The jobs, the newest first. */
export async function listPage(c: Page, office: Office) {
  const t = words(c);
  const { number, moment } = c.var.formats;
  const from = c.req.query('from');
  const query = { limit: perPage, ...(from !== undefined && { cursor: from }) };
  const { items, next } = orThrow(await office.ledger.pointbook.jobs.listJobs(query));
  return show(
    c,
    { title: t.title },
    <section class="card">
      {items.length === 0 ? (
        <Empty title={t.none}>
          <p>{t.noneText}</p>
          <p class="actions">
            <a class="button main" href="/customers">
              {t.toCustomers}
            </a>
            <a class="button" href="/imports">
              {t.toImports}
            </a>
          </p>
        </Empty>
      ) : (
        <>
          <p class="hint">{t.intro}</p>
          <Table caption={t.title}>
            <Columns
              of={[
                { label: t.what },
                { label: t.state },
                { label: t.changed, class: 'end' },
                { label: t.who, class: 'wide' },
                { label: t.when, class: 'wide' },
              ]}
            />
            <tbody>
              {items.map((job) => (
                <tr>
                  <th scope="row">
                    <a href={jobAddress(job.jobId)}>{toldTask(c, office, job)}</a>
                  </th>
                  <td>
                    <StateTag c={c} state={job.state} undoneBy={job.undoneBy} />
                  </td>
                  <td class="end">{number(job.accepted)}</td>
                  <td class="wide">{office.staff.get(job.actor)?.name ?? job.actor}</td>
                  <td class="wide">{moment(job.startedAt)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
          {next !== null && (
            <p class="pages">
              <a class="button" href={`/jobs?${new URLSearchParams({ from: next })}`}>
                {t.next}
              </a>
            </p>
          )}
        </>
      )}
    </section>,
  );
}
