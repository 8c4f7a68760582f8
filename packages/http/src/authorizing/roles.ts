import { InvariantError } from '@pointbook/core';
import { checkOptionNames } from '@pointbook/core/shapes';
import type { Asked, Authorize, Authorized, Refused } from './authorize.ts';
import { linkParameter, type MemberLinks } from './member-links.ts';
import type { OwnVerbName, VerbName } from '../routing/verb-name.ts';

/** The verbs that a role may call; `'all'` for every verb. */
export type Role = readonly VerbName[] | 'all';

/** Roles by name. */
export type Roles = Readonly<Record<string, Role>>;

/** What a member with a signed link may call: what is about itself, in the member's view. */
const member: readonly OwnVerbName[] = [
  'getMember',
  'getBalance',
  'getStatement',
  'quoteEarning',
  'quoteRedemption',
  'codes.forMembers.requestRedemption',
  'codes.forMembers.resendCode',
  'codes.forMembers.confirmRedemption',
  'reports.statement',
];

/** What the staff at a till may call. */
const cashier: readonly OwnVerbName[] = [
  'enrolMember',
  'updateMember',
  'saveMember',
  'getMember',
  'findMembers',
  'getBalance',
  'getStatement',
  'saveInvoice',
  'getInvoice',
  'recordPayment',
  'refundInvoice',
  'claimInvoice',
  'redeemPoints',
  'holdPoints',
  'captureHold',
  'releaseHold',
  'quoteEarning',
  'quoteRedemption',
  'codes.requestRedemption',
  'codes.confirmRedemption',
  'codes.resendCode',
  'codes.cancelRedemption',
  'codes.notifyMember',
  'codes.forMembers.requestRedemption',
  'codes.forMembers.resendCode',
  'codes.forMembers.confirmRedemption',
];

/** What a manager of a shop may call besides: corrections, approvals and reports. */
const manager: readonly OwnVerbName[] = [
  ...cashier,
  'approvePayment',
  'voidInvoice',
  'reinstateInvoice',
  'reversePayment',
  'returnWithoutSale',
  'reassignInvoice',
  'adjustPoints',
  'setBalance',
  'reverseEntry',
  'undoRedemption',
  'findEntries',
  'codes.reportDelivery',
  'codes.unlockMember',
  'jobs.getJob',
  'jobs.getProgress',
  'jobs.listJobs',
  'jobs.listProblems',
  'reports.status',
  'reports.daily',
  'reports.liability',
  'reports.statement',
];

/** The roles that are usual in a shop. Change them as you need: `{ ...usualRoles, cashier: […] }`. */
export const usualRoles = { member, cashier, manager, owner: 'all' } as const;

/** Who asks, and in which role. */
export interface Caller {
  /** A name of `roles`. */
  readonly role: string;
  /** The actor of the commands. */
  readonly actor: string;
  /** The member who asks, where it is one, such as by a session of yours. The role `member` needs it. */
  readonly memberId?: string | undefined;
}

/** How people are recognised and what each may do. */
export interface RoleOptions {
  /** Who of the staff asks, such as by a session or a token of yours; null where it is nobody known. */
  identify(request: Request): Caller | null | Promise<Caller | null>;
  /** Signed links of members, whose role is `member`; no member is let in when left out. */
  readonly links?: MemberLinks | undefined;
  /** What each role may call. @defaultValue `usualRoles` */
  readonly roles?: Roles | undefined;
}

/**
 * Authorises by roles.
 *
 * @example
 * ```ts
 * import { byRole } from '@pointbook/http';
 *
 * const authorize = byRole({
 *   identify: ({ headers }) =>
 *     headers.get('authorization') === `Bearer ${process.env.TILL_TOKEN}` ? { role: 'cashier', actor: 'till-1' } : null,
 * });
 * ```
 */
export function byRole(options: RoleOptions): Authorize {
  checkOptionNames('byRole()', options, { identify: true, links: false, roles: false });
  const { identify, links } = options;
  const roles: Roles = options.roles ?? usualRoles;
  checkRoles(roles);
  return async ({ request, verb }: Asked): Promise<Authorized | Refused> => {
    const token = links ? linkOf(request) : null;
    const memberId = token === null ? null : await links?.verify(token);
    if (token !== null && memberId == null)
      return { refused: 'unauthenticated', detail: 'The link is not valid, or no longer.' };
    const who: Caller | null =
      memberId == null ? await identify(request) : { role: 'member', actor: 'member', memberId };
    if (who === null) return { refused: 'unauthenticated' };
    const name = verb.path.join('.') as VerbName;
    const role = Object.hasOwn(roles, who.role) ? roles[who.role] : undefined;
    if (role !== 'all' && role?.includes(name) !== true)
      return { refused: 'forbidden', detail: `The role ${who.role} may not call ${name}.` };
    // Without it, the role would read what is every member's.
    if (who.role === 'member' && who.memberId === undefined)
      throw new InvariantError('`identify` must answer a `memberId` with the role `member`.');
    return { actor: who.actor, memberId: who.memberId };
  };
}

/** A text would allow each verb whose name is a part of it. */
function checkRoles(roles: Roles): void {
  for (const [name, role] of Object.entries(roles))
    if (role !== 'all' && !Array.isArray(role))
      throw new InvariantError(`The role "${name}" must be a list of verbs, such as ["getMember"], or "all".`);
}

/** The token of a signed link: of the address, or of the header. */
function linkOf(request: Request): string | null {
  const [, token] = /^Member (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  return token ?? new URL(request.url).searchParams.get(linkParameter);
}
