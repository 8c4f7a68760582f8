// The tests of the core, which know no other folder, have the same.
export { errorOf, valueOf } from '../../packages/core/src/value-of-testing.ts';
