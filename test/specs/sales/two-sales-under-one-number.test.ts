import { describe, test } from 'vitest';
import { anonymousSale, given, refused, sale } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const at = (time: string) => ({ soldAt: new Date(`2026-03-02T${time}+07:00`) });

describe('Two sales under one number', () => {
  test('are two sales: 42,000 at 06:43 and 17,000 at 06:45 do not leave 17 points', () =>
    given(warung(), sale('X', 42_000, at('06:43')))
      .when(sale('X', 17_000, at('06:45')))
      .then({
        error: {
          kind: 'invoice-differs',
          invoiceId: 'X',
          stored: { memberId: 'ayu', total: 42_000, revision: 1, ...at('06:43') },
        },
        balance: 42,
      }));

  test('are two sales also where the first was nobody’s: the second customer does not claim it', () =>
    given(warung(), anonymousSale('X', 42_000, at('06:43')))
      .when(sale('X', 17_000, at('06:45')))
      .then({ error: { kind: 'invoice-differs', stored: { memberId: null, total: 42_000 } }, balance: 0 }));

  test('of two members are told by the member', () =>
    given(warung(), sale('X', 42_000, at('06:43')))
      .when(sale('X', 17_000, { memberId: 'budi', ...at('06:45') }))
      .then({ error: 'invoice-has-member', balance: 42 }));

  test('write nothing, so that the second one can come under a number of its own', () =>
    given(warung(), sale('X', 42_000, at('06:43')), refused(sale('X', 17_000, at('06:45'))))
      .when(sale('X-2', 17_000, at('06:45')))
      .then({ balance: 59 }));
});

describe('One sale', () => {
  test('that is edited at the same time is an edit', () =>
    given(warung(), sale('X', 42_000, at('06:43')))
      .when(sale('X', 17_000, at('06:43')))
      .then({ entries: ['invoice-edited −25'], balance: 17 }));

  test('that is edited without a time is an edit', () =>
    given(warung(), sale('X', 42_000, at('06:43')))
      .when(sale('X', 17_000))
      .then({ balance: 17 }));

  test('whose time nobody had named may be dated by a later save', () =>
    given(warung(), sale('X', 42_000))
      .when(sale('X', 17_000, at('06:45')))
      .then({ balance: 17 }));

  test('is dated once: after that, another time is another sale', () =>
    given(warung(), sale('X', 42_000), sale('X', 17_000, at('06:45')))
      .when(sale('X', 20_000, at('06:46')))
      .then({ error: 'invoice-differs' }));

  test('whose date was wrong is corrected by a host that counts its edits', () =>
    given(warung(), sale('X', 42_000, at('06:43')))
      .when(sale('X', 42_000, { revision: 2, ...at('06:45') }))
      .then({ entries: [], balance: 42, receipt: { revision: 2 } }));

  test('that was nobody’s is claimed by a save of the same time, and by no other, with a revision or without', async () => {
    await given(warung(), anonymousSale('X', 42_000, at('06:43')))
      .when(sale('X', 42_000, at('06:43')))
      .then({ balance: 42 });
    await given(warung(), anonymousSale('X', 42_000, at('06:43')))
      .when(sale('X', 42_000, { revision: 2, ...at('06:45') }))
      .then({ error: 'invoice-differs' });
  });

  test('that comes again late is a repetition, whatever has become of it', () =>
    given(
      warung(),
      sale('X', 42_000, { revision: 1, ...at('06:43') }),
      sale('X', 42_000, { revision: 2, ...at('06:45') }),
    )
      .when(sale('X', 42_000, at('06:43')))
      .then({ entries: [], receipt: { replayed: true, state: 'superseded' } }));
});
