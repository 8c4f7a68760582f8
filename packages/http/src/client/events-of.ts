/** What a server tells as it happens. */
export interface ToldEvent {
  /** Such as `problem`; undefined for the usual events. */
  readonly event: string | undefined;
  /** What a client that comes again says that it has; undefined where there is nothing to go on from. */
  readonly id: string | undefined;
  readonly data: string;
}

/** What a timer holds; a longer one would be over at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * The events of a body, until it ends, breaks off or is silent for too long. To leave the loop ends its connection.
 * Comments are passed over, but they are a sign of the server.
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silenceMs: number,
): AsyncGenerator<ToldEvent, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const leave = (): void => void reader.cancel().catch(() => undefined);
  let text = '';
  try {
    for (;;) {
      const timer = setTimeout(leave, Math.min(silenceMs, longestTimer));
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop() as string;
      for (const block of blocks) {
        const { event, id, data } = Object.fromEntries(block.split('\n').map(fieldOf));
        if (data !== undefined) yield { event, id, data };
      }
    }
  } catch {
    // A connection that broke ends the stream; `follow` then asks again.
  } finally {
    leave();
  }
}

/** The name and the value of a field; a comment has no name. */
function fieldOf(line: string): readonly [string, string] {
  const at = line.indexOf(':');
  return [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')];
}
