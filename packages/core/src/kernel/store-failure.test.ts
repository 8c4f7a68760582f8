import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { InvariantError } from '../values/invariant.ts';
import { CommitFailure, DecisionFailure, StoreFailure } from './store-failure.ts';

const classes = { StoreFailure, CommitFailure, DecisionFailure, InvariantError };

test.each(Object.entries(classes))(
  'A %s of another copy of the package, or of another realm, is one, and no other error is',
  (name, itsClass) => {
    const other: unknown = runInNewContext(`Object.assign(new Error('elsewhere'), { name: '${name}' })`);
    expect(other).toBeInstanceOf(itsClass);
    for (const thrown of [new Error('plain'), { kind: 'store-closed' }, null, undefined, name])
      expect(thrown).not.toBeInstanceOf(itsClass);
    for (const another of Object.values(classes)) expect(other instanceof another).toBe(another === itsClass);
  },
);
