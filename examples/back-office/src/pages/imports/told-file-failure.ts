import type { PreviewImportFailure } from '@pointbook/core/jobs';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { words } from './words.ts';

/** Why a file cannot be read, in the words of a shop. */
export function toldFileFailure(c: Page, failure: PreviewImportFailure): string {
  const t = words(c);
  if (failure.kind === 'source-failed') return t.sourceFailed;
  if (failure.kind !== 'unreadable-file') return toldFailure(c, failure);
  const { byte, message } = failure;
  if (message.includes('the file is empty')) return t.emptyFile;
  return byte !== null && byte > 0 ? t.wrongLetters : t.unreadable(message);
}
