import { storeClosed } from './store-errors.ts';

/** A store from its first use to its end. */
export class Lifetime<Opened> {
  /** Whether the store was closed. */
  isClosed = false;
  private readonly open: () => Promise<Opened>;
  private readonly calls = new Set<Promise<unknown>>();
  private opening: Promise<Opened> | null = null;
  private last: Opened | null = null;

  constructor(open: () => Promise<Opened>) {
    this.open = open;
  }

  /** What opening came to; null before that, and once the store is closed. */
  get opened(): Opened | null {
    return this.isClosed ? null : this.last;
  }

  /** Opens at the first use; after a failure the next use tries again. Rejects once the store is closed. */
  async ready(): Promise<Opened> {
    if (this.isClosed) throw storeClosed();
    this.opening ??= this.openOnce();
    return this.opening;
  }

  /** Counts a call as under way until it ends. */
  during<T>(call: Promise<T>): Promise<T> {
    this.calls.add(call);
    const forget = () => void this.calls.delete(call);
    void call.then(forget, forget);
    return call;
  }

  /** Refuses all further use, and answers once the calls that are under way have ended: with what is open, or null. */
  async end(): Promise<Opened | null> {
    this.isClosed = true;
    const last = await this.opening?.catch(() => null);
    // What was called before is answered first.
    await Promise.allSettled(this.calls);
    return last ?? null;
  }

  private async openOnce(): Promise<Opened> {
    try {
      return (this.last = await this.open());
    } catch (thrown) {
      this.opening = null;
      throw thrown;
    }
  }
}
