import type { Notifier } from '@pointbook/core/codes';
import { twilioMessages, type TwilioOptions } from '@pointbook/sms';
import { missingTemplate } from './missing-template.ts';
import { checkByLocale, checkTemplates, forLocale, parametersOf, type ByLocale, type Templates } from './templates.ts';

/** An account of Twilio's with a WhatsApp sender, and the templates of its Content Template Builder. */
export type TwilioWhatsappOptions = TwilioOptions & {
  /** The `HX…` of a template; for each locale of Pointbook's messages, where there are several. */
  readonly templates: Templates<ByLocale>;
};

/**
 * Sends messages by WhatsApp over Twilio.
 *
 * @remarks `from` is the sender's number without `whatsapp:`. An authentication template's words are Meta's own: the
 * customer gets the code alone, so show amount and payee at the till.
 * @throws TypeError where an option is missing or cannot be.
 *
 * @example
 * ```ts
 * import { twilioWhatsappNotifier } from '@pointbook/whatsapp';
 *
 * const whatsapp = twilioWhatsappNotifier({
 *   accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
 *   apiKey: process.env.TWILIO_API_KEY ?? '',
 *   apiKeySecret: process.env.TWILIO_API_KEY_SECRET ?? '',
 *   from: '+6281234567890',
 *   templates: { 'redemption-code': 'HX0123456789abcdef0123456789abcdef' },
 *   countries: ['+62'],
 * });
 * ```
 */
export function twilioWhatsappNotifier(options: TwilioWhatsappOptions): Notifier {
  const { templates, ...account } = options ?? {};
  checkTemplates(templates, (sid) => checkByLocale(sid, /^HX[0-9a-fA-F]{32}$/, 'HX and 32 hexadecimal digits'));
  const send = twilioMessages(account, 'whatsapp');
  return {
    channel: 'whatsapp',
    send: async (message, { signal }) => {
      const template = templates[message.template];
      if (template === undefined) return missingTemplate(message);
      // Twilio's pages "Send templates created with the Content Template Builder" and, for the code as the one variable
      // of an authentication template, "whatsapp/authentication" (twilio.com/docs/content).
      const variables = parametersOf(message).map((text, index) => [String(index + 1), text]);
      const content = {
        ContentSid: forLocale(template, message.locale),
        ContentVariables: JSON.stringify(Object.fromEntries(variables)),
      };
      return send(message.to, content, { signal });
    },
  };
}
