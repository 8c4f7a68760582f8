/** A Server-Sent Event. */
export interface ToldEvent {
  readonly id: string | null;
  readonly event: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- what a client knows of an event is what it reads
  readonly data: any;
}

/** Reads Server-Sent Events as a browser does, until they end or `take` says that it is enough. */
export async function readEvents(
  body: AsyncIterable<Uint8Array> | null,
  take: (event: ToldEvent) => boolean | void,
): Promise<void> {
  let text = '';
  for await (const part of partsOf(body)) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventIn(block);
      if (event !== null && take(event) === true) return;
    }
  }
}

async function* partsOf(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // To leave the loop cancels the stream.
  for await (const part of body ?? []) yield decoder.decode(part, { stream: true });
}

/** The event of a block; null where it is a comment. */
function eventIn(block: string): ToldEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [, name = '', value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
      return [name, value];
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return null;
  return { id: fields.get('id') ?? null, event: fields.get('event') ?? 'message', data: JSON.parse(data) };
}
