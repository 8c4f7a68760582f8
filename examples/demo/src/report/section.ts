import { styleText } from 'node:util';
import { indent } from './text.ts';

/** A heading and what stands below it. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', heading(title), ...indent(lines)];
}

export function heading(text: string): string {
  return paint('bold', text);
}

/** Colour is for terminals, and for those who want it: NO_COLOR turns it off. */
export function paint(style: 'bold' | 'green' | 'red', text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
