import type { MemberId } from '../values/ids.ts';

/** Where an entry stands in a list. */
interface Place {
  /** The figure that says where: an instant, a position. */
  readonly at: number;
  readonly sequence: number;
  readonly memberId: MemberId;
}

/** The place as the text of a cursor. */
export function writePlace({ at, sequence, memberId }: Place): string {
  return `${at} ${sequence} ${memberId}`;
}

/** Reads it back; null where the text is not a place. An id may hold the line separators of Unicode. */
export function readPlace(cursor: string): Place | null {
  const [, at, sequence, memberId] = /^(\d{1,16}) (\d{1,16}) (.+)$/su.exec(cursor) ?? [];
  if (memberId === undefined || !isFigure(at) || !isFigure(sequence)) return null;
  return { at: Number(at), sequence: Number(sequence), memberId: memberId as MemberId };
}

function isFigure(digits: string | undefined): boolean {
  return Number.isSafeInteger(Number(digits));
}
