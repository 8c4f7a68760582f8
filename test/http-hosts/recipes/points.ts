import type { Handler } from '@pointbook/http';

/** What a host of Next.js has in a module of its own: here the handler of the test that runs. */
export const served: { handler: Handler } = { handler: () => Promise.reject(new Error('Nothing is served.')) };

export const handler: Handler = (request) => served.handler(request);
