import { type Program, quoteEarning, type RefundInvoiceCommand, type SaveInvoiceCommand } from '@pointbook/core';
import type { Client } from '@pointbook/http/client';

/** A sale of the till. It says when it was made, for it may reach the ledger days later. */
export interface TillSale extends SaveInvoiceCommand {
  readonly soldAt: string;
}

/** Goods that came back. */
export interface TillRefund extends RefundInvoiceCommand {
  readonly refundedAt: string;
}

/** What the ledger has not been told yet. */
export type Task = (
  | { readonly verb: 'saveInvoice'; readonly command: TillSale }
  | { readonly verb: 'refundInvoice'; readonly command: TillRefund }
) & {
  /** Why the ledger refused it. A person has to look at it, for it would be refused again. */
  readonly refused?: string;
};

/** Where tasks survive a reload: `localStorage` in a browser. */
export interface Shelf {
  read(): string | null;
  write(text: string): void;
}

export interface TillParts {
  readonly rules: Program;
  readonly shelf: Shelf;
  readonly ledger: Pick<Client, 'saveInvoice' | 'refundInvoice'>;
}

/** A till that sells without a connection, and tells the ledger later. */
export function openTill({ rules, shelf, ledger }: TillParts) {
  const quote = quoteEarning(rules);
  const tasks = (): readonly Task[] => JSON.parse(shelf.read() ?? '[]') as readonly Task[];
  // It is read anew each time: the till may be open in two windows.
  const change = (next: (tasks: readonly Task[]) => readonly Task[]) => shelf.write(JSON.stringify(next(tasks())));

  return {
    tasks,

    /** Keeps a sale, and says how many points it earns: the rules alone tell, without the ledger. */
    sell(sale: TillSale): number {
      const { currency, total, lines, soldAt } = sale;
      const quoted = quote({ currency, total, lines, soldAt });
      if (quoted.isErr()) throw new Error(quoted.error.message);
      change((kept) => [...kept, { verb: 'saveInvoice', command: sale }]);
      return quoted.value.points;
    },

    /** Keeps goods that came back. */
    takeBack(refund: TillRefund): void {
      change((kept) => [...kept, { verb: 'refundInvoice', command: refund }]);
    },

    /**
     * Tells the ledger what it can be told, and answers how much is left. A task whose answer was lost is told again:
     * its id keeps it from being done twice.
     */
    async send(): Promise<number> {
      for (const task of tasks()) {
        if (task.refused !== undefined || isBehindAnother(task, tasks())) continue;
        const answer = await (task.verb === 'saveInvoice'
          ? ledger.saveInvoice(task.command)
          : ledger.refundInvoice(task.command));
        if (answer.isOk()) change((kept) => kept.filter((each) => !isSame(each, task)));
        else if (answer.error.kind === 'unreachable') break;
        else if (!mayPass(answer.error)) {
          const refused = answer.error.message;
          change((kept) => kept.map((each) => (isSame(each, task) ? { ...each, refused } : each)));
        }
      }
      return tasks().length;
    },
  };
}

export type Till = ReturnType<typeof openTill>;

/** Goods come back after they were sold: the sale is told first. */
function isBehindAnother(task: Task, all: readonly Task[]): boolean {
  const first = all.find(({ command }) => command.invoiceId === task.command.invoiceId);
  return first !== undefined && !isSame(first, task);
}

/** Whether the same command may succeed later, as docs/errors.md says. */
function mayPass(failure: { readonly kind: string }): boolean {
  // The sale, or the member, may be on its way from another till.
  if (['unknown-invoice', 'unknown-member'].includes(failure.kind)) return true;
  // The till is not signed in, the ledger is busy, or something is wrong there that somebody will mend.
  const status = 'status' in failure ? Number(failure.status) : 0;
  return [401, 403, 408, 429].includes(status) || status >= 500;
}

function isSame(one: Task, other: Task): boolean {
  return idOf(one) === idOf(other);
}

function idOf({ verb, command }: Task): string {
  return JSON.stringify([verb, command.invoiceId, 'refundId' in command ? command.refundId : command.revision]);
}
