// What runs as CommonJS. In Jest and in Bun, `jest` is there without an import.
const { testTill } = require('./till.cjs');

const pointbook = {
  ...require('@pointbook/core'),
  ...require('@pointbook/core/codes'),
  ...require('@pointbook/core/errors'),
  ...require('@pointbook/core/jobs'),
  ...require('@pointbook/core/verify'),
  ...require('@pointbook/http'),
  ...require('@pointbook/memory'),
  ...require('@pointbook/postgres'),
  ...require('@pointbook/sqlite'),
  ...require('@pointbook/sqlite/backup'),
};
testTill({ pointbook, timers: jest });
