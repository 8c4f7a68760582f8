// Serves a shop that writes sales and points in one transaction: `DATABASE_URL=postgres://… node src/main.ts`.
import pg from 'pg';
import { createApp } from './app.ts';
import { openShop } from './shop.ts';

const connectionString = process.env['DATABASE_URL'];
if (connectionString === undefined) throw new Error('DATABASE_URL names the database: postgres://user@localhost/shop');
const app = createApp(await openShop({ pool: new pg.Pool({ connectionString }) }));
console.log(`The shop is on ${await app.listen({ port: 4703 })}. The README has commands to try.`);
