import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import manifest from '../../manifest.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Serves a folder on loopback, under the same policy that the extension's pages are under. */
export async function serve(folder: string): Promise<{ address: string; server: Server }> {
  const policy = (manifest as { content_security_policy: { extension_pages: string } })
    .content_security_policy.extension_pages;
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname);
    readFile(join(folder, path)).then(
      (body) => {
        response.setHeader('Content-Security-Policy', policy);
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(body);
      },
      () => {
        response.statusCode = path === '/favicon.ico' ? 204 : 404;
        response.end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
