export { emailNotifier, type EmailNotifier } from './email-notifier.ts';
export type { EmailLogin, EmailNotifierOptions, EmailTls } from './email-notifier-options.ts';
export type { Mailbox } from './addresses.ts';
