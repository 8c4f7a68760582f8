import type { Routed } from './route-tree.ts';

/** What the handler answers by itself, without a verb and without authorisation, such as a document on its routes. */
export interface OwnPage extends Routed {
  answer(request: Request): Response | Promise<Response>;
}
