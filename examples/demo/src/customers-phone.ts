import type { Notifier } from '@pointbook/core/codes';
import { consoleNotifier } from '@pointbook/core/console';
import { Result } from 'neverthrow';
import type { Failure } from './failure.ts';

/** The phone of a customer, on which messages arrive in place of being sent. */
export interface CustomersPhone {
  readonly notifier: Notifier;
  /** What it shows, the oldest first. */
  readonly messages: readonly string[];
}

/** A phone whose messages fit a page so many characters wide. */
export function customersPhone(pageWidth: number): Result<CustomersPhone, Failure> {
  const messages: string[] = [];
  const width = Math.min(60, pageWidth - margin);
  const notifier = () => consoleNotifier({ width, print: (box) => messages.push(box) });
  return Result.fromThrowable(notifier, (thrown) => ({
    kind: 'not-for-production',
    message: (thrown as Error).message,
  }))().map((made) => ({ notifier: made, messages }));
}

/** The indent of a section, and the box around the text. */
const margin = 2 + 4;

/** The code in a message, as a customer finds it. */
export function codeIn(message: string): string {
  const [code = ''] = /\b\d{6}\b/.exec(message) ?? [];
  return code;
}
