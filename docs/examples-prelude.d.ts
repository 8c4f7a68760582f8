// Names that every example in the documentation and in doc comments may use without declaring them.
// `pnpm run docs:check` puts this file beside the examples. It has no import at its top: it is a script, not a module.

/** A ledger on SQLite, with the plugins `codes`, `jobs`, `reports`, `clock` and `webhooks`. */
declare const pointbook: import('@pointbook/core').JoinablePointbook<import('better-sqlite3').Database> &
  import('@pointbook/core/plugin').PluginVerbs<
    [
      ReturnType<typeof import('@pointbook/core/codes').codes>,
      ReturnType<typeof import('@pointbook/core/jobs').jobs>,
      ReturnType<typeof import('@pointbook/core/reports').reports>,
      ReturnType<typeof import('@pointbook/core/clock').clock>,
      ReturnType<typeof import('@pointbook/webhooks').webhooks>,
    ]
  >;
/** A ledger on PostgreSQL. */
declare const ledger: import('@pointbook/core').AsyncJoinablePointbook<
  import('@pointbook/postgres').PostgresTransaction
>;
declare const store: import('@pointbook/core/store').RecordStore;
declare const ports: import('@pointbook/core').Ports;
declare const program: import('@pointbook/core').Program;
/** JSON from a file or a form. */
declare const text: string;
declare function print(...things: readonly unknown[]): void;

// The operations, each also a function by itself.
declare const createPointbook: typeof import('@pointbook/core').createPointbook;
declare const createPorts: typeof import('@pointbook/core').createPorts;
declare const adjustPoints: typeof import('@pointbook/core').adjustPoints;
declare const approvePayment: typeof import('@pointbook/core').approvePayment;
declare const captureHold: typeof import('@pointbook/core').captureHold;
declare const claimInvoice: typeof import('@pointbook/core').claimInvoice;
declare const enrolMember: typeof import('@pointbook/core').enrolMember;
declare const expireDue: typeof import('@pointbook/core').expireDue;
declare const findEntries: typeof import('@pointbook/core').findEntries;
declare const findMembers: typeof import('@pointbook/core').findMembers;
declare const getBalance: typeof import('@pointbook/core').getBalance;
declare const getInvoice: typeof import('@pointbook/core').getInvoice;
declare const getMember: typeof import('@pointbook/core').getMember;
declare const getStatement: typeof import('@pointbook/core').getStatement;
declare const holdPoints: typeof import('@pointbook/core').holdPoints;
declare const quoteEarning: typeof import('@pointbook/core').quoteEarning;
declare const quoteRedemption: typeof import('@pointbook/core').quoteRedemption;
declare const readFeed: typeof import('@pointbook/core').readFeed;
declare const reassignInvoice: typeof import('@pointbook/core').reassignInvoice;
declare const recordPayment: typeof import('@pointbook/core').recordPayment;
declare const redeemPoints: typeof import('@pointbook/core').redeemPoints;
declare const refundInvoice: typeof import('@pointbook/core').refundInvoice;
declare const reinstateInvoice: typeof import('@pointbook/core').reinstateInvoice;
declare const releaseHold: typeof import('@pointbook/core').releaseHold;
declare const reverseEntry: typeof import('@pointbook/core').reverseEntry;
declare const returnWithoutSale: typeof import('@pointbook/core').returnWithoutSale;
declare const reversePayment: typeof import('@pointbook/core').reversePayment;
declare const saveInvoice: typeof import('@pointbook/core').saveInvoice;
declare const saveMember: typeof import('@pointbook/core').saveMember;
declare const setBalance: typeof import('@pointbook/core').setBalance;
declare const undoRedemption: typeof import('@pointbook/core').undoRedemption;
declare const updateMember: typeof import('@pointbook/core').updateMember;
declare const verify: typeof import('@pointbook/core/verify').verify;
declare const voidInvoice: typeof import('@pointbook/core').voidInvoice;

/** The bytes of a file, from the beginning each time. */
declare const source: import('@pointbook/core/jobs').FileSource;
