import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ChallengeId, ProgramId } from '../../../index.ts';
import { nativeCrypto } from '../../../values.ts';
import type { ChallengeRecord, Unsealed } from './challenge.ts';

/** Hashes under the secret, which a reader of the database can neither make nor try out. */
export interface CodeHasher {
  /** Stands for a telephone number or an email address, whose capitals do not count. */
  destinationOf(address: string): string;
  /** The id of the challenge of a request. It is made from the request, and cannot be guessed. */
  challengeIdOf(programId: ProgramId, request: string): ChallengeId;
  /** A challenge with the hash of its code and its seal. */
  seal(programId: ProgramId, challenge: Unsealed, code: string): ChallengeRecord;
  /** Whether what the challenge authorises, and when and where its code went, is as it was sealed. */
  isSealed(programId: ProgramId, challenge: ChallengeRecord): boolean;
  /** Stands for a code of a challenge, whenever it was sent. It opens nothing. */
  markOf(programId: ProgramId, challengeId: ChallengeId, code: string): string;
  /** Whether this is the challenge's code. */
  isCode(programId: ProgramId, challenge: ChallengeRecord, code: string): boolean;
}

/**
 * Makes and checks the hashes of codes: HMAC-SHA-256 under the host's secret.
 *
 * @remarks Six digits have only a million values, so without the secret a hash would be undone in a second.
 * Each kind of hash begins with its own word, so that none can stand for another.
 */
export function codeHasher(secret: string): CodeHasher {
  const keyed = keyedHash(secret);
  const hash = (parts: readonly unknown[]) => keyed(JSON.stringify(parts));
  const hashOfCode = (programId: ProgramId, challenge: Unsealed, code: string) =>
    hash(['code', ...binding(programId, challenge), code]);
  const sealOf = (programId: ProgramId, challenge: Unsealed) => hash(['seal', ...binding(programId, challenge)]);
  return {
    destinationOf: (address) => hash(['destination', address.toLowerCase()]),
    challengeIdOf: (programId, request) => hash(['challenge', programId, request]).slice(0, 32) as ChallengeId,
    markOf: (programId, challengeId, code) => hash(['mark', programId, challengeId, code]).slice(0, 16),
    seal: (programId, challenge, code) => ({
      ...challenge,
      codeHash: hashOfCode(programId, challenge, code),
      seal: sealOf(programId, challenge),
    }),
    isSealed: (programId, challenge) => isEqual(challenge.seal, sealOf(programId, challenge)),
    isCode: (programId, challenge, code) => isEqual(challenge.codeHash, hashOfCode(programId, challenge, code)),
  };
}

/**
 * HMAC-SHA-256 of texts, in hexadecimal: by the runtime where it has one that answers at once, for it is three times as
 * fast.
 */
function keyedHash(secret: string): (text: string) => string {
  const key = utf8ToBytes(secret);
  const native = nativeCrypto?.createHmac;
  return native ? (text) => native('sha256', key).update(text).digest('hex') : portableHmac(key);
}

/** The same in JavaScript, for every runtime. */
export function portableHmac(key: Uint8Array): (text: string) => string {
  // A copy of a hash that has taken the key spares half of the work, for what is hashed is short.
  const keyed = hmac.create(sha256, key);
  return (text) => bytesToHex(keyed.clone().update(utf8ToBytes(text)).digest());
}

/** A hasher for one call, whose decision may run more than once: where its code goes is hashed once. */
export function forOneCall(hasher: CodeHasher): CodeHasher {
  const known = new Map<string, string>();
  const destinationOf = (address: string): string => {
    const hash = known.get(address) ?? hasher.destinationOf(address);
    known.set(address, hash);
    return hash;
  };
  return { ...hasher, destinationOf };
}

/** Everything that a code is good for. */
function binding(programId: ProgramId, challenge: Unsealed): readonly unknown[] {
  const { challengeId, memberId, redemptionId, points, value, rewardId, invoiceId, actor } = challenge;
  const { deadline, channel, destination, codes, expiresAt } = challenge;
  return [
    programId,
    challengeId,
    memberId,
    redemptionId,
    points,
    value,
    rewardId,
    invoiceId,
    actor,
    deadline,
    channel,
    destination,
    codes,
    expiresAt,
  ];
}

/** Compares in a time that does not tell where two hashes differ. */
function isEqual(stored: string, made: string): boolean {
  let difference = stored.length ^ made.length;
  for (let index = 0; index < made.length; index += 1) {
    difference |= stored.charCodeAt(index) ^ made.charCodeAt(index);
  }
  return difference === 0;
}
