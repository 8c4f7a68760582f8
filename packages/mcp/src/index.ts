export { mcpServer, type McpOptions } from './mcp-server.ts';
export { serveStdio, type StdioOptions } from './serve-stdio.ts';
