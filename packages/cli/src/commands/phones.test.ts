import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openShop } from '../cli-testing.ts';

describe('phones as they are typed', () => {
  test("are of the program's country where they begin with no plus", async () => {
    const shop = await openShop();
    const file = shop.path('pointbook.json');
    const rules = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...rules, phoneCountry: 'ID' }));
    expect(await shop.json('member', 'add', 'C-17', '--phone', '0812-3456-789')).toMatchObject({
      phone: '+628123456789',
    });
    expect(await shop.json('member', 'find', '--phone', '0812 3456 789')).toMatchObject([{ memberId: 'C-17' }]);
    const wrong = await shop.run('member', 'add', 'C-18', '--phone', '12');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a phone number') as string });
  });
});
