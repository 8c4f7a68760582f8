import { expect, test } from 'vitest';
import { chunksOf } from './csv-testing.ts';
import { importReader } from './import-file.ts';
import { plainImport } from './import-options.ts';

test('a mistake in the bytes late in a large file does not hide one in its rows', () => {
  const bytes = (tail: number[]) =>
    new Uint8Array([...new TextEncoder().encode(`memberId,points\n"M-1"x,5\n${'M-2,5\n'.repeat(40_000)}`), ...tail]);
  for (const at of [[], [1, 2, 3], [200_000]]) {
    const reader = importReader({ ...plainImport, mode: 'add' });
    const errors = [...chunksOf(bytes([0xff]), at)]
      .flatMap((chunk) => [...reader.push(chunk)])
      .filter((block) => block.isErr());
    expect(errors[0]?._unsafeUnwrapErr()).toMatchObject({ line: 2, byte: null });
  }
});
