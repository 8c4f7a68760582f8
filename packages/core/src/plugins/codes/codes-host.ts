import { err, ok, type Result } from 'neverthrow';
import type { Named, Ports } from '../../index.ts';
import type { CodeHasher } from './challenges/code-hasher.ts';
import type { Messenger } from './messages/messenger.ts';
import type { RandomSource } from './random-source.ts';

/** What the verbs of codes need besides what every verb has. */
export interface CodesServices {
  /** Sends messages through the notifiers. */
  readonly messenger: Messenger;
  /** The language of messages whose command names none, as a BCP 47 tag. */
  readonly locale: string;
  /** How codes are made and checked; null where the plugin has no secret. */
  readonly codeMaker: CodeMaker | null;
}

/** What codes are made with. */
export interface CodeMaker {
  /** Makes and checks the hashes of codes. */
  readonly hasher: CodeHasher;
  /** Gives the bytes that codes are drawn from. */
  readonly random: RandomSource;
}

/** What the verbs of codes are bound to. */
export type CodesHost = Ports & CodesServices;

/** This process can neither make nor check codes: its plugin has no secret. */
export interface NoOtpSecret extends Named<'no-otp-secret'> {}

/** How codes are made and checked, where the process has a secret. */
export function codeMakerOf({ codeMaker }: CodesServices): Result<CodeMaker, NoOtpSecret> {
  return codeMaker === null ? err(noOtpSecret()) : ok(codeMaker);
}

function noOtpSecret(): NoOtpSecret {
  const message =
    'This process has no secret for codes: give the plugin one, as in codes({ secret }), the same in all processes.';
  return { kind: 'no-otp-secret', message };
}
