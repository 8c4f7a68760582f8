import { describe } from 'vitest';
import { postgresPlace } from './postgres-race-place.ts';
import { webhookKills } from './webhook-kills.ts';

describe('webhooks of one PostgreSQL', () => {
  webhookKills(postgresPlace);
});
