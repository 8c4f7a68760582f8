// Holds the limits of what the core adds to a host's bundle. With `--parts` it says of what a ledger's
// bundle is made: the minified bytes of each part, and by how much the gzipped bundle shrinks without it.
import { coreBundleBytes, coreBundles, partsOfLedger } from './core-bundle.ts';

for (const bundle of coreBundles) {
  const bytes = await coreBundleBytes(bundle);
  console.log(
    `${bundle.name}, with dependencies: ${bytes} bytes minified and gzipped, of ${bundle.limitBytes} at most`,
  );
  if (bytes >= bundle.limitBytes) process.exitCode = 1;
}

if (process.argv.includes('--parts'))
  for (const { name, bytes, alone } of await partsOfLedger()) console.log(`${bytes}\t${alone}\t${name}`);
