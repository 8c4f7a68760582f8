export { twilioSmsNotifier } from './twilio-sms.ts';
export { vonageSmsNotifier, type VonageAccount, type VonageCredentials, type VonageSmsOptions } from './vonage-sms.ts';
export {
  twilioMessages,
  type TwilioAccount,
  type TwilioCredentials,
  type TwilioMessages,
  type TwilioOptions,
  type TwilioSender,
} from './twilio-messages.ts';
export { destinationCheck, type Countries, type DestinationCheck } from './destinations.ts';
export { httpSender } from './http-sender.ts';
export type * from './http-provider.ts';
