import { describe } from 'vitest';
import { property } from '../support/worlds.ts';
import { lives } from './codes/lives.ts';
import { answers, runModel } from './codes/run-model.ts';

describe('codes', () => {
  property('[27] behave as their rules say, whatever is done with them and when', lives, runModel, answers, 0.4);
});
