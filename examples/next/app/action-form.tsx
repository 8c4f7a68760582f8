'use client';

import { type ReactNode, useActionState } from 'react';
import type { Refusal } from '../lib/refusal.ts';

export interface ActionFormProps {
  readonly action: (before: Refusal | null, form: FormData) => Promise<Refusal | null>;
  /** What the button says. */
  readonly verb: string;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form of a server action. It shows why the action was refused, and works without JavaScript, too. */
export function ActionForm({ action, verb, children }: ActionFormProps) {
  const [refusal, send, isPending] = useActionState(action, null);
  return (
    <form action={send}>
      {children}
      <button aria-disabled={isPending}>{verb}</button>
      {refusal && (
        <p role="alert" data-kind={refusal.kind}>
          {refusal.text}
        </p>
      )}
    </form>
  );
}
