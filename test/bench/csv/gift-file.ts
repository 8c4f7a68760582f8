import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file of gifts, each to another of so many members. */
export interface GiftFile {
  readonly path: string;
  readonly rows: number;
  readonly members: number;
  /** By the ids of members, as ledgers and tills export them; or as if by chance. */
  readonly order: 'by-id' | 'none';
}

/** The id of a member, from 0. */
export function giftedId(index: number): string {
  return `C-${String(index).padStart(7, '0')}`;
}

/** Writes a file with a member, points and a reason in each row; a piece at a time. */
export async function writeGiftFile(file: GiftFile): Promise<void> {
  await pipeline(Readable.from(pieces(file)), createWriteStream(file.path));
}

function* pieces({ rows, members, order }: GiftFile): Iterable<string> {
  const step = order === 'by-id' ? Math.floor(members / rows) : stepAbout(members);
  let text = 'memberId,points,reason\n';
  for (let row = 0; row < rows; row++) {
    text += `${giftedId((row * step) % members)},${1 + (row % 500)},Eid gift of shop ${1 + (row % 40)}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** A step with which one comes to each member once, and to none near the one before. */
function stepAbout(members: number): number {
  let step = Math.floor(members * 0.382);
  while (commonDivisor(step, members) > 1) step += 1;
  return step;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
