import { createPointbook } from '@pointbook/core';
import { describe } from 'vitest';
import { postOffice } from '../support/shops/post-office.ts';
import { property } from '../support/properties/worlds.ts';
import { crowdProgram, crowds, expectPairs } from './codes/crowd.ts';

const states = ['open', 'used', 'cancelled', 'void', 'a sale was paid'];
const answers = [
  'right ok',
  'wrong-code',
  'cancel ok',
  'release ok',
  'resend ok',
  'change ok',
  'sell ok',
  'challenge-closed',
];

describe('codes', () => {
  property(
    '[27] redemptions by code and used codes are one to one, under concurrent calls',
    crowds,
    async ({ open, reached }, acts) => {
      const { equipment, outbox } = postOffice();
      const { pointbook, store, clock, dump } = await open(crowdProgram, equipment);
      const second = createPointbook({ ...equipment, program: crowdProgram, store, clock });
      await expectPairs({ tills: [pointbook, second], clock, outbox, dump }, acts, reached);
    },
    [...states, ...answers],
    0.1,
  );
});
