import { nextTurn } from '../engine/next-turn.ts';
import { isWhole } from '../model/points.ts';

/** Lets others have their turn between two pages: a store may answer at once, and tills wait meanwhile. */
export async function othersFirst(): Promise<void> {
  return new Promise((resolve) => {
    nextTurn(resolve);
  });
}

/** Whether each figure of a row can be written without loss. */
export function hasWholeFigures(row: object): boolean {
  return Object.values(row).every((value) => typeof value !== 'number' || isWhole(value));
}
