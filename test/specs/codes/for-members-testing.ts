import type { RequestRedemptionCommand } from '@pointbook/core/codes';
import { ayusPhone, type Desk, type DeskOptions, openDesk, wrong } from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

export const byPhone = { phone: ayusPhone, redemptionId: 'RD-1', points: 100 };

/** Notes every call of a store. */
function counting(calls: string[]): NonNullable<DeskOptions['store']> {
  return (inner) => ({
    ...inner,
    transact: (...given) => {
      calls.push('transact');
      return inner.transact(...given);
    },
    rows: new Proxy(inner.rows, {
      get(rows, name) {
        const method = Reflect.get(rows, name) as ((...given: readonly unknown[]) => unknown) | undefined;
        // A store need not have all.
        if (method === undefined) return undefined;
        return (...given: readonly unknown[]) => {
          calls.push(String(name));
          return method.apply(rows, [...given]);
        };
      },
    }),
  });
}

/** A desk whose store notes its calls. */
export async function countedDesk(redeem: Parameters<typeof openDesk>[0] = {}, options: DeskOptions = {}) {
  const calls: string[] = [];
  const desk = await openDesk(redeem, { ...options, store: counting(calls) });
  return { desk, calls };
}

export async function update(desk: Desk, changes: object): Promise<void> {
  valueOf(await desk.ledger().updateMember({ memberId: ayu, changes }));
}

export async function guess(desk: Desk, challengeId: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    await desk.ledger().codes.confirmRedemption({ challengeId, code: wrong(desk.code()) });
}

export function without(command: object): RequestRedemptionCommand {
  return Object.fromEntries(Object.entries(command).filter(([, value]) => value !== undefined)) as never;
}
