/**
 * Is told what a ledger does, for spans, metrics and logs. It is told no id, and nothing else of a member or a command.
 * It decides nothing: the ledger works the same without it, and drops what it throws.
 */
export interface Observer {
  /** A verb is called on the ledger. Answers what watches this call; nothing where the call is not watched. */
  readonly verb?: ((verb: ObservedVerb) => Watch<VerbEnd> | undefined) | undefined;
  /** A command joins the line for its commit. What is answered here comes back in the call of its batch. */
  readonly queued?: (() => unknown) | undefined;
  /**
   * Calls go to the store together, in one commit; the one that waited longest comes first. Answers what watches it.
   */
  readonly batch?: ((calls: readonly QueuedCall[]) => Watch<BatchEnd> | undefined) | undefined;
}

/** What watches one call of a verb, or one batch. */
export interface Watch<End> {
  /** Runs what is watched, once and at once: so that what happens in it can be told to be a part of it. */
  readonly run?: ((work: () => void) => void) | undefined;
  /** It is over. Told once. */
  end(end: End): void;
}

/** A verb of a ledger. */
export interface ObservedVerb {
  /** Where it is on the ledger, such as `saveInvoice` or `codes.requestRedemption`. */
  readonly verb: string;
  /** What it is. */
  readonly type: 'command' | 'query' | 'pure' | 'stream';
  /** Whether it changes the ledger. */
  readonly writes: boolean;
  /** Whether it runs inside the host's own transaction: in no batch. */
  readonly joined: boolean;
}

/** A call in a batch. */
export interface QueuedCall {
  /** What `queued` answered as it joined the line. */
  readonly token: unknown;
  /** How long it waited for its batch, in milliseconds. */
  readonly queuedMs: number;
}

/** How a call of a verb ended. */
export interface VerbEnd {
  /** `ok`, the kind of the error that it answered with, or `thrown`. */
  readonly outcome: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** How a batch ended. */
export interface BatchEnd {
  /** `ok` where it was committed, whatever its calls are answered; the kind of the store's error; or `thrown`. */
  readonly outcome: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** How often the store or the engine began again what was decided: after a deadlock, or as an answer was lost. */
  readonly retries: number;
}
