import * as z from 'zod/mini';

/** More lines than any till prints. */
export const mostLines = 2000;

interface Line {
  readonly lineId?: string | undefined;
  readonly net?: number | undefined;
  readonly tax?: number | undefined;
}

/** The lines of a sale add up to a safe integer, however their signs are mixed. */
function sumTooLarge(lines: readonly Line[]): boolean {
  return !Number.isSafeInteger(lines.reduce((sum, { net = 0, tax = 0 }) => sum + Math.abs(net) + Math.abs(tax), 0));
}

/**
 * Lines that each have an id of their own. A line without one is named by its position, so that could collide with
 * another's own id too.
 */
export function withDistinctLines<Lines extends z.ZodMiniType<readonly Line[]>>(lines: Lines): Lines {
  const check = z.superRefine<z.output<Lines>>((value, context) => {
    if (sumTooLarge(value)) {
      context.addIssue({
        code: 'custom',
        message: 'add up to more than 2^53 - 1\nCheck the figures: they are minor units.',
      });
    }
    const seen = new Map<string, number>();
    for (const [index, { lineId = String(index + 1) }] of value.entries()) {
      const first = seen.get(lineId);
      if (first !== undefined) {
        const message = `is "${lineId}", which names line ${first + 1} already\nGive each line an id of its own.`;
        context.addIssue({ code: 'custom', path: [index, 'lineId'], message });
        return;
      }
      seen.set(lineId, index);
    }
  });
  return lines.check(check);
}
