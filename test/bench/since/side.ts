import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Place, Weighed, WeighRequest, Worked, WorkRequest } from './driver.ts';

/** A ledger of one commit, in a process of its own. */
export interface Side {
  work(request: WorkRequest): Promise<Worked>;
  weigh(request: WeighRequest): Promise<Weighed>;
  close(): Promise<void>;
}

/** Fills a ledger with the sources in a folder, and answers once it is ready for work. */
export async function openSide(folder: string, place: Place): Promise<Side> {
  const child = fork(join(folder, 'test/bench/since/driver.ts'), [JSON.stringify(place)], {
    cwd: folder,
    execArgv: ['--conditions=@pointbook/source'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('A driver ended; what it wrote on stderr says why.');
  });
  const answer = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), ended]))[0];
  const ask = (request: WorkRequest | WeighRequest): Promise<unknown> => {
    child.send(request);
    return answer();
  };
  await answer();
  return {
    work: (request) => ask(request) as Promise<Worked>,
    weigh: (request) => ask(request) as Promise<Weighed>,
    close: async () => {
      child.disconnect();
      await ended.catch(() => {});
    },
  };
}
