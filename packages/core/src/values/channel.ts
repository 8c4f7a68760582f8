/** A way to reach a member. */
export type Channel = 'whatsapp' | 'sms' | 'email';

/** All ways, in the order in which a program offers them unless it says otherwise. */
export const channels: readonly Channel[] = ['whatsapp', 'sms', 'email'];
