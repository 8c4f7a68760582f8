import { expect, test } from 'vitest';
import { storeError } from './store-error.ts';

test('the same call is worth another try only where the lock or the store is gone for a while', () => {
  for (const kind of ['store-locked', 'store-unavailable'] as const)
    expect(storeError({ kind, message: 'Later.' })).toEqual({
      kind,
      message: 'Later.',
      written: 'no',
      retryable: true,
    });
  for (const kind of ['store-closed', 'store-full', 'store-schema-older', 'store-forbidden', 'store-rejected'] as const)
    expect(storeError({ kind, message: 'No.' }).retryable).toBe(false);
});

test('it says what is known of the write, and keeps what the driver threw', () => {
  const cause = new Error('the line was cut');
  const error = storeError({ kind: 'store-unavailable', message: 'Gone.', written: 'unknown', cause });
  expect(error).toMatchObject({ written: 'unknown', cause });
});
