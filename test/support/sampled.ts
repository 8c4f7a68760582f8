/** Whether everything is done in full, for as long as it takes: `npm run test:soak`. */
const isSoak = process.env['POINTBOOK_SOAK'] === '1';

/** How much of something the suite does, of all that the soak does. */
export function sampled(some: number, all: number): number {
  return isSoak ? all : some;
}
