// What hosts in TypeScript import to reach a ledger over HTTP. Nothing of the server or of the core comes along.
export type { CallOptions, Client, ClientFetch, ClientInput, ClientVerb, FileVerb } from './client/client.ts';
export type {
  Aborted,
  ClientFailure,
  RequestProblem,
  ToldFailure,
  Unreachable,
  Unreadable,
} from './client/client-failure.ts';
export type { ClientErr, ClientOk, ClientResult, ClientResultAsync } from './client/client-result.ts';
export { type ClientOptions, type ClientRoutes, createClient } from './client/create-client.ts';
export type { JsonOf } from './client/json-of.ts';
export type { RequestProblemKind } from './problems/request-problems.ts';
export type { FaultKind } from './problems/statuses.ts';
