import { Command } from 'commander';
import { expect, test } from 'vitest';
import { done, openShop } from './cli-testing.ts';
import { addCommands } from './commands/add-commands.ts';
import type { Terminal } from './terminal.ts';

const root = new Command('pointbook');
addCommands(root, {} as Terminal, () => undefined);
root.option('--db <name>').option('--json').option('--csv');

function commandsBelow(command: Command): Command[] {
  return command.commands.flatMap((each) => [each, ...commandsBelow(each)]);
}

/** The words of a line in a shell, as far as examples need it. */
function wordsOf(line: string): string[] {
  const [command = ''] = line.split(/ [#>]|\s{2,}#/);
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const commands = commandsBelow(root);

test('every command of the issue is there', () => {
  const names =
    'init migrate member earn adjust set redeem statement find bulk import export job report expire verify backup';
  expect(root.commands.map((command) => command.name())).toEqual(expect.arrayContaining(names.split(' ')));
});

test.each(commands.map((command) => [fullName(command), command] as const))(
  'pointbook %s has examples that can be run',
  (_, command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    const examples = help.split('Examples:\n')[1]?.trim().split('\n') ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const line of examples) {
      const words = wordsOf(line.slice(line.indexOf('pointbook') + 'pointbook '.length));
      const named = commandNamed(root, words);
      const { operands, unknown } = named.command.parseOptions(named.rest);
      const rootOptions = ['--db', '--actor', '--json', '--csv'];
      const strange = unknown.filter((word) => word.startsWith('-') && !rootOptions.includes(word));
      expect({ line, strange }).toEqual({ line, strange: [] });
      const least = named.command.registeredArguments.filter(({ required }) => required).length;
      expect({ line, isEnough: operands.length >= least }).toEqual({ line, isEnough: true });
    }
  },
);

function fullName(command: Command): string {
  const { parent } = command;
  return parent === null || parent === root ? command.name() : `${fullName(parent)} ${command.name()}`;
}

function commandNamed(from: Command, words: readonly string[]): { command: Command; rest: string[] } {
  const below = from.commands.find((command) => command.name() === words[0]);
  return below === undefined ? { command: from, rest: [...words] } : commandNamed(below, words.slice(1));
}

test('help fits into the terminal, and lists the exit codes', async () => {
  const shop = await openShop();
  for (const columns of [60, 80, 120]) {
    for (const args of [['--help'], ['bulk', '--help'], ['import', '--help']]) {
      const { stdout } = await done(shop.runAt({ columns }, ...args));
      const [told = ''] = stdout.split('Examples:');
      const widest = Math.max(...told.split('\n').map((line) => line.length));
      expect(widest).toBeLessThanOrEqual(columns);
    }
  }
});
