import type { Message, SendOutcome } from '@pointbook/core/codes';

/** When the host has named no template for a message. */
export function missingTemplate({ template }: Message): SendOutcome {
  const message = `There is no template for ${template} messages: make one at WhatsApp, and name it under templates.`;
  return { status: 'rejected', reason: 'content', message };
}
