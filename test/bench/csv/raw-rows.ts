import { createReadStream } from 'node:fs';
import papa from 'papaparse';

/** A row of the file as the baselines stage it. */
export interface GiftRow {
  readonly line: number;
  readonly memberId: string;
  readonly points: number;
  readonly reason: string;
}

/** Reads the file with papaparse, a chunk at a time, as one reads a file that one made oneself: nothing is checked. */
export async function* rawRows(path: string): AsyncGenerator<GiftRow[], void> {
  let rest = '';
  let line = 1;
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const text = rest + chunk;
    const end = text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    const { data } = papa.parse<[memberId: string, points: string, reason: string]>(text.slice(0, end), {
      delimiter: ',',
      newline: '\n',
      skipEmptyLines: true,
    });
    const rows = data.map(([memberId, points, reason], index) => ({
      line: line + index,
      memberId,
      points: Number(points),
      reason,
    }));
    yield line === 1 ? rows.slice(1) : rows;
    line += data.length;
  }
}
