import { CamelCasePlugin, type ControlledTransaction, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { runStory } from './story.ts';

interface Tables {
  readonly sales: { readonly id: string };
}

// Whatever its plugins do to the names of columns.
runStory<ControlledTransaction<Tables>>('Kysely', ({ url, schema }) => {
  const dialect = new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) });
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  return {
    transaction: async (work) => {
      const tx = await db.startTransaction().execute();
      try {
        await work(tx);
        await tx.commit().execute();
      } catch (thrown) {
        await tx.rollback().execute();
        throw thrown;
      }
    },
    savepoint: async (tx, work) => {
      const inner = await tx.savepoint('inner_part').execute();
      try {
        await work(inner);
        await inner.releaseSavepoint('inner_part').execute();
      } catch (thrown) {
        await inner.rollbackToSavepoint('inner_part').execute();
        throw thrown;
      }
    },
    sell: async (tx, id) => tx.withSchema(schema).insertInto('sales').values({ id }).execute(),
    outside: db,
    close: async () => db.destroy(),
  };
});
