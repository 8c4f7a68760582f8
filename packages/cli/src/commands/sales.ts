import type { InvoiceReceipt, RefundReceipt } from '@pointbook/core';
import type { Replayable } from '@pointbook/core/plugin';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Result } from 'neverthrow';
import { newKey, tellReplayed, valueOnce } from '../options/change-options.ts';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { CliFailure, type Failure, valueOf } from '../cli-failure.ts';
import { dryRunOption, ledgerToChange } from '../ledger/dry-run.ts';
import { exitCodes } from '../exit-codes.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { moneyOption, wholeMoney } from '../options/read-options.ts';
import { withoutUndefined } from '../without-undefined.ts';

interface Options {
  readonly id?: string;
  readonly dryRun?: true;
}

/** `pointbook refund`, `void`, `reinstate`, `pay` and `move`. */
export function addSales(cli: Cli): void {
  const refundCommand = cli
    .command(
      'refund <invoice>',
      'Takes back a part of a sale: what it earned, and in points what was paid with points.',
      [
        'pointbook refund INV-1 --line 1 --dry-run',
        'pointbook refund INV-1 --line 1=2 --line 3 --id R-1',
        'pointbook refund INV-1 --value 5000   # goodwill: no goods come back',
      ],
    )
    .addOption(
      new Option(
        '--line <line>',
        'goods that come back: the id of a line, or id=quantity; may be given again for other lines',
      ).argParser(addLine),
    )
    .addOption(
      moneyOption(
        '--value <money>',
        'how much of the sale is taken back, in minor units; what the goods are worth when left out',
      ),
    );
  withId(refundCommand, 'refund').action(cli.onLedger(refund));
  withId(
    cli.command('void <invoice>', 'Takes back all that is left of a sale.', ['pointbook void INV-1 --id VOID-1']),
    'void',
  ).action(cli.onLedger(voidSale));
  withId(
    cli.command('reinstate <invoice>', 'Takes the void of a sale back: the sale stands again.', [
      'pointbook reinstate INV-1',
    ]),
    'reinstatement',
  ).action(cli.onLedger(reinstate));
  const payCommand = cli
    .command('pay <invoice>', 'Records a payment of a sale, of all that is left to pay when no amount is given.', [
      'pointbook pay INV-1',
      'pointbook pay INV-1 50000 --id PAY-1',
    ])
    .argument('[amount]', 'in minor units', wholeMoney);
  withId(payCommand, 'payment').action(cli.onLedger(pay));
  cli
    .command('move <invoice> <member>', 'Moves a sale to another member, with the points that it earned.', [
      'pointbook move INV-1 C-18 --reason "wrong card" --dry-run',
    ])
    .option('--reason <text>', 'why, for staff')
    .option('--key <text>', 'an id for the move: it is done once; a new id each time when left out')
    .option(...dryRunOption)
    .action(cli.onLedger(move));
}

function withId(command: Command, what: string): Command {
  return command
    .option(
      '--id <id>',
      `an id for the ${what}: it is done once, however often the command is run; a new id each time when left out`,
    )
    .option(...dryRunOption);
}

interface Line {
  readonly lineId: string;
  readonly quantity?: string;
}

function addLine(text: string, before: readonly Line[] = []): readonly Line[] {
  const [lineId = '', quantity, ...more] = text.split('=');
  if (lineId === '' || quantity === '' || more.length > 0)
    throw new InvalidArgumentError('Write it as the id of the line, or as id=quantity.');
  return [...before, withoutUndefined({ lineId, quantity })];
}

interface RefundOptions extends Options {
  readonly line?: readonly Line[];
  readonly value?: number;
}

async function refund(
  context: LedgerContext,
  invoiceId: string,
  { id: refundId = newKey(), line: lines, value, dryRun }: RefundOptions,
): Promise<void> {
  if ((lines ?? value) === undefined)
    throw new CliFailure(
      'usage',
      'Say which goods come back with --line, how much is taken back with --value, or both. `pointbook void` takes back all.',
    );
  const { actor } = context.settings;
  const command = withoutUndefined({ invoiceId, refundId, lines, value, actor });
  await tellRefund(context, await ledgerToChange(context, dryRun).refundInvoice(command), refundId);
}

async function voidSale(
  context: LedgerContext,
  invoiceId: string,
  { id: refundId = newKey(), dryRun }: Options,
): Promise<void> {
  const { actor } = context.settings;
  await tellRefund(
    context,
    await ledgerToChange(context, dryRun).voidInvoice({ invoiceId, refundId, actor }),
    refundId,
  );
}

async function reinstate(
  context: LedgerContext,
  invoiceId: string,
  { id: reinstatementId = newKey(), dryRun }: Options,
): Promise<void> {
  const { actor } = context.settings;
  const done = await ledgerToChange(context, dryRun).reinstateInvoice({ invoiceId, reinstatementId, actor });
  await tellSale(context, done, `--id ${shellQuoted(reinstatementId)}`);
}

async function pay(
  context: LedgerContext,
  invoiceId: string,
  amount: number | undefined,
  { id: paymentId = newKey(), dryRun }: Options,
): Promise<void> {
  const { settings, program, pointbook } = context;
  const paid = amount ?? valueOf(await pointbook.getInvoice({ invoiceId })).leftToPay;
  if (paid === 0) throw new CliFailure('nothing-to-pay', 'Nothing is left to pay of the sale.', exitCodes.refused);
  const command = { invoiceId, paymentId, amount: paid, currency: program.currency, actor: settings.actor };
  await tellSale(
    context,
    await ledgerToChange(context, dryRun).recordPayment(command),
    `--id ${shellQuoted(paymentId)}`,
  );
}

async function move(
  context: LedgerContext,
  invoiceId: string,
  toMemberId: string,
  { reason, key = newKey(), dryRun }: { readonly reason?: string; readonly key?: string; readonly dryRun?: true },
): Promise<void> {
  const { actor } = context.settings;
  const command = withoutUndefined({ invoiceId, toMemberId, reason, actor, idempotencyKey: key });
  await tellSale(context, await ledgerToChange(context, dryRun).reassignInvoice(command), `--key ${shellQuoted(key)}`);
}

async function tellRefund(
  { print, talk }: LedgerContext,
  done: Result<RefundReceipt & Replayable, Failure>,
  id: string,
): Promise<void> {
  const { balance, ...receipt } = valueOnce(done, `--id ${shellQuoted(id)}`);
  tellReplayed(talk, receipt);
  await print.one({ ...receipt, ...pointsOf(balance) }, refundColumns);
}

async function tellSale(
  { print, talk }: LedgerContext,
  done: Result<InvoiceReceipt & Replayable, Failure>,
  option: string,
): Promise<void> {
  const { balance, explanation, ...receipt } = valueOnce(done, option);
  tellReplayed(talk, receipt);
  await print.one({ ...receipt, ...pointsOf(balance) }, saleColumns, { explanation });
}

function pointsOf(balance: RefundReceipt['balance']) {
  return { balance: balance?.balance ?? null, available: balance?.available ?? null };
}

const refundColumns = [
  'invoiceId',
  'refundId',
  'memberId',
  'state',
  'value',
  'money',
  'due',
  'clawedBack',
  'taken',
  'lapsed',
  'debt',
  'forgiven',
  'earned',
  'pointsReturned',
  'pointsReturnedExpired',
  'leftToPay',
  'balance',
  'available',
] as const;

const saleColumns = [
  'invoiceId',
  'revision',
  'memberId',
  'outcome',
  'state',
  'earned',
  'earnedInAll',
  'withheld',
  'pointsReturned',
  'leftToPay',
  'endsAt',
  'balance',
  'available',
] as const;
