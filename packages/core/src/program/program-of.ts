import type { Book } from '../kernel/book.ts';
import type { Program } from './program.ts';

/** The rules of now: those of the process that decides. */
export function programOf(book: Book): Program {
  return book.program as Program;
}
