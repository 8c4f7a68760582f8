import { type Reading, type Schema, addMistake } from './schema.ts';

/** More lines than any till prints. */
export const maxLines = 2000;

interface Line {
  readonly lineId?: string | undefined;
  readonly net?: number | undefined;
  readonly tax?: number | undefined;
}

/**
 * Lines that each have an id of their own. A line without one is named by its position, so that could collide with
 * another's own id too.
 */
export function withDistinctLines<Lines extends Schema<readonly Line[]>>(lines: Lines): Lines {
  return {
    ...lines,
    read(input: unknown, reading: Reading) {
      const before = reading.mistakes.length;
      const value = lines.read(input, reading);
      if (reading.mistakes.length > before) return value;
      if (sumTooLarge(value)) {
        addMistake(reading, {
          problem: 'add up to more than 2^53 - 1',
          fix: 'Check the figures: they are minor units.',
        });
      }
      tellFirstTwin(value, reading);
      return value;
    },
  };
}

/** The lines of a sale add up to a safe integer, however their signs are mixed. */
function sumTooLarge(lines: readonly Line[]): boolean {
  return !Number.isSafeInteger(lines.reduce((sum, { net = 0, tax = 0 }) => sum + Math.abs(net) + Math.abs(tax), 0));
}

function tellFirstTwin(lines: readonly Line[], reading: Reading): void {
  const seen = new Map<string, number>();
  for (const [index, { lineId = String(index + 1) }] of lines.entries()) {
    const first = seen.get(lineId);
    if (first !== undefined) {
      const problem = `is "${lineId}", which names line ${first + 1} already`;
      return addMistake(reading, { problem, fix: 'Give each line an id of its own.' }, [index, 'lineId']);
    }
    seen.set(lineId, index);
  }
}
