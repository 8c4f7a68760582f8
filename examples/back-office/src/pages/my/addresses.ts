import { linkParameter } from '@pointbook/http';

/** The address of a customer's own page, by the token of a link. */
export function myAddress(token: string, more: Readonly<Record<string, string>> = {}): string {
  return `/my?${new URLSearchParams({ [linkParameter]: token, ...more })}`;
}

/** The address of the customer's card. */
export function myCardAddress(token: string): string {
  return `/my/card?${new URLSearchParams({ [linkParameter]: token })}`;
}
