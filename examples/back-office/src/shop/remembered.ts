/** An answer, and when it was true. */
export interface AsOf<Value> {
  readonly at: Date;
  readonly value: Value;
}

/** So much of the time may go into making the answer anew. */
const share = 0.05;

/**
 * An answer that is made from all customers. It takes milliseconds in a small shop, which always sees the newest one.
 * In a large one it takes seconds: there the last answer is shown with its time, and a new one is made meanwhile.
 */
export class Remembered<Value> {
  readonly #make: () => Promise<Value>;
  readonly #isSmall: () => boolean;
  #last: (AsOf<Value> & { readonly good: number }) | null = null;
  #coming: Promise<AsOf<Value>> | null = null;

  constructor(make: () => Promise<Value>, isSmall: () => boolean) {
    this.#make = make;
    this.#isSmall = isSmall;
  }

  async get(): Promise<AsOf<Value>> {
    const last = this.#last;
    if (this.#isSmall()) return this.#renew();
    if (last === null) return this.#renewed();
    if (Date.now() > last.good) this.#renewed().catch(console.error);
    return last;
  }

  /** Who asks while it is being made gets the same. */
  #renewed(): Promise<AsOf<Value>> {
    this.#coming ??= this.#renew().finally(() => (this.#coming = null));
    return this.#coming;
  }

  async #renew(): Promise<AsOf<Value>> {
    const begun = Date.now();
    const value = await this.#make();
    const end = Date.now();
    this.#last = { at: new Date(begun), value, good: end + (end - begun) / share };
    return this.#last;
  }
}
