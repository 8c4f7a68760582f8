// A till sends a code by email before points are spent: `node src/main.ts`.
import { randomBytes } from 'node:crypto';
import { emailNotifier } from '@pointbook/email';
import { cashier, machine } from './code-readers.ts';
import { startMailServer } from './mail-server.ts';
import { pageWidth } from './page.ts';
import { tellStory } from './story.ts';
import { openTill } from './till.ts';

const mailServer = await startMailServer();
const mail = emailNotifier({
  host: '127.0.0.1',
  port: mailServer.port,
  tls: 'off-on-loopback',
  from: { name: 'Corner Shop', address: 'points@corner-shop.example' },
});
// In a shop the secret comes from the environment and stays the same: codes that were sent are checked with it.
const till = openTill(mail, process.env['POINTBOOK_OTP_SECRET'] ?? randomBytes(32).toString('base64'));
const reader = process.stdin.isTTY ? cashier() : machine();

await tellStory({
  till,
  mailbox: mailServer.mailbox,
  width: pageWidth(),
  print: console.log,
  readCode: reader.readCode,
});

reader.close();
await mail.close();
await mailServer.stop();
