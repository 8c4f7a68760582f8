import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { InvariantError, type Pointbook } from '@pointbook/core';
import { callTool } from './call-tool.ts';
import { changes, toolsOf, type VerbTool } from './tools.ts';
import { version } from './version.ts';

/** What an agent may do. */
export interface McpOptions {
  /** Lets the agent change the ledger and send messages, in the name of an actor. It can only read, when left out. */
  readonly allowWrites?: { readonly actor: string } | undefined;
}

/**
 * A ledger as a server of the Model Context Protocol: each verb is a tool, read off its declaration. Connect it to a
 * transport of the SDK; `serveStdio` does so for a process that an agent starts.
 *
 * @remarks The tool of `codes.requestRedemption` is `codes_requestRedemption`. A command needs the same ids and
 * idempotency keys as elsewhere, so an agent that sends it twice does it once. Who the actor is the agent cannot say.
 *
 * @throws InvariantError for an actor that is none.
 *
 * @example
 * ```ts
 * import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
 * import { mcpServer } from '@pointbook/mcp';
 *
 * const server = mcpServer(pointbook, { allowWrites: { actor: 'agent-7' } });
 * await server.connect(new StreamableHTTPServerTransport());
 * ```
 */
export function mcpServer(pointbook: Pointbook, options: McpOptions = {}): Server {
  const actor = actorOf(options);
  const { name, currency, timeZone } = pointbook.ports.program;
  const instructions = [
    `The loyalty points of ${JSON.stringify(name)}. Points are whole numbers. Money is in minor units of ${currency}. Times are ISO 8601; the shop is in ${timeZone}.`,
    actor === null
      ? 'All tools only read.'
      : 'Tools that write say so. Send a command again with the same ids and idempotencyKey when its answer was lost: it is done once.',
  ].join(' ');
  const server = new Server({ name: 'pointbook', version }, { capabilities: { tools: {} }, instructions });
  const tools = toolsOf(pointbook, actor !== null);

  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: (await tools).map(shown) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = (await tools).find((each) => each.name === params.name);
    if (tool === undefined)
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${JSON.stringify(params.name)}.`);
    try {
      return await callTool(pointbook, tool, params.arguments ?? {}, actor);
    } catch (thrown) {
      // What a mistake in code says is for who runs the server.
      server.onerror?.(thrown as Error);
      throw new McpError(ErrorCode.InternalError, 'It failed by a fault of the server, which tells more on stderr.');
    }
  });
  return server;
}

function actorOf({ allowWrites }: McpOptions): string | null {
  if (allowWrites === undefined) return null;
  const { actor } = allowWrites ?? {};
  if (typeof actor === 'string' && actor.trim() !== '') return actor;
  throw new InvariantError('`allowWrites` needs an `actor`, in whose name the agent writes: { actor: "agent-7" }.');
}

function shown({ name, description, inputSchema, verb }: VerbTool) {
  const annotations = {
    readOnlyHint: !changes(verb),
    // Entries are never changed: what was done is undone by another entry.
    destructiveHint: false,
    // A command that comes again does nothing more.
    idempotentHint: !changes(verb) || (verb.kind === 'command' && !verb.sends),
    openWorldHint: verb.sends,
  };
  return { name, description, inputSchema: inputSchema as { type: 'object' }, annotations };
}
