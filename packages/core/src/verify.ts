export { verify, type Verification, type VerifyHost } from './verifying/verify.ts';
// what it gives
export type { Finding } from './kernel/check.ts';
