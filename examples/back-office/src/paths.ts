import { fileURLToPath } from 'node:url';

/** A file of this example, whether its sources run or what was made of them: both stand one folder below its own. */
export function ownFile(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
