import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  key: Buffer;
  cert: Buffer;
}

/** Made anew for each run, so that no private key lies in the repository. */
export function selfSigned(hosts: readonly string[]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'freehold-cert-'));
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
        ...['-nodes', '-days', '2', '-subj', `/CN=${hosts[0] ?? 'localhost'}`],
        ...['-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert],
      ],
      { stdio: 'pipe' },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
