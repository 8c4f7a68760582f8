import { tillAddress } from '../../ui/addresses.ts';
import { Card } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { words } from './words.ts';

/** How a sale that waits for a code is ended without one. */
export function EndWaiting({ c, invoiceId, heldUntil }: { c: Page; invoiceId: string; heldUntil?: string }) {
  const t = words(c);
  const here = tillAddress(invoiceId);
  return (
    <Card title={t.otherwise}>
      {heldUntil !== undefined && <p class="hint">{t.heldUntil(heldUntil)}</p>}
      <div class="actions">
        <Form c={c} action={`${here}/without-points`}>
          <button class="big">{t.goOn}</button>
        </Form>
        <Form c={c} action={`${here}/give-up`} confirm={t.giveUpSure}>
          <button class="danger big">{t.giveUp}</button>
        </Form>
      </div>
    </Card>
  );
}
