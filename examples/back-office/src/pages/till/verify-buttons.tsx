import type { Channel } from '@pointbook/core';
import type { Page } from '../../ui/env.ts';
import { channelNames, words } from './words.ts';

interface VerifyProps {
  readonly c: Page;
  readonly channels: readonly Channel[];
  /** Whether a code was sent before. */
  readonly isAgain?: boolean;
}

/** A button for each way on which a code can reach the customer. */
export function VerifyButtons({ c, channels, isAgain = false }: VerifyProps) {
  const t = words(c);
  if (channels.length === 0) return <p class="error">{t.unreachable}</p>;
  return (
    <div class="verify">
      {channels.map((channel, index) => (
        <button id={`verify-${channel}`} class={index === 0 && !isAgain ? 'main big' : 'big'} name="do" value={channel}>
          {isAgain ? t.againVia(channelNames[channel]) : t.verifyVia(channelNames[channel])}
        </button>
      ))}
    </div>
  );
}
