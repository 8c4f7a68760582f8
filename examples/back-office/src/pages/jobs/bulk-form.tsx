import type { Office } from '../../office.ts';
import { Card, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { PointsFields, type PointsMistakes, readPoints, type TypedPoints } from '../../ui/points-fields.tsx';
import { readForm } from '../../ui/read-form.ts';
import { type Chosen, maxChosen, readChosen } from './chosen.ts';
import { words } from './words.ts';

/** So many of those who are chosen are named. */
const maxNamed = 8;

/** The form of a change of many customers' points, for those who were chosen in their list. */
export function bulkForm(c: Page, office: Office) {
  const text = (name: string) => (c.req.query(name) ?? '').trim();
  const chosen = readChosen(office, text, (name) => c.req.queries(name) ?? []);
  return formPage(c, office, { chosen, search: text('q') });
}

/** Keeps what the form says as a plan, whose preview comes next. */
export async function planBulk(c: Page, office: Office) {
  const form = await readForm(c);
  const chosen = readChosen(office, form.text, form.texts);
  const { typed, change, mistakes, notes } = readPoints(c, office, form);
  if (change === null || mistakeOf(c, chosen) !== null)
    return formPage(c, office, { chosen, search: form.text('q'), typed, mistakes });
  const planId = office.bulkPlans.add({
    members: chosen.everyone ? { everyone: true } : { ids: chosen.memberIds },
    change: { [change.way]: change.points },
    ...notes,
  });
  return c.redirect(`/jobs/bulk/${planId}`, 303);
}

interface FormPageProps {
  readonly chosen: Chosen;
  readonly search: string;
  readonly typed?: TypedPoints;
  readonly mistakes?: PointsMistakes;
}

function formPage(c: Page, office: Office, { chosen, search, typed, mistakes }: FormPageProps) {
  const t = words(c);
  const mistake = mistakeOf(c, chosen);
  const list = `/customers?${new URLSearchParams({ q: search })}`;
  return show(
    c,
    {
      title: t.bulk,
      status: mistake === null && mistakes === undefined ? 200 : 422,
      back: { href: list, label: t.toCustomers },
    },
    mistake === null ? (
      <Card>
        <Form c={c} action="/jobs/bulk">
          <ForWhom c={c} office={office} chosen={chosen} />
          <PointsFields c={c} office={office} typed={typed} mistakes={mistakes} />
          <div class="actions">
            <button class="main">{t.preview}</button>
            <a class="button quiet" href={list}>
              {t.cancel}
            </a>
          </div>
        </Form>
      </Card>
    ) : (
      <Problem>{mistake}</Problem>
    ),
  );
}

function mistakeOf(c: Page, chosen: Chosen): string | null {
  const t = words(c);
  if (chosen.everyone) return null;
  if (chosen.memberIds.length === 0) return t.nobody;
  return chosen.memberIds.length > maxChosen ? t.tooMany(c.var.formats.number(maxChosen)) : null;
}

/** Who is chosen, for people and for the form. What a search finds is searched for once more when the form is sent. */
function ForWhom({ c, office, chosen }: { c: Page; office: Office; chosen: Chosen }) {
  const t = words(c);
  const { number } = c.var.formats;
  const { directory } = office;
  if (chosen.everyone)
    return (
      <p>
        <input type="hidden" name="all" value="yes" />
        <strong>{t.allShop(number(directory.count('')))}</strong>
      </p>
    );
  const { memberIds, search } = chosen;
  const named = memberIds.slice(0, maxNamed).map((memberId) => directory.get(memberId)?.name ?? memberId);
  const others = memberIds.length - named.length;
  return (
    <div>
      {search === null ? (
        memberIds.map((memberId) => <input type="hidden" name="member" value={memberId} />)
      ) : (
        <>
          <input type="hidden" name="all" value="yes" />
          <input type="hidden" name="q" value={search} />
        </>
      )}
      <p>
        <strong>{t.forWhom(number(memberIds.length))}</strong>
      </p>
      <p class="note">
        {named.map((name, index) => (
          <>
            {index > 0 && ', '}
            <bdi>{name}</bdi>
          </>
        ))}
        {others > 0 && ` ${t.andMore(number(others))}`}
      </p>
    </div>
  );
}
