import { verify } from '@pointbook/core/verify';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { emailNotifier } from '@pointbook/email';
import { expect, onTestFinished, test } from 'vitest';
import { machine } from './code-readers.ts';
import { asRead, codeIn, startMailServer } from './mail-server.ts';
import { type Cast, tellStory } from './story.ts';
import { openTill } from './till.ts';

/** Tells the story with somebody who reads codes; answers with what was printed and what is left. */
async function told(readCode: Cast['readCode'], width = 80) {
  const server = await startMailServer();
  const from = { name: 'Corner Shop', address: 'points@corner-shop.example' };
  const mail = emailNotifier({ host: '127.0.0.1', port: server.port, tls: 'off-on-loopback', from });
  onTestFinished(async () => {
    await mail.close();
    await server.stop();
  });
  const till = openTill(mail, 'a secret that only this test has: 01');
  const lines: string[] = [];
  await tellStory({ till, mailbox: server.mailbox, width, print: (line) => lines.push(line), readCode });
  expect((await verify(till.pointbook))._unsafeUnwrap().findings).toEqual([]);
  return { printed: lines.join('\n'), mailbox: server.mailbox, balance: await till.balanceOf('ayu') };
}

test('a wrong code spends nothing, and the right one pays', async () => {
  const { printed, mailbox, balance } = await told(machine().readCode);
  expect(mailbox).toHaveLength(1);
  const [mail] = mailbox;
  if (mail === undefined) throw new Error('No mail came.');
  expect(printed).toContain(asRead(mail, 80));
  expect(printed).toMatch(/^\d{6}: This is not the code; 4 attempts are left\.$/m);
  expect(printed).toContain(`${codeIn(mail)}: right. 300 points pay £3.00 of INV-2`);
  expect(printed).toMatch(/the 30\sthat came with that part/);
  // 459 and 120 were earned; of the latter 30 are taken back.
  expect(balance).toMatchObject({ balance: 249, available: 249 });
});

test('without a code the points are free again', async () => {
  const { printed, balance } = await told(async () => null);
  expect(printed).toContain('free again');
  expect(balance).toMatchObject({ balance: 579, available: 579 });
});

test('after a wrong code, another one may be entered', async () => {
  const codes = ['hello', '12', null];
  const { printed } = await told(async () => codes.shift() ?? null);
  expect(printed).toMatch(
    /^hello: A code has 6 digits\.\n12: A code has 6 digits\.\nThe points that were held are free again\.$/m,
  );
});

test('after too many wrong codes, too', async () => {
  const { printed, balance } = await told(async (mail) => machine().readCode(mail));
  expect(printed.match(/This is not the code/g)).toHaveLength(5);
  expect(printed).toContain('no attempt is left.\nThe points that were held are free again.');
  expect(balance).toMatchObject({ balance: 579, available: 579 });
});

test.each([30, 40, 50, 80])('it fits on a page of %i characters, and the rule beside the mail holds', async (width) => {
  const { printed } = await told(machine().readCode, width);
  const lines = printed.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  const mail = lines.slice(
    lines.findIndex((line) => line.startsWith('  | From:')),
    lines.findIndex((line) => line.includes('This is not')) - 1,
  );
  expect(mail.length).toBeGreaterThan(4);
  for (const line of mail) expect(line).toMatch(/^  \|/);
});

test('the command runs by itself where there is no terminal', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const run = promisify(execFile)(process.execPath, ['--conditions=@pointbook/source', main]);
  run.child.stdin?.end();
  const { stdout, stderr } = await run;
  expect(stderr).toBe('');
  expect(stdout).toContain('right. 300 points pay £3.00 of INV-2');
});
