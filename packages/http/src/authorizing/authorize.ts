import { InvariantError } from '@pointbook/core';
import type { VerbDescription } from '@pointbook/core/plugin';
import { unknownMember } from '@pointbook/core/values';
import { err, ok, type Result } from 'neverthrow';
import { problemOfFailure, type Problem } from '../problems/problems.ts';
import type { Input } from '../reading/read-request.ts';
import { requestProblem } from '../problems/request-problems.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';

/** What a host judges: who asks, for what. Nothing was read of the ledger yet. */
export interface Asked {
  /** The request. Its body was read already: `command` has it. */
  readonly request: Request;
  /** The verb that it asks for. */
  readonly verb: VerbDescription;
  /** The input of the verb as the request spells it, before the verb checks it. */
  readonly command: Readonly<Record<string, unknown>>;
}

/** Who asks, where the request is allowed. */
export interface Authorized {
  /** Who does it: the actor of every command, whatever its body names. */
  readonly actor: string;
  /**
   * The member who asks, where it is a member: then no other member can be named, and a statement is the member's view.
   * Which verbs a member may ask for is yours to say, as in the role `member`.
   */
  readonly memberId?: string | undefined;
}

/** Why a request is not allowed. */
export interface Refused {
  /** `unauthenticated` (401): nobody knows who asks. `forbidden` (403): who asks may not do this. */
  readonly refused: 'unauthenticated' | 'forbidden';
  /** What the client is told; a usual sentence when left out. */
  readonly detail?: string | undefined;
}

/** Judges each request once, before anything is read of the ledger. */
export type Authorize = (asked: Asked) => Authorized | Refused | Promise<Authorized | Refused>;

/** The input as the one who was authorised may give it. */
export async function authorizeInput(
  authorize: Authorize,
  asked: Asked,
  { verb, fields }: VerbRoute,
  now: number,
): Promise<Result<Input, Problem>> {
  const judged = await authorize(asked);
  if ('refused' in judged) return err(refusal(judged));
  const { actor, memberId } = judged;
  if (typeof actor !== 'string' || actor === '')
    throw new InvariantError('`authorize` must answer { actor } or { refused }.');
  if (memberId !== undefined && (typeof memberId !== 'string' || memberId === ''))
    throw new InvariantError('`authorize` must answer the id of a member as `memberId`, or leave it out.');
  const own = ownInput(asked.command, memberId, fields, now);
  // Who reads may look for what some actor did: there the field is a filter.
  return verb.writes || verb.sends ? own.andThen((input) => withActor(input, actor, fields)) : own;
}

function refusal({ refused, detail }: Refused): Problem {
  return refused === 'unauthenticated'
    ? requestProblem(refused, detail ?? 'Say who you are.', { headers: { 'www-authenticate': 'Bearer' } })
    : requestProblem('forbidden', detail ?? 'You may not do this.');
}

function withActor(input: Input, actor: string, fields: VerbRoute['fields']): Result<Input, Problem> {
  const given = input['actor'];
  if (given !== undefined && given !== actor)
    return err(
      requestProblem(
        'foreign-actor',
        'The command names another actor than the one that was authorised. Leave `actor` out.',
      ),
    );
  return ok(given === undefined && fields !== null && Object.hasOwn(fields, 'actor') ? { ...input, actor } : input);
}

/** A member asks for itself. Of all others, whether they exist or not, it learns the same. */
function ownInput(
  input: Input,
  memberId: string | undefined,
  fields: VerbRoute['fields'],
  now: number,
): Result<Input, Problem> {
  if (memberId === undefined) return ok(input);
  const { memberId: named = memberId } = input;
  if (named !== memberId) return err(problemOfFailure({ ...unknownMember(String(named)) }, now));
  const own = fields !== null && Object.hasOwn(fields, 'memberId') ? { memberId } : {};
  const view = fields !== null && Object.hasOwn(fields, 'view') ? { view: 'member' } : {};
  return ok({ ...input, ...own, ...view });
}
