// What runs as an ES module. In Vitest `vi` is there without an import, and in Bun `jest`.
import * as core from '@pointbook/core';
import * as codes from '@pointbook/core/codes';
import * as errors from '@pointbook/core/errors';
import * as jobs from '@pointbook/core/jobs';
import * as verify from '@pointbook/core/verify';
import * as http from '@pointbook/http';
import * as memory from '@pointbook/memory';
import * as postgres from '@pointbook/postgres';
import * as sqlite from '@pointbook/sqlite';
import * as backup from '@pointbook/sqlite/backup';
import { testTill } from './till.cjs';

const pointbook = {
  ...core,
  ...codes,
  ...errors,
  ...jobs,
  ...verify,
  ...http,
  ...memory,
  ...postgres,
  ...sqlite,
  ...backup,
};
testTill({ pointbook, timers: globalThis.vi ?? jest });
