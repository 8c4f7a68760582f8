import type { SendOutcome } from '@pointbook/core/codes';
import * as rules from './model.ts';
import { type Model, ok } from './model.ts';
import { agree, type Step, step } from './steps.ts';

/** Changes a member's address: what went there is void, for good. */
export function change(memberId: string, field: 'phone' | 'email', value: string | null): Step {
  return step(`change ${memberId} ${field} ${value}`, async (model, real) => {
    const member = rules.memberOf(model, memberId);
    const { version } = member;
    const call = real.pointbook.updateMember({ memberId, version, changes: { [field]: value } });
    const others = [...model.members.values()].filter((each) => each !== member);
    if (field === 'phone' && value !== null && others.some(({ phone }) => phone === value))
      return agree(real, { kind: 'phone-taken' }, call);
    await agree(real, ok, call);
    for (const challenge of model.challenges) {
      const wentThere = challenge.memberId === memberId && (challenge.channel === 'email') === (field === 'email');
      if (wentThere && challenge.hold === 'held' && member[field] !== value) challenge.isVoid = true;
    }
    return Object.assign(member, { [field]: value, version: version + 1 });
  });
}

/** Forgets the wrong codes of a member and of the member's addresses. */
export function unlock(memberId: string): Step {
  return step(`unlock ${memberId}`, async (model, real) => {
    const { phone, email } = rules.memberOf(model, memberId);
    model.unlocks += 1;
    const staff = { memberId, actor: 'ann', reason: 'an id card', idempotencyKey: `unlock ${model.unlocks}` };
    rules.postTo(model, memberId);
    const addresses = [phone, email].filter((address) => address !== null);
    for (const key of [`member ${memberId}`, ...addresses.map((address) => `destination ${address}`)])
      rules.budgetOf(model, key).failures = [];
    return agree(real, ok, real.pointbook.codes.unlockMember(staff));
  });
}

/** Posts what is due. */
export const sweep: Step = step('sweep', async (model, real) => {
  const due = model.challenges.filter(({ hold, deadline }) => hold === 'held' && deadline <= model.clock);
  for (const { memberId } of due) rules.postTo(model, memberId);
  return agree(real, ok, real.pointbook.expireDue());
});

/** Lets time go by, or sets the clock back. */
export function wait(ms: number): Step {
  return setClock(`wait ${ms}`, ({ clock }) => clock + ms);
}

/** Goes to an instant at which something changes by itself, or just before or after. */
export function toBoundary(nth: number, ms: number): Step {
  return setClock(`boundary ${nth} ${ms}`, (model) => {
    const ahead = rules.boundariesOf(model).filter((each) => each > model.clock);
    const boundary = ahead.at(-1 - (nth % (ahead.length || 1)));
    return boundary === undefined ? model.clock : boundary + ms;
  });
}

function setClock(name: string, to: (model: Model) => number): Step {
  return step(name, async (model, real) => {
    model.clock = to(model);
    real.clock.set(model.clock);
  });
}

/** How the provider answers from now on. */
export function answerAs(status: SendOutcome['status']): Step {
  return step(`provider ${status}`, async (model, real) => {
    model.provider = status;
    real.provider.status = status;
  });
}
