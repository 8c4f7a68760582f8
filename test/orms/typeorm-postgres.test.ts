import { DataSource, type EntityManager, EntitySchema, type QueryRunner } from 'typeorm';
import { type HostsTable, runStory } from './story.ts';

interface Sale {
  readonly id: string;
}

async function connect({ url, schema }: HostsTable) {
  const sales = new EntitySchema<Sale>({
    name: 'Sale',
    tableName: 'sales',
    schema,
    columns: { id: { type: 'text', primary: true } },
  });
  const source = new DataSource({ type: 'postgres', url, poolSize: 1, entities: [sales] });
  return { sales, source: await source.initialize() };
}

runStory<EntityManager>('TypeORM', async (table) => {
  const { sales, source } = await connect(table);
  return {
    transaction: async (work) => source.transaction(work),
    savepoint: async (manager, work) => manager.transaction(work),
    sell: async (manager, id) => manager.insert(sales, { id }),
    outside: source.manager,
    close: async () => source.destroy(),
  };
});

runStory<QueryRunner>('a QueryRunner of TypeORM', async (table) => {
  const { sales, source } = await connect(table);
  const between = async (runner: QueryRunner, work: (runner: QueryRunner) => Promise<void>) => {
    await runner.startTransaction();
    try {
      await work(runner);
      await runner.commitTransaction();
    } catch (thrown) {
      await runner.rollbackTransaction();
      throw thrown;
    }
  };
  return {
    transaction: async (work) => {
      const runner = source.createQueryRunner();
      try {
        await between(runner, work);
      } finally {
        await runner.release();
      }
    },
    // Within a transaction it begins a savepoint.
    savepoint: between,
    sell: async ({ manager }, id) => manager.insert(sales, { id }),
    outside: source,
    close: async () => source.destroy(),
  };
});
