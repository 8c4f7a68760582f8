import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The id of the member who is named by a row, from 0: every member once, in no order that any index has. */
export function memberOfRow(row: number, rows: number): string {
  return giftedId((row * 7919) % rows);
}

/** The id of a member, from 0. */
export function giftedId(index: number): string {
  return `C-${String(index).padStart(7, '0')}`;
}

/** Writes a file that gives points to each of so many members, with a reason; a piece at a time. */
export async function writeGiftFile(path: string, rows: number): Promise<void> {
  await pipeline(Readable.from(pieces(rows)), createWriteStream(path));
}

function* pieces(rows: number): Iterable<string> {
  let text = 'memberId,points,reason\n';
  for (let row = 0; row < rows; row++) {
    text += `${memberOfRow(row, rows)},${1 + (row % 500)},Eid gift of shop ${1 + (row % 40)}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}
