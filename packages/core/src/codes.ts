// One-time codes and messages to members: the plugin, and what its verbs take and answer.
export { codes, type CodesOptions, type CodesPlugin, type CodeVerbs } from './plugins/codes/codes.ts';
export type { CodeMaker, CodesHost, CodesServices, NoOtpSecret } from './plugins/codes/codes-host.ts';
export type { CodeHasher } from './plugins/codes/challenges/code-hasher.ts';
export {
  challenges,
  type ChallengeRecord,
  type ChallengeState,
  type Unsealed,
} from './plugins/codes/challenges/challenge.ts';
export { budgets, type BudgetKey, type BudgetSend, type CodeBudget } from './plugins/codes/challenges/code-budget.ts';
export type { ChannelNotAllowed, NoDestination, NoNotifier } from './plugins/codes/code-delivery.ts';
export type { MemberLocked, TooManyCodes } from './plugins/codes/challenges/code-limits.ts';
export type { CodeDefinition, CodePolicy } from './plugins/codes/code-policy.ts';
export type { CodeReceipt } from './plugins/codes/code-receipt.ts';
export {
  cancelRedemption,
  type CancelRedemptionCommand,
  type CancelRedemptionFailure,
} from './plugins/codes/cancel-redemption.ts';
export {
  confirmRedemption,
  type CodeExpired,
  type CodeSuperseded,
  type ConfirmRedemptionCommand,
  type ConfirmRedemptionFailure,
  type WrongCode,
} from './plugins/codes/confirm-redemption.ts';
export {
  forMembers,
  type CodeNotAccepted,
  type MemberCodeReceipt,
  type MemberConfirmFailure,
  type MemberRequestFailure,
  type MemberVerbs,
} from './plugins/codes/for-members.ts';
export type * from './plugins/codes/messages/message.ts';
export type { MessageText, MessageTexts } from './plugins/codes/messages/message-text.ts';
export type { Messenger, MessengerOptions } from './plugins/codes/messages/messenger.ts';
export type { NothingToTell } from './plugins/codes/messages/nothing-to-tell.ts';
export type * from './plugins/codes/messages/notifier.ts';
export {
  notifyMember,
  type MessageNotSent,
  type NotificationReceipt,
  type NotifyMemberCommand,
  type NotifyMemberFailure,
} from './plugins/codes/notify-member.ts';
export type {
  ChallengeClosed,
  ChallengeStanding,
  CodeLocked,
  UnknownChallenge,
} from './plugins/codes/challenges/open-challenge.ts';
export { type RandomSource, systemRandom } from './plugins/codes/random-source.ts';
export {
  reportDelivery,
  type DeliveryReceipt,
  type ReportDeliveryCommand,
  type ReportDeliveryFailure,
} from './plugins/codes/report-delivery.ts';
export {
  requestRedemption,
  type RequestRedemptionCommand,
  type RequestRedemptionFailure,
} from './plugins/codes/request-redemption.ts';
export { resendCode, type ResendCodeCommand, type ResendCodeFailure } from './plugins/codes/resend-code.ts';
export type { CodeNotSent, CodeSentReceipt } from './plugins/codes/send-code.ts';
export { builtInText } from './plugins/codes/messages/texts.ts';
export { unlockMember, type UnlockMemberCommand, type UnlockMemberFailure } from './plugins/codes/unlock-member.ts';
