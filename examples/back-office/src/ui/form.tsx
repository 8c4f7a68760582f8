import { randomUUID } from 'node:crypto';
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Page } from './env.ts';

/** What shows that a form is one of this session. */
export function CsrfField({ c }: { readonly c: Page }) {
  return <input type="hidden" name="csrf" value={c.var.csrf} />;
}

type FormProps = PropsWithChildren<{
  readonly c: Page;
  readonly action: string;
  /**
   * The id of what the form does. A form that is sent twice has the same one, so that it is done once. A form that is
   * shown again with its mistakes keeps it.
   */
  readonly formKey?: string | undefined;
  readonly class?: string;
  /** A question to answer before it is sent. */
  readonly confirm?: string;
  readonly enctype?: 'multipart/form-data';
}>;

/** A form that changes something. */
export function Form({ c, action, formKey = randomUUID(), confirm, children, ...others }: FormProps) {
  return (
    <form method="post" action={action} data-confirm={confirm} {...others}>
      <CsrfField c={c} />
      <input type="hidden" name="key" value={formKey} />
      {children}
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | number | null | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly type?: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'text';
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly autofocus?: boolean;
  readonly maxlength?: number;
  readonly list?: string;
  readonly accept?: string;
  readonly class?: string;
  readonly min?: number;
  readonly step?: number;
}

/** A label, what is typed, a hint, and what is wrong with it. */
export function Field({ name, label, value, hint, error, type = 'text', ...others }: FieldProps) {
  const notes = notesOf(name, { hint, error });
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} type={type} value={value ?? undefined} {...notes.attributes} {...others} />
      {notes.shown}
    </div>
  );
}

interface RadiosProps extends Pick<FieldProps, 'name' | 'label' | 'error'> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string | undefined;
  /** Whether a heading says already what it is, so that only a screen reader reads the label. */
  readonly isTitled?: boolean;
}

/** One of few, all to be seen. */
export function Radios({ name, label, options, value, error, isTitled = false }: RadiosProps) {
  return (
    <fieldset class="radios">
      <legend class={isTitled ? 'hidden' : undefined}>{label}</legend>
      {options.map((option) => (
        <label>
          <input type="radio" name={name} value={option.value} checked={option.value === value} />
          <span>{option.label}</span>
        </label>
      ))}
      {error && <p class="error">{error}</p>}
    </fieldset>
  );
}

/** The hint and the mistake of a field, and what names them beside it. */
export function notesOf(name: string, { hint, error }: { hint?: string | undefined; error?: string | undefined }) {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const shown: Child = (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </>
  );
  return { attributes: { 'aria-describedby': ids || undefined, 'aria-invalid': error ? 'true' : undefined }, shown };
}
