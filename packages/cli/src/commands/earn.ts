import type { Explanation, Program, SaveInvoiceCommand } from '@pointbook/core';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { tellReplayed } from '../options/change-options.ts';
import { readJson } from '../files/read-json.ts';
import { moneyOption } from '../options/read-options.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly member?: string;
  readonly total?: number;
  readonly currency?: string;
  readonly file?: string;
  readonly paid?: string;
}

/** `pointbook earn`. */
export function addEarn(cli: Cli): void {
  cli
    .command('earn [invoice]', 'Saves an invoice, and says what it earns.', [
      'pointbook earn INV-1 --member C-17 --total 125000',
      'pointbook earn INV-2 --member C-17 --total 80000 --paid PAY-1',
      'pointbook earn --file invoice.json   # the command of saveInvoice; - for stdin',
    ])
    .option('--member <id>', 'who gets the points; a sale without a member is kept, and can be claimed')
    .addOption(moneyOption('--total <money>', 'what the customer owes, in minor units'))
    .option('--currency <code>', "the program's when left out")
    .option('--file <json>', 'the whole invoice, instead of the options above')
    .option('--paid <payment id>', 'also records a payment of the whole total, with this id')
    .action(cli.onLedger(earn));
}

async function earn(
  { pointbook, settings, program, print, talk, terminal }: LedgerContext,
  invoiceId: string | undefined,
  options: Options,
): Promise<void> {
  const { actor } = settings;
  const command = await commandOf(program, terminal, invoiceId, options);
  const saved = valueOf(await pointbook.saveInvoice({ actor, ...command }));
  const { total: amount, currency } = command;
  const receipt =
    options.paid === undefined
      ? saved
      : valueOf(
          await pointbook.recordPayment({
            invoiceId: saved.invoiceId,
            paymentId: options.paid,
            amount,
            currency,
            actor,
          }),
        );
  const { balance, explanation, ...row } = receipt;
  tellReplayed(talk, receipt);
  const points = { balance: balance?.balance ?? null, available: balance?.available ?? null };
  await print.one({ ...row, ...partsOf(explanation), ...points }, columns, { explanation });
}

async function commandOf(
  program: Program,
  terminal: Terminal,
  invoiceId: string | undefined,
  { member, total, currency, file }: Options,
): Promise<SaveInvoiceCommand> {
  if (file !== undefined) {
    if ((invoiceId ?? member ?? total ?? currency) !== undefined)
      throw new CliFailure('usage', 'With --file the invoice has everything: leave the rest out.');
    const json = await readJson(file, terminal);
    if (!Array.isArray(json)) return invoiceOf(json);
    throw new CliFailure(
      'usage',
      json.length === 0
        ? `${file} has no invoice: there is nothing to do.`
        : `${file} has a list of ${json.length}: give one invoice, and run the command for each.`,
    );
  }
  if (invoiceId === undefined || total === undefined)
    throw new CliFailure('usage', 'Give the id of the invoice and its --total, or the whole invoice with --file.');
  return withoutUndefined({ invoiceId, memberId: member, total, currency: currency ?? program.currency });
}

/** JSON has no dates. What else is wrong is for the ledger to say. */
function invoiceOf(json: unknown): SaveInvoiceCommand {
  if (typeof json !== 'object' || json === null || !('soldAt' in json)) return json as SaveInvoiceCommand;
  return { ...json, soldAt: new Date(String(json.soldAt)) } as unknown as SaveInvoiceCommand;
}

/** What the total is made of, where it is more than goods. */
function partsOf({ total }: Explanation) {
  if (total === undefined) return {};
  const { goods, orderDiscount, charges, rounding } = total;
  return orderDiscount === 0 && charges === 0 && rounding === 0 ? {} : { goods, orderDiscount, charges, rounding };
}

const columns = [
  'invoiceId',
  'revision',
  'memberId',
  'outcome',
  'state',
  'goods',
  'orderDiscount',
  'charges',
  'rounding',
  'earned',
  'earnedInAll',
  'withheld',
  'endsAt',
  'balance',
  'available',
] as const;
