// What a host with the old resolution of TypeScript ("node10", by `main` and `typesVersions`) compiles. It is compiled,
// never run: here on the sources, and by scripts/check-packed.ts on the packages as they are packed.
import { createPointbook, type Pointbook, type ProgramDefinition } from '@pointbook/core';
import { codes, type CodeVerbs } from '@pointbook/core/codes';
import { isPointbookError, orThrow } from '@pointbook/core/errors';
import { jobs } from '@pointbook/core/jobs';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { backupSqlite } from '@pointbook/sqlite/backup';
import type { DatabaseSync } from 'node:sqlite';

declare const program: ProgramDefinition;

/** A host that is compiled so still has the types of verbs, of plugins and of errors, and none of them is `any`. */
export async function till(database: DatabaseSync): Promise<number | string> {
  const stores = [memoryStore(), postgresStore('postgres://127.0.0.1/points')];
  for (const store of stores) await store.close();
  const pointbook = createPointbook({ program, store: sqliteStore(database), plugins: [codes(), jobs()] });
  const verbs: Pointbook & { readonly codes: CodeVerbs } = pointbook;
  // @ts-expect-error -- a member has no such field
  void verbs.enrolMember({ member: 'C-17' });
  const { balance } = await orThrow(pointbook.getMember({ memberId: 'C-17' }));
  const taken = await backupSqlite({
    from: database,
    to: 'backup.db',
    check: (restored) => verify(createPointbook({ program, store: restored })),
  });
  // @ts-expect-error -- points are a number
  const wrong: string = balance.available;
  return taken.isOk() && !isPointbookError(wrong) ? balance.available : 'not taken';
}
