import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { coreBundleBytes, httpBundles } from '../../../scripts/core-bundle.ts';
import { cache } from '../../../scripts/workspace.ts';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { mediansInTurn } from '../compare.ts';
import { rateInLoops } from '../in-loops.ts';
import { withDatabases } from '../postgres/databases.ts';
import { prepareLedger as prepareDatabase } from '../postgres/prepare-ledger.ts';
import { copyOf, prepareLedger as prepareFile } from '../sqlite/prepare-ledger.ts';
import { measureMemory } from './memory.ts';
import { sales } from './sales.ts';
import { buildServer, type Ledger, type Server } from './server.ts';
import { openWires } from './wires.ts';

/**
 * How many times as fast as the verb itself, and as the bare route, the handler should be; null where that is only
 * told.
 */
const goals = [
  { callers: 256, direct: { sqlite: null, postgres: 0.6 }, bare: null },
  { callers: 32, direct: { sqlite: null, postgres: null }, bare: 1 },
  { callers: 1, direct: { sqlite: null, postgres: null }, bare: null },
] as const;
const patience = { rounds: 7, roundMs: 500 };

type Start = (ledger: Ledger) => Promise<Server>;

/** Saving sales over HTTP, against the verb without it and against a bare route that runs a hand-written statement. */
export async function httpSuite(progress: Progress): Promise<readonly BenchCase[]> {
  progress('http: building the servers');
  const start = await buildServer();
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    progress('http: preparing a ledger on SQLite');
    const prepared = await prepareFile(folder);
    const file = (name: string) => copyOf(prepared, name);
    const onSqlite = await measureStore('sqlite', { ours: file('ours'), bare: file('bare') }, start, progress);
    const memory = await measureMemory({ side: 'ours', store: 'sqlite', target: file('memory') }, start, progress);
    progress('http: preparing a ledger on PostgreSQL');
    const onPostgres = await withDatabases(async (databases) => {
      await prepareDatabase(await databases.create('prepared'));
      const targets = {
        ours: await databases.copy('prepared', 'ours'),
        bare: await databases.copy('prepared', 'bare'),
      };
      await databases.settle();
      return measureStore('postgres', targets, start, progress);
    });
    return [...onSqlite, ...onPostgres, ...memory, ...(await sizes())];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the handler adds to a ledger in a host's bundle, and what the client weighs. */
async function sizes(): Promise<readonly BenchCase[]> {
  const bundles = httpBundles.map(async ({ name, limitBytes, ...bundle }) => {
    const figures = { ours: (await coreBundleBytes(bundle)) / 1000, raw: null, ratio: null, goal: limitBytes / 1000 };
    return { store: 'http', name, callers: null, unit: 'kB', ...figures } as const;
  });
  return Promise.all(bundles);
}

async function measureStore(
  store: 'sqlite' | 'postgres',
  targets: Readonly<Record<'ours' | 'bare', string>>,
  start: Start,
  progress: Progress,
): Promise<readonly BenchCase[]> {
  const ours = await start({ side: 'ours', store, target: targets.ours });
  const againstVerb: BenchCase[] = [];
  const againstRoute: BenchCase[] = [];
  for (const { callers, direct, bare } of goals) {
    progress(`http: ${store}, ${callers} connections`);
    const route = await start({ side: 'bare', store, target: targets.bare });
    const sides = {
      direct: () => ours.ask({ work: 'direct', callers, ms: patience.roundMs }),
      bare: await overHttp(route, callers),
      ours: await overHttp(ours, callers),
    };
    const rates = await mediansInTurn(
      { direct: sides.direct, bare: sides.bare.rate, ours: sides.ours.rate },
      patience.rounds,
    );
    sides.bare.close();
    sides.ours.close();
    await route.stop();
    const named = { store, callers };
    againstVerb.unshift(
      comparedCase({ ...named, name: 'PUT vs the verb', goal: direct[store] }, 'ops/s', rates.ours, rates.direct),
    );
    againstRoute.unshift(
      comparedCase({ ...named, name: 'PUT vs a bare route', goal: bare }, 'ops/s', rates.ours, rates.bare),
    );
  }
  await ours.stop();
  return [...againstVerb, ...againstRoute];
}

/** Callers who each have a connection of their own. */
async function overHttp(server: Server, callers: number) {
  const wires = await openWires(await server.ask({ work: 'serve', callers }), callers);
  const next = sales();
  return {
    rate: () => rateInLoops(callers, patience.roundMs, () => wires.ask(next())),
    close: () => wires.close(),
  };
}
