// Holds the limits of what the core adds to a host's bundle.
import { coreBundleBytes, coreBundles } from './core-bundle.ts';

for (const bundle of coreBundles) {
  const bytes = await coreBundleBytes(bundle);
  console.log(
    `${bundle.name}, with dependencies: ${bytes} bytes minified and gzipped, of ${bundle.limitBytes} at most`,
  );
  if (bytes >= bundle.limitBytes) process.exitCode = 1;
}
