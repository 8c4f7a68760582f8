export { verify, type Verification, type VerifyHost } from './verifying/verify.ts';
export { verification, type VerificationVerbs } from './verifying/verification.ts';
// what it gives
export type { Finding } from './kernel/check.ts';
