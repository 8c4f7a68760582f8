import type { Result } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import type { Command, CommandHost } from '../kernel/verb.ts';
import { errAsync } from 'neverthrow';
import type { Task } from './decision.ts';
import { taskOfRecords } from './task-of-records.ts';

/** A verb whose decision still works on records: the lists of verbs know it as any other. */
export function commandOfPlan<Input, Receipt, Failure>(
  verb: string,
  plan: (input: Input) => Result<Task<Receipt, Failure>, InvalidCommand>,
): Command<Input, Receipt, Failure, CommandHost, Receipt, 'host'> {
  const planned = (input: Input) => plan(input).map((task) => taskOfRecords(task));
  const bind = (host: CommandHost) => (input: Input) => {
    const made = planned(input);
    return made.isErr() ? errAsync(made.error) : host.engine.run(made.value);
  };
  return Object.assign(bind as Command<Input, Receipt, Failure, CommandHost, Receipt, 'host'>, {
    type: 'command' as const,
    verb,
    input: null as never,
    failures: [],
    joins: 'host' as const,
    plan: (_host: CommandHost, input: Input) => planned(input),
  });
}
