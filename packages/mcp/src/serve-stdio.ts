import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Pointbook } from '@pointbook/core';
import { mcpServer, type McpOptions } from './mcp-server.ts';

/** What an agent may do, and the streams by which it is heard. */
export interface StdioOptions extends McpOptions {
  /** What the agent writes; `process.stdin` when left out. */
  readonly stdin?: Readable | undefined;
  /** What the agent reads, and nobody else writes to; `process.stdout` when left out. */
  readonly stdout?: Writable | undefined;
  /** Where faults are told; `process.stderr` when left out. */
  readonly stderr?: Writable | undefined;
}

/**
 * Serves an agent that started this process, until it closes its end.
 *
 * @example
 * ```ts
 * import { serveStdio } from '@pointbook/mcp';
 *
 * await serveStdio(pointbook);
 * await pointbook.close();
 * ```
 */
export async function serveStdio(pointbook: Pointbook, options: StdioOptions = {}): Promise<void> {
  const { stdin = process.stdin, stdout = process.stdout, stderr = process.stderr, ...allowed } = options;
  const server = mcpServer(pointbook, allowed);
  server.onerror = (error) => void stderr.write(`${error.stack ?? error.message}\n`);
  const ended = once(stdin, 'end');
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await server.close();
}
