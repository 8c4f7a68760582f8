export type { Asked, Authorize, Authorized, Refused } from './authorize.ts';
export type { Cors } from './cors.ts';
export { createHandler, type Handler, type HandlerOptions } from './create-handler.ts';
export type { LimitOptions, Limits } from './limits.ts';
export { linkParameter, type MemberLinkOptions, type MemberLinks, memberLinks } from './member-links.ts';
export type { LogLine, RequestLog } from './request-log.ts';
export { requestStatuses, type RequestProblemKind } from './request-problems.ts';
export { byRole, type Person, type Role, type RoleOptions, type Roles, usualRoles } from './roles.ts';
export { statuses, statusOf, type ProblemStatus } from './statuses.ts';
