import { describe, expect, test } from 'vitest';
import { openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

describe('Ids and addresses that mislead', () => {
  test.each([
    ['a zero width space', 'C-1\u200B7', /nobody sees/],
    ['a no-break space', 'C\u00A017', /nobody sees/],
    ['a soft hyphen', 'C\u00AD17', /nobody sees/],
    ['a mark of direction', '\u202EC-17', /nobody sees/],
    ['an invisible letter', 'C\u3164', /nobody sees/],
    ['full-width digits', 'C-１７', /full-width/],
    ['a full-width sign', 'Ｃ-17', /full-width/],
    ['Arabic digits', 'C-١٧', /digit/],
    ['a letter of mathematics', '𝐂-17', /another shape/],
    ['a Roman numeral', 'Ⅳ-17', /another shape/],
    ['two letters in one', 'oﬃce', /another shape/],
    ['a half-width letter', 'ｱ-17', /half-width/],
    ['a curly apostrophe', 'O’Neil', /sign in another shape/],
    ['a sign of a fraction', 'C⁄17', /sign in another shape/],
    ['three dots in one', 'C…17', /sign in another shape/],
    ['what is left of a damaged text', 'M\uFFFDller', /damaged text/],
    ['a character of private use', 'C\uE000', /damaged text/],
    ['a dash', 'C–17', /dash/],
    ['a minus', 'C−17', /dash/],
    ['a Cyrillic letter in a Latin word', 'Сard', /two alphabets/],
    ['a Greek letter in a Latin word', 'cαrd', /two alphabets/],
  ])('%s is refused by name', async (_what, id, words) => {
    const desk = await openBulkDesk();
    const failure = errorOf(await desk.ledger.enrolMember({ memberId: id }));
    expect(failure).toMatchObject({ kind: 'invalid-command', message: expect.stringMatching(words) as string });
    const card = errorOf(await desk.ledger.enrolMember({ memberId: 'ok', cardCode: id }));
    expect(card).toMatchObject({ kind: 'invalid-command', field: 'cardCode' });
    const preview = await desk.ledger.jobs.previewImport({
      mode: 'opening',
      source: () => [new TextEncoder().encode(`memberId,balance\n${id},5\n`)],
    });
    expect(valueOf(preview).problems[0]).toMatchObject({ column: 'memberId' });
  });

  test.each([
    'C-17',
    'José',
    'Клиент-5',
    '№5',
    'Oʻtkir',
    'Aɖɛ',
    'น้ำ',
    '홍길동',
    'アユ',
    'πελάτης',
    '会員17',
    'عميل',
    'ลูกค้า',
    'Ötzi_3',
    'a b',
    "O'Neil",
  ])('%s is an id', async (memberId) => {
    const desk = await openBulkDesk();
    expect((await desk.ledger.enrolMember({ memberId })).isOk()).toBe(true);
  });

  test.each([
    ['mailto:ann@example.org', /link/],
    ['MAILTO:ann@example.org', /link/],
    ['https://example.org/a@b.org', /link/],
    ['Ann <ann@example.org>', /angle brackets/],
    ['<ann@example.org>', /angle brackets/],
    ['ann@example.org, ben@example.org', /several/],
    ['ann@example.org;ben@example.org', /several/],
    ['ann@@example.org', /several/],
    ['"ann"@example.org', /quotes/],
    ['ann@example.org\u200B', /nobody sees/],
    ['ann\u00A0@example.org', /nobody sees/],
    ['ann@gm\u0430il.com', /two alphabets/],
    ['Ａnn@example.org', /full-width/],
    ['ann@ｅxample.org', /full-width/],
    ['o’neil@example.ie', /sign in another shape/],
    ['ann @example.org', /space/],
    ['ann@example..org', /dot or a dash/],
    ['ann.@example.org', /dot or a dash/],
    ['.ann@example.org', /dot or a dash/],
    ['ann@-example.org', /dot or a dash/],
    ['ann@example.org.', /dot or a dash/],
    ['ann@localhost', /email address/],
    ['ann@10.0.0.1', /email address/],
  ])('%j is no address', async (email, words) => {
    const desk = await openBulkDesk();
    const failure = errorOf(await desk.ledger.enrolMember({ memberId: 'ann', email }));
    expect(failure).toMatchObject({ field: 'email', message: expect.stringMatching(words) as string });
    expect(failure.message).not.toContain(email);
  });

  test.each([
    'ann@example.org',
    'a.b+c_d-e@sub.example.co.uk',
    "o'neil@example.ie",
    'jörg@müller.de',
    'x@例え.jp',
    'анна@почта.рус',
    'анна@example.org',
    '100%@a.io',
  ])('%s is an address', async (email) => {
    const desk = await openBulkDesk();
    expect((await desk.ledger.enrolMember({ memberId: 'ann', email })).isOk()).toBe(true);
  });

  test.each([
    ['+44 (0)20 7946 0958', /0 in brackets/],
    ['+628123456789.0', /ends in "\.0"/],
    ['+628123456789 ext 5', /E\.164/],
  ])('%s is no phone number of the till', async (phone, words) => {
    const desk = await openBulkDesk();
    const failure = errorOf(await desk.ledger.enrolMember({ memberId: 'ann', phone }));
    expect(failure).toMatchObject({ field: 'phone', message: expect.stringMatching(words) as string });
  });
});
