// Reads a file that never answers, as one of a network that is gone, while signals are heeded as for an import.
import { createReadStream } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sourceOf } from './source-of.ts';
import { openStopper } from '../stopper.ts';
import { openTalk } from '../output/talk.ts';

const [file = '', pipe = '', waitMs = '0'] = process.argv.slice(2);
openStopper(process, openTalk(process));
process.stdout.write('reading\n');
await setTimeout(Number(waitMs));
const source = sourceOf(file, undefined, () => createReadStream(pipe));
for await (const bytes of source()) process.stdout.write(bytes);
