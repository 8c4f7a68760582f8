import { verify } from '@pointbook/core/verify';
import { valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tellFindings, tellUnchecked } from '../output/tell-findings.ts';
import { onWatchedLedger } from '../ledger/watched-ledger.ts';

/** `pointbook verify`. */
export function addVerify(cli: Cli): void {
  cli
    .command(
      'verify',
      'Adds up every entry again and compares the result with the accounts. It finds changes by hand and by faults.',
      ['pointbook verify', 'pointbook verify --json'],
    )
    .action(cli.onLedger(verifyLedger));
}

async function verifyLedger(context: LedgerContext): Promise<ExitCode> {
  const { print, talk } = context;
  const verification = valueOf(await onWatchedLedger(context, ({ pointbook }) => verify(pointbook)));
  const { members, entries, findings, unchecked } = verification;
  const figures = { members, entries, findings: findings.length };
  await print.one(figures, ['members', 'entries', 'findings'], { findings, unchecked });
  tellFindings(talk, findings);
  tellUnchecked(talk, unchecked);
  return findings.length === 0 ? exitCodes.done : exitCodes.unsound;
}
