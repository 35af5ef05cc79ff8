import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An extension of somebody else's, which may speak to native hosts too. */
export class OtherExtension {
  readonly folder = mkdtempSync(join(tmpdir(), 'freehold-other-'));

  constructor() {
    const manifest = {
      manifest_version: 3,
      name: 'Somebody else',
      version: '1',
      permissions: ['nativeMessaging'],
      background: { service_worker: 'worker.js' },
    };
    writeFileSync(join(this.folder, 'manifest.json'), JSON.stringify(manifest));
    writeFileSync(join(this.folder, 'worker.js'), '');
    writeFileSync(join(this.folder, 'page.html'), '<!doctype html><title>Somebody else</title>');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
