import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './certificate.ts';
import type { Answer, Asked, Site } from './http.ts';

/** The fakes of all builders behind one HTTPS port on loopback, told apart by the host name. */
export class BuilderServer {
  /** Everything that was asked of any fake, in order. */
  readonly asked: Asked[] = [];

  private constructor(
    private readonly server: Server,
    private readonly sites: readonly Site[],
  ) {}

  static async start(sites: readonly Site[]): Promise<BuilderServer> {
    const hosts = sites.flatMap((site) => site.hosts);
    const server = createServer(selfSigned(hosts));
    const started = new BuilderServer(server, sites);
    server.on('request', (request, response) => void started.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** For the browser's `--host-resolver-rules`, which takes all rules in one argument. */
  get resolverRules(): string {
    return this.sites
      .flatMap((site) => site.hosts)
      .map((host) => `MAP ${host} 127.0.0.1:${this.port}`)
      .join(', ');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = read(request);
    this.asked.push(asked);
    const site = this.sites.find((each) => each.hosts.some((host) => isAt(asked.host, host)));
    const answer: Answer = site ? await site.answer(asked) : { status: 421 };
    response.writeHead(answer.status, { 'Cache-Control': 'no-store', ...answer.headers });
    response.end(answer.body);
  }
}

function isAt(asked: string, host: string): boolean {
  return host.startsWith('*.') ? asked.endsWith(host.slice(1)) : asked === host;
}

function read(request: IncomingMessage): Asked {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const url = new URL(request.url ?? '/', `https://${host || 'unknown.invalid'}`);
  return {
    method: request.method ?? 'GET',
    host,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
  };
}
