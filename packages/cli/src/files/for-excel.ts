import { ok, type Result } from 'neverthrow';

const byteOrderMark = '\uFEFF';

/** The text of a file that Excel opens: without a mark of the byte order it takes UTF-8 for another encoding. */
export async function* forExcel<Failure>(
  text: AsyncIterable<Result<string, Failure>>,
): AsyncGenerator<Result<string, Failure>, void> {
  let isFirst = true;
  for await (const block of text) {
    // A file of nothing stays one.
    yield isFirst && block.isOk() ? ok(byteOrderMark + block.value) : block;
    isFirst = false;
  }
}
