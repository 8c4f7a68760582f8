import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createPointbook } from '@pointbook/core';
import { type McpOptions, mcpServer } from '@pointbook/mcp';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { ownPlugins } from '../support/shops/own-plugins.ts';
import { monday } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';

/** The text of what a tool answered, and whether it is an error. */
export async function callTool(client: Client, name: string, input: object = {}) {
  const { content, isError = false } = (await client.callTool({ name, arguments: { ...input } })) as CallToolResult;
  const [part] = content;
  if (part?.type !== 'text') throw new Error(`${name} answered no text`);
  return { isError, value: JSON.parse(part.text) as Readonly<Record<string, unknown>> };
}

/** A ledger with all plugins, and an agent that speaks to it. Ayu is a member who has 50 points. */
export async function openAgent(options: McpOptions = {}, store = memoryStore()) {
  const pointbook = createPointbook({ program: warung(), store, clock: fakeClock(monday), plugins: ownPlugins });
  (await pointbook.saveMember({ memberId: 'ayu', name: 'Ayu' }))._unsafeUnwrap();
  (
    await pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'ayu', currency: 'IDR', total: 50_000 })
  )._unsafeUnwrap();
  const server = mcpServer(pointbook, options);
  const faults: Error[] = [];
  server.onerror = (error) => void faults.push(error);
  const client = new Client({ name: 'agent', version: '1' });
  const [ofServer, ofClient] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(ofServer), client.connect(ofClient)]);
  return { pointbook, client, faults, call: async (name: string, input?: object) => callTool(client, name, input) };
}
