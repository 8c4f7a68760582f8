#!/usr/bin/env node
import { createShop, Refusal } from './create-shop.ts';

try {
  for (const line of createShop(process.argv.slice(2), process.cwd())) console.log(line);
} catch (thrown) {
  if (!(thrown instanceof Refusal)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 1;
}
