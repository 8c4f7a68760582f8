import { describe } from 'vitest';
import { sqlitePlace } from './sqlite-place.ts';
import { webhookKills } from './webhook-kills.ts';

describe('webhooks of one SQLite file', () => {
  webhookKills(sqlitePlace);
});
