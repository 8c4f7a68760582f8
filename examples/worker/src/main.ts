// Work that waits in a ledger, done by workers of a queue: `node src/main.ts`.
import { openDatabase, openPool } from './database.ts';
import { tellStory } from './story.ts';

const database = await openDatabase();
const pool = openPool(database.url);
await tellStory({ pool, members: 5000, limit: 2000, print: (line) => console.log(line) });
await pool.end();
await database.stop();
