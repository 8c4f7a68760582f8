/** What a server tells of, as it comes. */
export function told() {
  const events: string[] = [];
  let changed = () => {};
  return {
    tell(event: string): void {
      events.push(event);
      changed();
    },
    /** Waits until something is told that the pattern matches, and answers it. */
    async came(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = events.find((event) => pattern.test(event));
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
  };
}
