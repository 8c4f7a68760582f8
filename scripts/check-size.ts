// Holds the limit of what the core adds to a host's bundle.
import { coreBundleBytes, coreBundleLimitBytes } from './core-bundle.ts';

const bytes = await coreBundleBytes();
console.log(
  `@pointbook/core with its dependencies: ${bytes} bytes minified and gzipped, of ${coreBundleLimitBytes} at most`,
);
if (bytes >= coreBundleLimitBytes) process.exitCode = 1;
