import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { openShop } from './shop.ts';

const token = process.env['TILL_TOKEN'] ?? randomUUID();
const port = Number(process.env['PORT'] ?? 3000);
const { handler } = openShop('points.db', token);

serve({ fetch: handler, port, hostname: '127.0.0.1' }, () => {
  console.log(`Points are at http://127.0.0.1:${port}, for tills that send: Authorization: Bearer ${token}`);
});
