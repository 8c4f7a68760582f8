import { open } from 'node:fs/promises';
import Papa from 'papaparse';

/** The beginning of a CSV file, as people see it. */
export interface CsvHead {
  /** The names of its columns; none where nothing looks like them. */
  readonly names: readonly string[];
  /** Some rows below. */
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: ',' | ';' | '\t';
}

const headBytes = 65_536;
const shownRows = 3;
const maxTitles = 20;

/** Reads so much of a file that its columns can be matched by eye. A row with one cell is a title above the names. */
export async function readCsvHead(path: string, encoding = 'utf-8'): Promise<CsvHead> {
  const bytes = await beginningOf(path);
  const text = new TextDecoder(markOf(bytes) ?? encoding).decode(bytes);
  const { data, meta } = Papa.parse<string[]>(text, {
    preview: maxTitles + shownRows,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
  });
  const header = Math.max(
    0,
    data.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1),
  );
  const delimiter = meta.delimiter === ';' || meta.delimiter === '\t' ? meta.delimiter : ',';
  return { names: data[header] ?? [], rows: data.slice(header + 1, header + 1 + shownRows), delimiter };
}

/** The first bytes of a file, up to the end of a line where there is one. */
export async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0);
    const end = bytesRead === headBytes ? buffer.lastIndexOf(0x0a) + 1 : bytesRead;
    return buffer.subarray(0, end === 0 ? bytesRead : end);
  } finally {
    await file.close();
  }
}

/** The encoding that a file says by its mark. */
function markOf([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}
