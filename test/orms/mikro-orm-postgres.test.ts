import { defineEntity, type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { runStory } from './story.ts';

runStory<EntityManager>('MikroORM', async ({ url, schema }) => {
  const sales = defineEntity({
    name: 'Sale',
    tableName: 'sales',
    schema,
    properties: (p) => ({ id: p.text().primary() }),
  });
  const orm = await MikroORM.init({ clientUrl: url, entities: [sales], pool: { min: 0, max: 1 } });
  return {
    transaction: async (work) => orm.em.fork().transactional(work),
    savepoint: async (em, work) => em.transactional(work),
    sell: async (em, id) => em.insert(sales, { id }),
    outside: orm.em.fork(),
    close: async () => orm.close(),
  };
});
