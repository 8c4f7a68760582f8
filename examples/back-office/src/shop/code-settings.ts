import type { Channel, ProgramDefinition } from '@pointbook/core';
import type { CodeDefinition } from '@pointbook/core/codes';
import type { OpenLedger } from './ledger.ts';

/** The defaults of the ledger, for what the program leaves out. */
const usual = { channels: ['whatsapp', 'sms', 'email'], requireVerified: false, secondsBetweenSends: 60 } as const;

/** How the program has codes sent. */
export function codeSettings({ plugins = {} }: ProgramDefinition): {
  readonly channels: readonly Channel[];
  readonly requireVerified: boolean;
  readonly secondsBetweenSends: number;
} {
  const { codes = {} } = plugins as { readonly codes?: CodeDefinition };
  return {
    channels: codes.channels ?? usual.channels,
    requireVerified: codes.requireVerified ?? usual.requireVerified,
    secondsBetweenSends: codes.secondsBetweenSends ?? usual.secondsBetweenSends,
  };
}

/** Where a customer may be reached. */
interface Reachable {
  readonly phone?: string | null;
  readonly phoneVerified?: boolean;
  readonly email?: string | null;
  readonly emailVerified?: boolean;
}

/** The channels over which a customer can be sent a code, in the order of the program. */
export function channelsOf(program: ProgramDefinition, customer: Reachable): readonly Channel[] {
  const { channels, requireVerified } = codeSettings(program);
  return channels.filter((channel) => {
    const [address, isVerified] =
      channel === 'email' ? [customer.email, customer.emailVerified] : [customer.phone, customer.phoneVerified];
    return Boolean(address) && (isVerified === true || !requireVerified);
  });
}

/** The same for a customer who is named alone. */
export async function channelsOfMember(
  { pointbook, program }: OpenLedger,
  memberId: string,
): Promise<readonly Channel[]> {
  const member = await pointbook.getMember({ memberId });
  return member.isOk() ? channelsOf(program, member.value) : [];
}
