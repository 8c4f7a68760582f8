import { HTTPException } from 'hono/http-exception';
import type { Page } from './env.ts';

/** What a form brought, as somebody typed it. */
export interface Brought {
  /** The id of what the form does, the same each time that it is sent. */
  readonly key: string;
  /** Without the spaces around it; '' where it was left empty. */
  text(name: string): string;
  /** All values of a name, such as those of ticked boxes. */
  texts(name: string): readonly string[];
  /**
   * A whole figure, as people write it: with groups of digits, and any minus sign. Null where nothing was typed, and
   * NaN where it is no whole figure.
   */
  whole(name: string): number | null;
}

/** Reads the form of a request. */
export async function readForm(c: Page): Promise<Brought> {
  const entries = await formEntries(c);
  return broughtBy((name) => entries.filter(([each]) => each === name).map(([, value]) => value));
}

/** All names and values of the form of a request, the values of a name in their order. Files are left out. */
export async function formEntries(c: Page): Promise<readonly (readonly [name: string, value: string])[]> {
  const form = await c.req.parseBody({ all: true }).catch((error: unknown) => {
    // So the platform tells of bytes that are no form. Those that are too many are told otherwise.
    throw error instanceof TypeError ? notAForm(error) : error;
  });
  return Object.entries(form).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );
}

/** Refuses bytes that are no form, or a part of one: no page of this application sends them. */
export function notAForm(cause: unknown): HTTPException {
  return new HTTPException(400, { message: 'The form was cut short, or is none. Load the page again.', cause });
}

/** Which of its buttons sent a form. One that names none of them is refused: leaving it out chooses nothing. */
export function pressedOf<Button extends string>(form: Brought, buttons: readonly Button[]): Button {
  const pressed = buttons.find((button) => button === form.text('do'));
  if (pressed !== undefined) return pressed;
  const message = `The form does not say what to do: \`do\` is one of ${buttons.join(', ')}. Load the page again.`;
  throw new HTTPException(400, { message });
}

/** Reads what a form would bring: while somebody types, the page is asked what it says to it. */
export function readQuery(c: Page): Brought {
  return broughtBy((name) => c.req.queries(name) ?? []);
}

function broughtBy(texts: Brought['texts']): Brought {
  const text = (name: string) => (texts(name)[0] ?? '').trim();
  return { key: text('key'), text, texts, whole: (name) => wholeOf(text(name)) };
}

const minuses = /^[-−–—]\s*/;
const groups = /^\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3})+$|^\d+$/;

/** A whole figure as people write it; null for nothing, NaN for what is none. */
export function wholeOf(text: string): number | null {
  if (text === '') return null;
  const digits = text.replace(minuses, '').replace(/^\+/, '');
  if (!groups.test(digits)) return Number.NaN;
  const figure = Number(digits.replaceAll(/\D/g, ''));
  if (!Number.isSafeInteger(figure)) return Number.NaN;
  return minuses.test(text) && figure !== 0 ? -figure : figure;
}
