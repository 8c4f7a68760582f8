import { forms, type Form } from '../kernel/forms/forms.ts';
import { systemActor } from '../program/program.ts';
import type { ActorId } from '../values/ids.ts';

/** Who did something; usually `system`. */
export function actorForm(): Form<ActorId> {
  return forms.or(forms.text(), systemActor);
}
