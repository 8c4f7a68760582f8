import { conformanceCases } from '@pointbook/testing';

/**
 * The cases that write and what has to do with transactions, for ways to a server on which reading is as everywhere.
 */
export const transactionCases = conformanceCases.filter(({ name }) =>
  /^(?:isolation|second store|faults|join|histories|records|unique values|lists|accounts|entries|beside)\b/.test(name),
);
