import type { Office } from '../../office.ts';
import { Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import type { FormContext } from './form-context.tsx';
import { words as formWords } from './form-words.ts';
import { CapFields, CodeFields, ExpiryFields, ItemFields, PayingFields, TriggerFields } from './general-fields.tsx';
import { formMistakes, noMistakes } from './mistakes.ts';
import { words as mistakeWords } from './mistake-words.ts';
import { draftAddress, openDraft } from './open-draft.ts';
import { Preview } from './preview.tsx';
import { MultiplierFields, RuleFields } from './rule-fields.tsx';
import { words } from './words.ts';

/** The form of a change. Each change of it is kept at once, and what an invoice would earn is told. */
export function draftPage(c: Page, office: Office) {
  const t = words(c);
  const opened = openDraft(c, office);
  if (opened === null) return gonePage(c);
  const { draft, typed, read } = opened;
  const isMarked = read.isErr() && c.req.query('marked') !== undefined;
  const mistakes = read.isErr() ? formMistakes(c, read.error) : noMistakes;
  const form: FormContext = { c, typed, mistakes: isMarked ? mistakes : noMistakes };
  const here = draftAddress(draft.draftId);
  return show(
    c,
    { title: formWords(c).title, status: isMarked ? 422 : 200, back: { href: '/program', label: t.title } },
    <Form c={c} action={here}>
      {isMarked && (
        <Problem>
          <p>{mistakeWords(c).marked}</p>
          {form.mistakes.others.map((mistake) => (
            <p>{mistake}</p>
          ))}
        </Problem>
      )}
      <input type="hidden" name="saves" value={draft.saves} />
      <p class="hint">{formWords(c).intro}</p>
      <div class="actions">
        <button class="main" name="do" value="see">
          {t.see}
        </button>
      </div>
      <div
        class="with-aside"
        hx-post={here}
        hx-trigger="input delay:400ms"
        hx-target="#preview"
        hx-select="#preview"
        hx-swap="outerHTML"
        hx-sync="this:queue last"
      >
        <div class="fields">
          <TriggerFields form={form} />
          <RuleFields form={form} />
          <CapFields form={form} />
          <MultiplierFields form={form} />
          <ExpiryFields form={form} />
          <PayingFields form={form} />
          <ItemFields form={form} />
          <CodeFields form={form} />
        </div>
        <div class="aside">
          <Preview form={form} read={read.isErr() ? { mistakes } : { program: read.value }} />
        </div>
      </div>
      <div class="actions">
        <button class="main" name="do" value="see">
          {t.see}
        </button>
      </div>
    </Form>,
  );
}

/** Answers for a change that was published or discarded meanwhile, also to a form that is still open in another tab. */
export function gonePage(c: Page) {
  const t = words(c);
  return show(
    c,
    { title: t.gone, status: 404 },
    <>
      <div id="preview" class="fields" role="status">
        <Problem>{t.goneText}</Problem>
      </div>
      <p>
        <a class="button" href="/program">
          {t.toProgram}
        </a>
      </p>
    </>,
  );
}
