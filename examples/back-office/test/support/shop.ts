import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramDefinition } from '@pointbook/core';
import type { Browser, Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { type Look, startBrowser, visit } from '../../../../test/support/processes/browser.ts';
import { buildOffice } from '../../build.ts';
import type { startOffice as StartOffice } from '../../src/serve.ts';
import { sessionCookie } from '../../src/staff/session-cookie.ts';
import { beginSession, publishBefore } from './ledger-file.ts';
import type { Who } from './sign-in.ts';

/** A back office of a test, on its own copy of the demo's shop. */
export interface Shop {
  readonly url: string;
  readonly folder: string;
  /** A page of someone who has signed in before, at an address. What goes wrong in the browser fails the test. */
  as(who: Who, path?: string, look?: Look): Promise<Page>;
  /** A page of somebody who has not. */
  stranger(path: string, look?: Look): Promise<Page>;
  /** Lets so much time pass on the shop's clock. */
  passes(minutes: number): void;
  /** Ends the server, and starts another one on the same data and the same address. */
  restart(): Promise<void>;
}

/** All tests of a process share one browser, which ends with it. */
let browser: Promise<Browser> | undefined;
let served: Promise<typeof StartOffice> | undefined;
let made: Promise<string> | undefined;

/** Opens a shop for a test, and closes it after. */
export async function openShop({ program }: { program?: ProgramDefinition } = {}): Promise<Shop> {
  const start = await server();
  const folder = mkdtempSync(join(tmpdir(), 'back-office-'));
  cpSync(await demoShop(), folder, { recursive: true });
  if (program) await publishBefore(folder, program);
  let aheadMs = 0;
  const clock = { now: () => Date.now() + aheadMs };
  let office = await start({ folder, port: 0, clock });
  const port = Number(new URL(office.url).port);
  onTestFinished(async () => {
    await office.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const complaints: string[][] = [];
  onTestFinished(() => {
    // A page that refuses something says so by its status, too.
    const all = complaints.flat().filter((complaint) => !/responded with a status of 4\d\d/.test(complaint));
    if (all.length > 0) throw new Error(`The browser complained:\n${all.join('\n')}`);
  });
  const open = async (path: string, look: Look = { width: 1280 }) => {
    const visited = await visit(await (browser ??= startBrowser()), `${office.url}${path}`, look);
    complaints.push(visited.complaints as string[]);
    onTestFinished(() => visited.leave());
    return visited.page;
  };
  return {
    url: office.url,
    folder,
    stranger: open,
    passes(minutes) {
      aheadMs += minutes * 60_000;
    },
    as: (who, path = '/', look = { width: 1280 }) =>
      open(path, { ...look, cookies: { [sessionCookie]: beginSession(folder, who) } }),
    async restart() {
      await office.stop();
      office = await start({ folder, port, clock });
    },
  };
}

/** The folder of the demo's shop, which is made once for all tests of the process. It is copied, and never opened. */
export async function demoShop(): Promise<string> {
  return (made ??= makeDemoShop(await server()));
}

function server(): Promise<typeof StartOffice> {
  return (served ??= buildOffice('serve').then(async (file) => (await import(file)).startOffice));
}

/** Claims that something is to be seen, now or soon. */
export async function assertSeen(what: Locator): Promise<void> {
  await what.waitFor();
}

async function makeDemoShop(start: typeof StartOffice): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'back-office-demo-'));
  const office = await start({ folder, port: 0 });
  await office.stop();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
