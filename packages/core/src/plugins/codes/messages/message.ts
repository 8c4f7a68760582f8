/** How a send ended. */
export type SendOutcome =
  /** The provider took it; whether it arrives is not known. */
  | { readonly status: 'sent'; readonly providerId: string | null }
  /** The provider will never take this message as it is; nothing was sent. */
  | { readonly status: 'rejected'; readonly reason: RejectReason; readonly message: string }
  /** The message was not sent now, or it is unknown whether it was; it may be sent later. */
  | { readonly status: 'unavailable'; readonly message: string; readonly retryAfterMs: number | null };

/** Why a message is refused for good. */
export type RejectReason =
  /** There is no such number or mailbox, or it is not on this channel. */
  | 'destination'
  /** The customer has opted out, or is blocked. */
  | 'opted-out'
  /** Messages to this country are not allowed. */
  | 'country'
  /** Something of the shop is wrong: account, credentials, sender or template. */
  | 'account'
  /** The message itself is refused. */
  | 'content';

/** A message as it goes out: what it says as data, for channels with templates, and as text, for the others. */
export type OutgoingMessage = Message & {
  /** A telephone number in E.164 form, or an email address. */
  readonly to: string;
  /** For channels that have one. */
  readonly subject: string;
  /** Plain text; lines end with a line feed. */
  readonly text: string;
};

/** What a message says. */
export type Message =
  | MessageOf<'redemption-code', RedemptionCode>
  | MessageOf<'points-earned', PointsEarned>
  | MessageOf<'points-adjusted', PointsAdjusted>
  | MessageOf<'points-expiring', PointsExpiring>;

/** A message by its template's name. */
export interface MessageOf<Template extends string, Data> {
  /** What kind of message it is. */
  readonly template: Template;
  /** A BCP 47 tag, such as `en` or `id-ID`. */
  readonly locale: string;
  /** What it says. */
  readonly data: Data;
}

/** A code that lets points be spent. */
export interface RedemptionCode {
  /** 6 to 10 digits. */
  readonly code: string;
  /** The points that it spends. */
  readonly points: number;
  /** What the points are worth, in minor units. */
  readonly value: number;
  /** The program's currency, as an ISO 4217 code. */
  readonly currency: string;
  /** The program's name. */
  readonly merchant: string;
  /** The invoice that the points pay for; null where there is none yet. */
  readonly sale: string | null;
  /** The name of the reward that the points buy, if any. */
  readonly reward: string | null;
  /** Minutes that the code is good for. */
  readonly minutes: number;
}

/** Points that a sale earned. */
export interface PointsEarned {
  /** The program's name. */
  readonly merchant: string;
  /** The points earned. */
  readonly points: number;
  /** The balance after it. */
  readonly balance: number;
  /** The invoice; null where another thing earned them. */
  readonly sale: string | null;
}

/** Points that staff gave or took. */
export interface PointsAdjusted {
  /** The program's name. */
  readonly merchant: string;
  /** Negative where points were taken. */
  readonly points: number;
  /** The balance after it. */
  readonly balance: number;
  /** What staff wrote for the customer. */
  readonly comment: string | null;
}

/** Points that end soon. */
export interface PointsExpiring {
  /** The program's name. */
  readonly merchant: string;
  /** The points that end. */
  readonly points: number;
  /** The last day on which they can be spent, a business day, YYYY-MM-DD. */
  readonly lastDay: string;
}
