import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeBase44 } from '../../fakes/base44/base44.ts';
import { BuilderServer } from '../../fakes/builderServer.ts';
import { FakeProject } from '../../fakes/project.ts';
import { plainApp } from '../../support/contents.ts';
import { ask } from './ask.ts';

const ID = '65f0a1b2c3d4e5f60718293a';
const EJECT = `https://app.base44.com/api/apps/${ID}/eject`;
const LONG = `${'deeply/'.repeat(20)}file.txt`;

describe('the fake Base44', () => {
  const base44 = new FakeBase44();
  const project = base44.add(new FakeProject(ID, 'Orders', plainApp('Hello')));
  project.write(LONG, 'far down\n');
  let server: BuilderServer;
  let bearer: Record<string, string>;

  beforeAll(async () => {
    server = await BuilderServer.start([base44]);
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    base44.planAllowsEject = true;
    base44.flavour = { gzip: false, root: '' };
    bearer = { Authorization: `Bearer ${base44.tokens.issue(3600).token}` };
  });

  it.each([
    { gzip: false, root: '' },
    { gzip: true, root: 'orders/' },
  ])('ejects a tar that tar itself reads: %o', async (flavour) => {
    base44.flavour = flavour;
    const answer = await ask(server, EJECT, { headers: bearer });
    expect(answer.status).toBe(200);
    const folder = mkdtempSync(join(tmpdir(), 'freehold-tar-'));
    try {
      const options = ['-x', flavour.gzip ? '-z' : '--no-same-owner', '-C', folder];
      execFileSync('tar', options, { input: answer.body, env: { LC_ALL: 'C.UTF-8' } });
      for (const [path, content] of project.files) {
        expect(readFileSync(join(folder, flavour.root, path)).equals(content)).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses who brings no bearer or an expired one', async () => {
    expect((await ask(server, EJECT)).status).toBe(401);
    base44.tokens.expireAll();
    expect((await ask(server, EJECT, { headers: bearer })).status).toBe(401);
  });

  it('refuses another origin and never grants it anything', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { ...bearer, Origin: 'https://evil.example' };
      const answer = await ask(server, EJECT, { method, headers });
      expect(answer.status).toBe(403);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('refuses a plan that may not eject', async () => {
    base44.planAllowsEject = false;
    const answer = await ask(server, EJECT, { headers: bearer });
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toContain('plan');
  });

  it('reads no files directly', async () => {
    const answer = await ask(server, EJECT.replace('eject', 'code'), { headers: bearer });
    expect(answer.status).toBe(412);
  });
});
