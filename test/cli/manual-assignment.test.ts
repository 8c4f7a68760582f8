import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCommandLine } from '../support/processes/command-line.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'packages', 'cli', 'README.md'), 'utf8');

/** The first block for a shell after a heading. */
function blockAfter(heading: string): string {
  const block = `\n${readme}`.split(`\n${heading}\n`)[1]?.split('```sh\n')[1]?.split('```')[0];
  if (block === undefined) throw new Error(`The README has no commands after ${heading}.`);
  return block;
}

test('the manual assignment of a shop is five commands, as the README has them', async () => {
  const line = await openCommandLine();
  const beginning = blockAfter('# @pointbook/cli').replace('npm install --global @pointbook/cli\n', '');
  expect((await line.run(beginning)).code).toBe(0);
  const commands = blockAfter('## Points by hand, in five commands').trim().split('\n');
  expect(commands.map((command) => command.split(' ')[1])).toEqual(['backup', 'member', 'adjust', 'find', 'member']);
  const answers: Record<string, string>[] = [];
  for (const command of commands) {
    const { code, stdout, stderr } = await line.run(command);
    expect({ command, code, stderr: code === 0 ? '' : stderr }).toEqual({ command, code: 0, stderr: '' });
    const [names = '', values = '', ...more] = stdout.split('\r\n');
    expect(more).toEqual(['']);
    answers.push(Object.fromEntries(names.split(',').map((name, index) => [name, values.split(',')[index] ?? ''])));
  }
  expect(answers).toMatchObject([
    { file: 'before.db', members: '1', entries: '1' },
    { memberId: 'C-17', name: 'Ayu', phone: "'+628123456789", balance: '125' },
    { memberId: 'C-17', delta: '50', balance: '175' },
    { memberId: 'C-17', delta: '50', actor: 'staff-3', reason: 'missed sale', comment: 'A gift from us' },
    { memberId: 'C-17', name: 'Ayu', balance: '175', available: '175' },
  ]);
  // The backup is the ledger as it was before.
  const before = await line.run('pointbook member show C-17 --db before.db --json');
  expect(JSON.parse(before.stdout)).toMatchObject({ balance: 125 });
});
