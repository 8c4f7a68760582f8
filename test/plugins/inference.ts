// What the compiler infers of a ledger with plugins. It is compiled, never run: here on the sources, and by
// scripts/check-packed.ts on the types of the packages, as an ES module and as CommonJS.
import { createPointbook, defineProgram, type Pointbook, type ProgramDefinition } from '@pointbook/core';
import { type CodesPlugin, type CodeVerbs, codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { type AnyPlugin, command, type PluginSections, type Shape } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import type { AsyncJoinableRecordStore, JoinableRecordStore, RecordStore } from '@pointbook/core/store';
import { ok, type Result, type ResultAsync } from 'neverthrow';

declare const plain: RecordStore;
declare const joinable: JoinableRecordStore<{ readonly sync: true }>;
declare const joinableLater: AsyncJoinableRecordStore<{ readonly later: true }>;
declare const definition: ProgramDefinition;
declare const listed: readonly AnyPlugin[];

/** Compiles where both types are the same. */
declare function same<A, B>(
  ...differ: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [never]
): void;

/** Each plugin is a name space with its verbs, and a name that no plugin has is none. */
export function nameSpaces(): void {
  const all = createPointbook({ program: definition, store: plain, plugins: [codes(), jobs(), reports()] });
  same<typeof all.codes, CodeVerbs>();
  same<keyof typeof all, keyof Pointbook | 'codes' | 'jobs' | 'reports'>();
  same<Parameters<typeof all.jobs.getJob>[0]['jobId'], string>();
  const none = createPointbook({ program: definition, store: plain });
  same<keyof typeof none, keyof Pointbook>();
  // @ts-expect-error -- there is no plugin codes
  void none.codes;
}

/** `within` is there where the store can join, and answers as the store does. */
export function joining(): void {
  const none = createPointbook({ program: definition, store: plain, plugins: [codes()] });
  // @ts-expect-error -- the store joins no transaction
  void none.within;
  const sync = createPointbook({ program: definition, store: joinable, plugins: [codes(), jobs()] });
  same<Parameters<typeof sync.within>, [connection: { readonly sync: true }]>();
  const joined = sync.within({ sync: true });
  const enrolled = joined.enrolMember({ memberId: 'C-17' });
  same<typeof enrolled extends Result<unknown, unknown> ? true : false, true>();
  same<typeof enrolled extends PromiseLike<unknown> ? true : false, false>();
  // Codes are counted and sent in commits of their own; a job may be started in the host's transaction.
  same<keyof typeof joined.codes, never>();
  same<keyof typeof joined.jobs, 'startBulk' | 'startImport' | 'stopJob' | 'resumeJob' | 'undoJob'>();
  const later = createPointbook({ program: definition, store: joinableLater, plugins: [jobs()] });
  const enrolling = later.within({ later: true }).enrolMember({ memberId: 'C-17' });
  same<typeof enrolling extends ResultAsync<unknown, unknown> ? true : false, true>();
  // @ts-expect-error -- reading is not done inside the transaction
  void later.within({ later: true }).getBalance;
}

/**
 * A name space of a plugin may be in another one. Inside the host's transaction it has the commands that may run there.
 */
export function nameSpacesInOthers(): void {
  const desk = { name: 'desk', verbs: { work: jobs().verbs, sending: codes().verbs } } as const;
  const joined = createPointbook({ program: definition, store: joinable, plugins: [desk] }).within({ sync: true });
  same<keyof typeof joined.desk, 'work'>();
  const stopped = joined.desk.work.stopJob({ jobId: 'gift' });
  same<typeof stopped extends Result<unknown, unknown> ? true : false, true>();
  // @ts-expect-error -- reading is not done inside the transaction
  void joined.desk.work.getJob;
  // The compiler comes to an end where it does not know the plugins.
  const unknown = createPointbook({ program: definition, store: joinable, plugins: listed }).within({ sync: true });
  same<typeof unknown.enrolMember, typeof joined.enrolMember>();
}

/** Every command says in its errors what a plugin may do to it. */
export function refusals(): void {
  const all = createPointbook({ program: definition, store: joinable, plugins: [jobs()] });
  const joined = all.within({ sync: true });
  same<RefusalsOf<typeof all.saveInvoice>, Refusals>();
  same<RefusalsOf<typeof joined.saveInvoice>, Refusals>();
  same<RefusalsOf<typeof all.jobs.startBulk>, Refusals>();
  same<RefusalsOf<typeof joined.jobs.startBulk>, Refusals>();
  same<RefusalsOf<typeof all.getBalance>, never>();
}

type Refusals = 'reaction-refused' | 'reaction-failed' | 'record-removed';

type RefusalsOf<Method extends (command: never) => unknown> = Extract<
  ReturnType<Method> extends ResultAsync<unknown, infer Failure> | Result<unknown, infer Failure>
    ? Failure extends { readonly kind: infer Kind }
      ? Kind
      : never
    : never,
  Refusals
>;

/** A program takes the sections of the plugins beside it, and no others. */
export function sections(): void {
  const { programId, name, timeZone, currency, earn } = definition;
  const rules = { programId, name, timeZone, currency, earn };
  createPointbook({
    program: { ...rules, plugins: { codes: { digits: 8, channels: ['sms'] } } },
    store: plain,
    plugins: [jobs(), codes()],
  });
  // @ts-expect-error -- a code has a number of digits
  createPointbook({ program: { ...rules, plugins: { codes: { digits: '8' } } }, store: plain, plugins: [codes()] });
  // @ts-expect-error -- jobs have no section
  createPointbook({ program: { ...rules, plugins: { jobs: {} } }, store: plain, plugins: [codes(), jobs()] });
  // @ts-expect-error -- no plugin has a section
  createPointbook({ program: { ...rules, plugins: { codes: {} } }, store: plain });
  const written: ProgramDefinition<never, PluginSections<[CodesPlugin]>> = { ...rules, plugins: { codes: {} } };
  const program = defineProgram(written, { plugins: [codes()] });
  same<ReturnType<CodesPlugin['section']['of']>['digits'], number>();
  createPointbook({ program, store: plain });
}

/** Every command says how a repetition is recognised, or that it runs again. */
export function commands(input: Shape<{ readonly id: string }, { readonly id: string }>): void {
  const setting = { name: 'set', input, failures: {}, joins: 'host' } as const;
  const receipt = ({ id }: { readonly id: string }) => ({ id });
  command({ ...setting, recall: 'runs-again', decide: (said) => ok(said), receipt });
  command({ ...setting, recall: { find: () => null }, decide: (said) => ok(said), receipt });
  // @ts-expect-error -- nothing is said of repetitions
  command({ ...setting, decide: (said: { readonly id: string }) => ok(said), receipt });
}
