import type { Result } from 'neverthrow';
import { afterLastEvent, answerInEvents } from './events.ts';
import type { Exchange } from './exchange.ts';
import type { Problem } from '../problems/problems.ts';
import type { Input } from '../reading/read-request.ts';
import { answerOnce } from './respond.ts';
import { answerInParts, streamTypes } from './streams.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';

/** A form in which the answer of a verb may be asked for. */
export interface Representation {
  /** The media type, as `Accept` names it. */
  readonly type: string;
  /** The input of a client that comes again after its connection broke. */
  resume?(request: Request, input: Input): Input;
  /** Calls the verb, and answers in this form. */
  answer(exchange: Exchange): Promise<Result<Response, Problem>>;
}

const asEvents: Representation = { type: 'text/event-stream', resume: afterLastEvent, answer: answerInEvents };

/** The forms of a verb's answer; the first is the usual one. */
export function representationsOf({ verb }: VerbRoute): readonly Representation[] {
  if (verb.kind !== 'stream')
    return [{ type: 'application/json', answer: answerOnce }, ...(verb.follow === null ? [] : [asEvents])];
  const types = verb.mediaType === null ? streamTypes : [verb.mediaType];
  return types.map((type) => ({ type, answer: (exchange) => answerInParts(exchange, type) }));
}
