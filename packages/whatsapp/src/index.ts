export { whatsappCloudNotifier, type CloudTemplate, type WhatsappCloudOptions } from './whatsapp-cloud.ts';
export { twilioWhatsappNotifier, type TwilioWhatsappOptions } from './twilio-whatsapp.ts';
export type { ByLocale, Templates } from './templates.ts';
