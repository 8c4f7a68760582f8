/** A way to reach a member. */
export type Channel = 'whatsapp' | 'sms' | 'email';

/** All channels, in the default order of a program. */
export const channels: readonly Channel[] = ['whatsapp', 'sms', 'email'];
