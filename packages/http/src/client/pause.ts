/** Waits, or less long where the call is aborted. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  for (; ms > 0 && !signal?.aborted; ms -= 100)
    await new Promise((resolve) => {
      setTimeout(resolve, Math.min(ms, 100));
    });
}
