import { isBusinessDate } from '@pointbook/core/values';

/** What a field for a date can hold of what came: browsers take nothing else. */
export function dateIn(text: string | null): string | null {
  return text !== null && isBusinessDate(text) ? text : null;
}
