import stringWidth from 'string-width';
import { openStatus } from './status.ts';
import { columnsOf, type Terminal } from '../terminal.ts';
import { grouped } from './grouped.ts';

/**
 * Shows how far something is: from the second second on, in one line that changes, or elsewhere now and then in a new
 * one.
 */
export interface Progress {
  at(done: number): void;
  /** Takes the line away. */
  end(): void;
}

/** What is counted, and how much of it there is, where that is known. */
export interface ProgressOf {
  readonly unit: string;
  readonly total: number | null;
  /** What was done before. */
  readonly from?: number;
}

const quietMs = 1000;
const redrawMs = 100;
const newLineMs = 10_000;
const barCells = 24;

/** Begins to show progress. */
export function openProgress(
  { stderr }: Pick<Terminal, 'stderr'>,
  { unit, total, from = 0 }: ProgressOf,
  now: () => number = () => performance.now(),
): Progress {
  const status = openStatus({ stderr });
  const began = now();
  const everyMs = stderr.isTTY ? redrawMs : newLineMs;
  let shown = began + quietMs - everyMs;
  return {
    at: (done) => {
      const then = now();
      if (then - shown < everyMs) return;
      shown = then;
      const line = progressLine({ unit, total, from, done, ms: then - began }, columnsOf(stderr));
      if (stderr.isTTY) status.show(line);
      else stderr.write(`${line}\n`);
    },
    end: status.end,
  };
}

/** The line, as much of it as there is room for. */
export function progressLine(
  { unit, total, from, done, ms }: { unit: string; total: number | null; from: number; done: number; ms: number },
  columns: number,
): string {
  const perSecond = ((done - from) / ms) * 1000;
  const rate = `${grouped(Math.round(perSecond))} ${unit}/s`;
  if (total === null || total < done) return fitting([`${grouped(done)} ${unit}`, rate], '', columns);
  const part = total === 0 ? 1 : done / total;
  const filled = Math.round(part * barCells);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barCells - filled)} `;
  const percent = `${String(Math.floor(part * 100)).padStart(3)} %`;
  const left = perSecond > 0 ? `${duration((total - done) / perSecond)} left` : '';
  return fitting([`${percent}  ${grouped(done)} of ${grouped(total)} ${unit}`, rate, left], bar, columns);
}

/** The pieces with the bar before them, or without it, or fewer pieces: a line that wraps cannot be drawn over. */
function fitting(pieces: readonly string[], bar: string, columns: number): string {
  const shown = pieces.filter((piece) => piece !== '');
  const lines = [bar + shown.join(' · '), ...shown.map((_, index) => shown.slice(0, shown.length - index).join(' · '))];
  return lines.find((line) => stringWidth(line) < columns) ?? '';
}

/** A stretch of time, in the two largest units that it has. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
