import { describe, expect, test } from 'vitest';
import { memory, openWorld, property, type Trial } from '../support/properties/worlds.ts';
import { request, resend } from './codes/code-steps.ts';
import { lives } from './codes/lives.ts';
import { answers, runModel } from './codes/run-model.ts';
import { change, wait } from './codes/shop-steps.ts';

describe('codes', () => {
  property(
    '[27] behave as their rules say, for any calls at any time',
    lives,
    async (trial, life) => void (await runModel(trial, life)),
    answers,
    0.3,
  );

  test('[27] are not sent again once their points would be free, by a time that only the mailbox knows', async () => {
    const quarter = 15 * 60_000;
    const life = [
      request('M1', 'R1', 1, 'email'),
      wait(quarter),
      change('M3', 'email', 'home@example.com'),
      request('M3', 'R1', 1, 'email'),
      wait(-quarter / 2),
      resend(1, undefined),
    ];
    const open: Trial['open'] = async (program, equipment) => openWorld(memory, program, equipment);
    expect((await runModel({ open, reached: () => {} }, life)).sent).toBe(2);
  });
});
