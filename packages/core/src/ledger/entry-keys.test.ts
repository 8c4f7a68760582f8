import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentsOf, shelfOfIndex, shelfOfOwner, shelfOfRange } from '../kernel/shelf-names.ts';
import type { MemberId } from '../values/ids.ts';
import type { CommandKey } from './entry.ts';
import { commandId, commandOfId, entryId, entryOfId } from './entry-keys.ts';

const memberId = fc.string({ unit: 'grapheme', minLength: 1 }).map((id) => id as MemberId);
const kind = fc.stringMatching(/^[a-zA-Z0-9-]{1,40}$/);

test('what a key of an entry, of a command or of a shelf was made of is read from it', () => {
  fc.assert(
    fc.property(memberId, fc.nat(), fc.string(), kind, kind, (member, sequence, text, name, index) => {
      expect(entryOfId(entryId({ memberId: member, sequence }))).toEqual({ memberId: member, sequence });
      const key: CommandKey = `key:${text}`;
      expect(commandOfId(commandId({ memberId: member, key }))).toEqual({ memberId: member, key });
      expect(contentsOf(name)).toEqual({ kind: name, index: null, isByOwner: false, isRange: false });
      expect(contentsOf(shelfOfIndex(name, index))).toEqual({ kind: name, index, isByOwner: false, isRange: false });
      expect(contentsOf(shelfOfOwner(name))).toEqual({ kind: name, index: null, isByOwner: true, isRange: false });
      expect(contentsOf(shelfOfRange(name))).toEqual({ kind: name, index: null, isByOwner: false, isRange: true });
    }),
  );
});
