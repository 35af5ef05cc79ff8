import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { BuilderServer } from '../../fakes/builderServer.ts';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks a fake as a browser would that resolves its host name to loopback. */
export function ask(
  server: BuilderServer,
  address: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const url = new URL(address);
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port: server.port,
        servername: url.hostname,
        rejectUnauthorized: false,
        method: options.method ?? 'GET',
        path: url.pathname + url.search,
        headers: { Host: url.host, ...options.headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    asking.on('error', reject).end();
  });
}
