import type { PropsWithChildren } from 'hono/jsx';
import { Field } from '../../ui/form.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { Page } from '../../ui/env.ts';
import { words } from './form-words.ts';
import type { FormMistakes } from './mistakes.ts';
import { countName, maxRows, nameIn, type RowList, type TypedProgram } from './typed-program.ts';

/** A form that is shown: what was typed, and what is wrong with it. */
export interface FormContext {
  readonly c: Page;
  readonly typed: TypedProgram;
  readonly mistakes: FormMistakes;
}

interface TypedFieldProps extends Omit<Parameters<typeof Field>[0], 'value' | 'error'> {
  readonly form: FormContext;
  readonly value: string;
}

/** A field with what was typed and what is wrong with it. */
export function TypedField({ form, name, ...others }: TypedFieldProps) {
  return <Field name={name} autocomplete="off" maxlength={200} error={form.mistakes.fields.get(name)} {...others} />;
}

interface RowFrameProps {
  readonly form: FormContext;
  readonly list: RowList;
  readonly index: number;
  readonly title: string;
  readonly row: { readonly id: string };
  /** What the row is called in the names of its buttons. */
  readonly called: string;
}

/** A row of a list: its fields, and the buttons that move or remove it. Without a script these buttons work, too. */
export function RowFrame({ form, list, index, title, row, called, children }: PropsWithChildren<RowFrameProps>) {
  const t = words(form.c);
  const name = called || title;
  const error = form.mistakes.fields.get(nameIn(list, index));
  const moves = [
    ...(index > 0 ? [{ does: 'up', icon: 'up', label: t.up(name) } as const] : []),
    ...(index < form.typed[list].length - 1 ? [{ does: 'down', icon: 'down', label: t.down(name) } as const] : []),
    { does: 'remove', icon: 'cross', label: t.remove(name) } as const,
  ];
  return (
    <fieldset class="entry" id={nameIn(list, index)} tabindex={-1}>
      <legend>{title}</legend>
      <input type="hidden" name={nameIn(list, index, 'id')} value={row.id} />
      {error && <p class="error">{error}</p>}
      {children}
      <div class="actions">
        {moves.map(({ does, icon, label }) => (
          <button class="quiet" name="do" value={`${does} ${list} ${index}`} aria-label={label} title={label}>
            <Icon name={icon} />
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** How many rows there are, and the button that adds one. */
export function RowsEnd({ form, list, label }: { form: FormContext; list: RowList; label: string }) {
  const rows = form.typed[list].length;
  return (
    <>
      <input type="hidden" name={countName(list)} value={rows} />
      {rows < maxRows && (
        <button class="quiet" id={`add-${list}`} name="do" value={`add ${list} ${rows}`}>
          <Icon name="plus" />
          {label}
        </button>
      )}
    </>
  );
}
