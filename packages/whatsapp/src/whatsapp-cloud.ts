import type { Notifier, OutgoingMessage } from '@pointbook/core/codes';
import { checkOptionNames, type OptionNames } from '@pointbook/core/shapes';
import { destinationCheck, httpSender, type Countries } from '@pointbook/sms';
import { explainCloud } from './cloud-errors.ts';
import { missingTemplate } from './missing-template.ts';
import { checkByLocale, checkTemplates, forLocale, parametersOf, type ByLocale, type Templates } from './templates.ts';

/** A number of Meta's Cloud API, its templates, and where its messages may go. */
export interface WhatsappCloudOptions {
  /** The id of the number that sends, from WhatsApp Manager: digits, and not the number itself. */
  readonly phoneNumberId: string;
  /** A system user's access token. */
  readonly accessToken: string;
  /** The version of the Graph API, such as `v23.0`. */
  readonly apiVersion: string;
  /**
   * For `redemption-code` an authentication template with a button that copies the code, for others utility templates.
   */
  readonly templates: Templates<CloudTemplate>;
  /** The only countries that messages go to: what keeps a stranger's script from spending the shop's money. */
  readonly countries: Countries;
  /**
   * Where the Graph API is.
   *
   * @defaultValue 'https://graph.facebook.com'
   */
  readonly baseUrl?: string | undefined;
  /** Used instead of the global `fetch`, for example for a proxy. */
  readonly fetch?: typeof fetch | undefined;
}

/** A template as WhatsApp Manager knows it. */
export interface CloudTemplate {
  /** The name of the template. */
  readonly name: string;
  /** Its language there, such as `en_US`; for each locale of Pointbook's messages, where it is there in several. */
  readonly language: ByLocale;
}

/**
 * Sends messages by WhatsApp over Meta's Cloud API.
 *
 * @remarks An authentication template's words are Meta's own: the customer gets the code alone, so show amount and
 * payee at the till.
 * @throws TypeError where an option is missing or cannot be.
 *
 * @example
 * ```ts
 * import { whatsappCloudNotifier } from '@pointbook/whatsapp';
 *
 * const whatsapp = whatsappCloudNotifier({
 *   phoneNumberId: '105954558954427',
 *   accessToken: process.env.WHATSAPP_TOKEN ?? '',
 *   apiVersion: 'v23.0',
 *   templates: { 'redemption-code': { name: 'spend_points', language: { default: 'en_US', id: 'id' } } },
 *   countries: ['+62'],
 * });
 * ```
 */
export function whatsappCloudNotifier(options: WhatsappCloudOptions): Notifier {
  checkWhatsappOptions(options);
  const { phoneNumberId, accessToken, apiVersion, templates, baseUrl = 'https://graph.facebook.com' } = options;
  const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
  const check = destinationCheck(options.countries);
  const post = httpSender({
    name: 'WhatsApp',
    baseUrl,
    path: `/${apiVersion}/${phoneNumberId}/messages`,
    fetch: options.fetch,
    idOf: messageId,
    explain: explainCloud,
  });
  return {
    channel: 'whatsapp',
    send: async (message, { signal }) => {
      const refused = check(message.to);
      if (refused) return refused;
      const template = templates[message.template];
      if (!template) return missingTemplate(message);
      if (message.template === 'redemption-code' && message.data.code.length > longestCode) {
        const words = `A code in an authentication template has at most ${longestCode} characters.`;
        return { status: 'rejected', reason: 'content', message: words };
      }
      return post({ headers, body: JSON.stringify(bodyOf(message, template)) }, { signal });
    },
  };
}

// Meta's page "Authentication templates", with the request below, the code in it twice:
// developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates/auth-otp-template-messages
const longestCode = 15;

function bodyOf(message: OutgoingMessage, { name, language }: CloudTemplate): unknown {
  const parameters = parametersOf(message).map((text) => ({ type: 'text', text }));
  const button = { type: 'button', sub_type: 'url', index: '0', parameters };
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    // With its plus sign: without one, Meta may take it for a number in the country of the shop's own.
    to: message.to,
    type: 'template',
    template: {
      name,
      language: { code: forLocale(language, message.locale) },
      components: [{ type: 'body', parameters }, ...(message.template === 'redemption-code' ? [button] : [])],
    },
  };
}

/** The id of a message, as Meta makes them: anything else may repeat what was sent. */
function messageId(body: unknown): string | null {
  const id = (body as { messages: { id: unknown }[] }).messages[0]?.id;
  return typeof id === 'string' && /^wamid\.[A-Za-z\d+/_-]{16,180}={0,2}$/.test(id) ? id : null;
}

const names: OptionNames<WhatsappCloudOptions> = {
  phoneNumberId: false,
  accessToken: false,
  apiVersion: false,
  templates: false,
  countries: false,
  baseUrl: false,
  fetch: false,
};

function checkWhatsappOptions(options: WhatsappCloudOptions): void {
  checkOptionNames('whatsappCloudNotifier()', options, names, TypeError);
  const { phoneNumberId, accessToken, apiVersion, templates } = options;
  checkText(phoneNumberId, /^\d{5,20}$/, "phoneNumberId must be the number's id in WhatsApp Manager: digits only.");
  checkText(accessToken, /^[!-~]+$/, 'accessToken is missing, or is no text without spaces.');
  checkText(apiVersion, /^v\d{1,3}\.\d{1,2}$/, 'apiVersion must be a version of the Graph API, such as v23.0.');
  checkTemplates(templates, (template) => {
    checkText(
      template?.name,
      /^[a-z0-9_]{1,512}$/,
      "templates: a template's name has small letters, digits and _ only.",
    );
    checkByLocale(template.language, /^[a-z]{2,3}(?:_[A-Za-z0-9]{2,4})?$/, "Meta's code of a language, such as en_US");
  });
}

function checkText(value: unknown, pattern: RegExp, otherwise: string): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw new TypeError(otherwise);
}
