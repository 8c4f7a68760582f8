import stringWidth from 'string-width';
import { columnsOf, type Terminal } from '../terminal.ts';

/** One line on a terminal that says what goes on, and is drawn over. */
export interface Status {
  show(text: string): void;
  /** Takes the line away. */
  end(): void;
}

/** Opens the line. Elsewhere than on a terminal nothing is shown. */
export function openStatus({ stderr }: Pick<Terminal, 'stderr'>): Status {
  let isDrawn = false;
  return {
    show: (text) => {
      // A line that wraps cannot be drawn over.
      if (!stderr.isTTY || stringWidth(text) >= columnsOf(stderr)) return;
      stderr.write(`\r${text}\u001B[K`);
      isDrawn = true;
    },
    end: () => {
      if (isDrawn) stderr.write('\r\u001B[K');
      isDrawn = false;
    },
  };
}
