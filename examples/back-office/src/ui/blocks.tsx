import type { Child, PropsWithChildren } from 'hono/jsx';

/** A part of a page with a heading. */
export function Card({
  title,
  actions,
  children,
  id,
}: PropsWithChildren<{ title?: string; actions?: Child; id?: string }>) {
  return (
    <section class="card" id={id}>
      {title !== undefined && (
        <header>
          <h2>{title}</h2>
          {actions && <div class="actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

/** A figure and what it is. */
export function Figure({ label, value, note }: { label: string; value: string; note?: string | undefined }) {
  return (
    <div class="figure">
      <dt>{label}</dt>
      <dd>{value}</dd>
      {note !== undefined && <dd class="note">{note}</dd>}
    </div>
  );
}

/** A figure in a list of them, one below the other; `isSum` where it is what they come to. */
export function Pair({ label, value, isSum = false }: { label: string; value: string; isSum?: boolean }) {
  return (
    <div class={isSum ? 'sum' : undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What is wrong, above what can be done about it. */
export function Problem({ children }: PropsWithChildren) {
  return (
    <div class="problem" role="alert">
      {children}
    </div>
  );
}

/** What a list says while it has nothing. */
export function Empty({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <div class="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** The heads of a table's columns. */
export function Columns({ of }: { of: readonly { readonly label: string; readonly class?: string }[] }) {
  return (
    <thead>
      <tr>
        {of.map((column) => (
          <th scope="col" class={column.class}>
            {column.label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A table that scrolls by itself where the page is too narrow for it. */
export function Table({ caption, children }: PropsWithChildren<{ caption: string }>) {
  return (
    <div class="table" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        {children}
      </table>
    </div>
  );
}
