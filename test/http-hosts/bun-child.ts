// The shop of the tests on Bun, in a process of its own, which tells on its output what happens.
import { hostShop } from './host-shop.ts';
import { bunServer } from './recipes/bun.ts';

const { handler } = hostShop((event) => console.log(event));
console.log(`port ${bunServer(handler, 0).port}`);
