const maxBytes = 65_536;

/** The JSON of an answer; undefined where it is none, is longer than 64 kB, or broke off. */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await readBytes(response))) as unknown;
  } catch {
    return undefined;
  }
}

async function readBytes(response: Response): Promise<Uint8Array> {
  const bytes = new Uint8Array(maxBytes);
  const reader = response.body?.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) return bytes.subarray(0, length);
    if (length + value.length > maxBytes) {
      await reader?.cancel();
      throw new RangeError('The answer is too long.');
    }
    bytes.set(value, length);
    length += value.length;
  }
}
