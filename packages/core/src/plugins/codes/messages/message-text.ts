import type { Message } from './message.ts';

/** The words of a message. */
export interface MessageText {
  /** For channels that have one. */
  readonly subject: string;
  /** Plain text; lines end with a line feed. */
  readonly text: string;
}

/** Texts of the host's own; null for the built-in ones. */
export type MessageTexts = (message: Message) => MessageText | null;

/** What each template says in one language. */
export type TextsOf = {
  readonly [Template in Message['template']]: (
    data: Extract<Message, { readonly template: Template }>['data'],
    number: (figure: number) => string,
  ) => MessageText;
};
