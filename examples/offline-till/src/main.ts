// Serves a till that sells without a connection: `node src/main.ts`. Customers are `ayu` and `budi`.
import { startServer } from './server.ts';

const { url } = await startServer(4701);
console.log(`The till is on ${url}. Stop this server, go on selling, and start it again.`);
