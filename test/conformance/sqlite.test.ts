import { runConformance } from '@pointbook/testing';
import { describe, test } from 'vitest';
import { sqliteFileLedger } from '../support/stores/sqlite-ledger.ts';

// A file in this process has no connections to cut, and no COMMIT whose answer is lost on the way.
runConformance({ describe, test }, sqliteFileLedger, { without: ['cut', 'lose-commit'] });
