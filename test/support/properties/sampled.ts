/** Whether everything is done in full, for as long as it takes: `npm run test:soak`. */
const isSoak = process.env['POINTBOOK_SOAK'] === '1';

/** How much of something the suite does, of all that the soak does. */
export function sampled<Some, All>(some: Some, all: All): Some | All {
  return isSoak ? all : some;
}
