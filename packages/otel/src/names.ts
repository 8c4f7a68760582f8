/** The attributes of spans and metrics. None holds an id, a figure of a member, or a text that somebody wrote. */
export const attributes = {
  /** The verb, such as `saveInvoice` or `codes.requestRedemption`. */
  verb: 'pointbook.verb',
  /** `command`, `query`, `pure` or `stream`. */
  type: 'pointbook.verb.type',
  /** Whether the verb ran inside the host's own transaction. */
  joined: 'pointbook.joined',
  /** `ok`, the kind of the error, or `thrown`. */
  outcome: 'pointbook.outcome',
  /** How many calls were in the batch. */
  size: 'pointbook.batch.size',
  /** How often the batch was begun again. */
  retries: 'pointbook.batch.retries',
  /** How long the call waited for its batch; of a batch, the call that waited longest. In seconds. */
  queued: 'pointbook.queue.duration',
} as const;

/** The names of the metrics. */
export const metricNames = {
  /** How long calls of verbs take, in seconds, by verb and outcome. */
  verb: 'pointbook.verb.duration',
  /** How long batches take in the store, in seconds, by outcome. */
  batch: 'pointbook.batch.duration',
  /** How many calls were in each batch. */
  size: 'pointbook.batch.size',
  /** How often batches were begun again. */
  retries: 'pointbook.batch.retries',
  /** How long each call waited for its batch, in seconds. */
  queued: 'pointbook.queue.duration',
} as const;
