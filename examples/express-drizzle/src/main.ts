// Serves a shop that writes sales and points in one transaction: `node src/main.ts`.
import Database from 'better-sqlite3';
import { createApp } from './app.ts';
import { openShop } from './shop.ts';

const port = 4702;
createApp(openShop(new Database('shop.db'))).listen(port, '127.0.0.1', () => {
  console.log(`The shop is on http://localhost:${port}. The README has commands to try.`);
});
