// What a client of a ledger over HTTP does besides: follows what changes, and sends files. Apart, so that a host that
// does neither bundles none of it.
export { follow, type FollowOptions } from './client/follow.ts';
export { type ClientFile, sendFile } from './client/send-file.ts';
