import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import type { RecordReader, RecordStore } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { good } from './postgres-shop.ts';
import { program } from './unharmed-ledger.ts';

/** A store on a server that another one takes over from, without what was committed. */
function replaceable() {
  let server = memoryStore();
  let life = 'the first';
  const store: RecordStore = {
    ...server,
    transact: (programId, request, decide) => server.transact(programId, request, (rows) => decide(rows, life)),
    rows: new Proxy({} as RecordReader, { get: (_, name: keyof RecordReader) => server.rows[name] }),
  };
  return {
    store,
    restart: () => (life = `${life}, started anew`),
    replace: () => {
      server = memoryStore();
      life = `${life}, another`;
    },
  };
}

const changed: ProgramDefinition = {
  ...program,
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 2, of: 1 } }] },
};

describe('a process that goes on while another server takes over', () => {
  test.each(['lacks everything', 'lacks nothing'])('writes a sound ledger where that one %s', async (lacks) => {
    const { store, replace, restart } = replaceable();
    for (const [turn, definition] of [program, changed].entries()) {
      const ledger = createPointbook({ program: definition, store });
      const sell = async (invoiceId: string) => {
        await good(ledger.saveMember({ memberId: 'A' }));
        await good(ledger.saveInvoice({ invoiceId, memberId: 'A', currency: 'EUR', total: 1 }));
      };
      await sell(`${turn} before`);
      if (lacks === 'lacks everything') replace();
      else restart();
      await sell(`${turn} after`);
      expect((await good(verify(ledger))).findings).toEqual([]);
      expect((await good(ledger.ports.reads.versions())).map(({ version }) => version)).toContain(
        ledger.ports.program.version,
      );
    }
  });
});
