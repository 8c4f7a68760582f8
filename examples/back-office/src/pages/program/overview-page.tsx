import type { Office } from '../../office.ts';
import type { Publication } from '../../shop/publications.ts';
import { Card } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { changesBetween } from './changes.ts';
import { draftAddress, nameOf, newestOf, publishedProgram } from './open-draft.ts';
import { groups, type Statement, tellProgram } from './tell-program.ts';
import { ChangesTable, Told } from './told.tsx';
import { words } from './words.ts';

/** The rules in use, the changes of them that somebody has begun, and the rules of before. */
export function overviewPage(c: Page, office: Office) {
  const t = words(c);
  const { formats } = c.var;
  const newest = newestOf(office);
  const publications = office.ledger.publications.all();
  return show(
    c,
    {
      title: t.title,
      actions: (
        <Form c={c} action="/program/drafts">
          <button class="main">{t.change}</button>
        </Form>
      ),
    },
    <>
      <OpenDrafts c={c} office={office} />
      <Rules c={c} statements={tellProgram(c, publishedProgram(office, newest))} />
      <Card title={t.versions}>
        <ul class="list">
          {publications.map((publication) => (
            <li>
              <span>
                <a href={`/program/versions/${publication.number}`}>{t.version(formats.number(publication.number))}</a>
                <span class="note"> {toldPublication(c, office, publication)}</span>
              </span>
              {publication.number === newest.number && <span class="tag good">{t.now}</span>}
            </li>
          ))}
        </ul>
      </Card>
    </>,
  );
}

/** Rules that were published, in use or not, and what they changed. */
export function versionPage(c: Page, office: Office) {
  const t = words(c);
  const { publications } = office.ledger;
  const number = Number(c.req.param('number'));
  const publication = Number.isSafeInteger(number) ? publications.get(number) : null;
  if (publication === null) return c.notFound();
  const program = publishedProgram(office, publication);
  const before = publications.get(number - 1);
  const isInUse = publication.number === publications.newest()?.number;
  return show(
    c,
    {
      title: t.version(c.var.formats.number(number)),
      back: { href: '/program', label: t.title },
      actions: isInUse && <span class="tag good">{t.now}</span>,
    },
    <>
      <p class="note">{toldPublication(c, office, publication)}</p>
      {before !== null && (
        <Card title={t.whatChanged}>
          <ChangesTable
            c={c}
            changes={changesBetween(c, publishedProgram(office, before), program)}
            caption={t.whatChanged}
          />
        </Card>
      )}
      <Rules c={c} statements={tellProgram(c, program)} />
    </>,
  );
}

function toldPublication(c: Page, office: Office, { staffId, publishedAt }: Publication): string {
  const t = words(c);
  const moment = c.var.formats.moment(publishedAt);
  return staffId === null ? t.publishedFirst(moment) : t.publishedBy(nameOf(office, staffId), moment);
}

/** Rules in words, group by group. */
function Rules({ c, statements }: { c: Page; statements: readonly Statement[] }) {
  const t = words(c);
  const told = groups.map((group) => ({ group, said: statements.filter((statement) => statement.group === group) }));
  return (
    <div class="columns">
      {told.map(({ group, said }) =>
        group === 'others' ? (
          <details class="card">
            <summary>{t.others}</summary>
            <Told statements={said} />
          </details>
        ) : (
          (said.length > 0 || group === 'items') && (
            <Card title={t[group]}>
              {said.length > 0 ? <Told statements={said} /> : <p class="hint">{t.noItems}</p>}
            </Card>
          )
        ),
      )}
    </div>
  );
}

function OpenDrafts({ c, office }: { c: Page; office: Office }) {
  const t = words(c);
  const drafts = office.drafts.all();
  if (drafts.length === 0) return null;
  return (
    <Card title={t.unfinished}>
      <ul class="list">
        {drafts.map(({ draftId, staffId, changedAt }) => (
          <li>
            <span>{t.draftOf(nameOf(office, staffId), c.var.formats.moment(changedAt))}</span>
            <span class="actions">
              <a class="button" href={draftAddress(draftId)}>
                {t.goOn}
              </a>
              <Form c={c} action={`${draftAddress(draftId)}/discard`} confirm={t.discardAsk}>
                <button class="quiet">{t.discard}</button>
              </Form>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
