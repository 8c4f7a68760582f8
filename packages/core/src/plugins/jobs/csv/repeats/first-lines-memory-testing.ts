// Measures in a process of its own, whose heap nothing else fills: what other tests leave behind would count as well.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Papa from 'papaparse';
import { firstLines } from './first-lines.ts';

const count = 90_000;
const rows = () => cellsOfFile();
const table = bytesTaken(() => {
  const lines = firstLines();
  lines.take(rows());
  for (let index = 0; index < count; index += 1) lines.keep(index, index + 1);
  return lines;
});
const map = bytesTaken(() => {
  const lines = new Map<string, number>();
  for (const [index, text] of rows().entries()) lines.set(text, index + 1);
  return lines;
});
process.send?.({ table, map });

/** The keys of a file, as papaparse gives them: texts of 13 characters and more hold on to what they were cut from. */
function cellsOfFile(): readonly string[] {
  const text = Array.from({ length: count }, (_, index) => `receipt-${10_000_000 + index},5`).join('\n');
  return (new Papa.Parser({ delimiter: ',', newline: '\n' }).parse(text, 0, false) as { data: string[][] }).data.map(
    ([key = '']) => key,
  );
}

/** The bytes that the result of `make` holds. */
function bytesTaken(make: () => unknown): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Freed buffers are given back beside the thread: what is counted least is what is held.
  const used = () => {
    const counts = Array.from({ length: 10 }, () => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    });
    return Math.min(...counts);
  };
  const before = used();
  const made = make();
  const taken = used() - before;
  return made === null ? 0 : taken;
}
