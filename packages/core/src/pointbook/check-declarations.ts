import type { CommandDeclaration, SendingCommandDeclaration } from '../kernel/command.ts';
import type { VerbList } from '../kernel/plugin.ts';
import type { PureDeclaration } from '../kernel/pure.ts';
import type { QueryDeclaration } from '../kernel/query.ts';
import type { StreamDeclaration } from '../kernel/stream.ts';
import type { AnyRecordKind, RecordKind } from '../kernel/record.ts';
import type { AnyResult } from '../kernel/results.ts';
import type { AnyVerb, Joins } from '../kernel/verb.ts';
import { InvariantError } from '../values/invariant.ts';
import { checkOptionNames, type OptionNames } from '../values/option-names.ts';

/** What declares each type of verb. */
interface Declarations {
  readonly command: CommandDeclaration<never, never, AnyResult, object, Joins>;
  readonly sendingCommand: SendingCommandDeclaration<never, never, AnyResult, AnyResult, object, never, never, Joins>;
  readonly query: QueryDeclaration<never, never, AnyResult, never>;
  readonly pure: PureDeclaration<never, never, AnyResult, never>;
  readonly stream: StreamDeclaration<never, never, never, never, never>;
}

const ofVerb = { name: true, route: false, input: true, failures: true };
const ofCommand = { ...ofVerb, joins: true, identity: false, reads: false, recall: true, decide: true, receipt: true };
const ofVerbs: { readonly [Type in keyof Declarations]: OptionNames<Declarations[Type]> } = {
  command: { ...ofCommand },
  sendingCommand: { ...ofCommand, sends: false, prepare: true, after: true },
  query: { ...ofVerb, writes: false, sends: false, mayLag: false, follow: false, answer: true },
  pure: { ...ofVerb, answer: true },
  stream: { ...ofVerb, columns: false, mediaType: false, writes: false, mayLag: false, parts: true },
};

/** Those of a declaration, and what `record()` adds. */
const ofKinds: OptionNames<RecordKind<never>> = {
  kind: true,
  format: true,
  codec: true,
  key: true,
  owner: false,
  version: false,
  guard: false,
  unique: false,
  listed: false,
  due: false,
  datedBack: false,
  removable: false,
  personal: false,
  keyColumns: false,
  columns: false,
  isListedByOwner: false,
  isKeyOwner: false,
  at: false,
  by: false,
  of: false,
  within: false,
};

/** Refuses a kind of record whose declaration JavaScript let pass: a member is mistyped or missing. */
export function checkKind(what: string, kind: AnyRecordKind): void {
  checkOptionNames(what, kind, ofKinds);
}

/** Refuses verbs whose declarations JavaScript let pass. */
export function checkVerbs(plugin: string, verbs: VerbList): void {
  for (const [name, each] of Object.entries(verbs))
    if (typeof each === 'function') checkVerb(`The verb ${name} of ${plugin}`, each);
    else checkVerbs(plugin, each);
}

function checkVerb(what: string, verb: AnyVerb & { readonly declaration?: Declarations[keyof Declarations] }): void {
  const { type, declaration } = verb;
  if (declaration === undefined) return;
  const isSending = type === 'command' && ('prepare' in declaration || 'after' in declaration);
  checkOptionNames(what, declaration, ofVerbs[isSending ? 'sendingCommand' : type]);
  const { mayLag = false } = declaration as Partial<Declarations['query']>;
  if (mayLag !== false && (verb.writes || verb.sends))
    throw new InvariantError(
      `${what} writes or sends, so it cannot say \`mayLag\`: nothing is decided on what is old.`,
    );
  const { recall = 'runs-again' } = declaration as Partial<Declarations['command']>;
  // Without it a command would do again what was done, each time that it is sent.
  if (recall !== 'runs-again' && typeof recall?.find !== 'function')
    throw new InvariantError(`${what} needs a \`recall\` that has a function \`find\`, or is 'runs-again'.`);
}
