import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuilderServer } from '../../fakes/builderServer.ts';
import { FakeLovable } from '../../fakes/lovable/lovable.ts';
import { FakeProject } from '../../fakes/project.ts';
import { plainApp } from '../../support/contents.ts';
import { ask } from './ask.ts';

const ID = '0f6c1f6e-2d3a-4b5c-8d7e-9f0a1b2c3d4e';
const LIST = `https://api.lovable.dev/projects/${ID}/git/files?ref=main`;
const file = (path: string) =>
  `https://api.lovable.dev/projects/${ID}/git/file?path=${encodeURIComponent(path)}&ref=main`;

describe('the fake Lovable', () => {
  const lovable = new FakeLovable();
  const project = lovable.add(new FakeProject(ID, 'Guest book', plainApp('Hello')));
  let server: BuilderServer;
  let asOwner: { headers: { Origin: string; Authorization: string } };

  beforeAll(async () => {
    server = await BuilderServer.start([lovable]);
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    lovable.faults.clear();
    asOwner = {
      headers: {
        Origin: 'https://lovable.dev',
        Authorization: `Bearer ${lovable.tokens.issue(3600).token}`,
      },
    };
  });

  it('lists files with their sizes', async () => {
    const answer = await ask(server, LIST, asOwner);
    expect(answer.status).toBe(200);
    const { files } = JSON.parse(answer.body.toString()) as { files: unknown[] };
    expect(files).toHaveLength(project.files.size);
    expect(files).toContainEqual({ path: 'empty.txt', size: 0, binary: false });
    expect(files).toContainEqual({ path: 'data/every-byte.bin', size: 1024, binary: true });
  });

  it('gives a file as its bytes', async () => {
    for (const path of ['data/every-byte.bin', 'names/größe (1).txt', 'empty.txt']) {
      const answer = await ask(server, file(path), asOwner);
      expect(answer.body.equals(Buffer.from(project.files.get(path)!))).toBe(true);
    }
  });

  it('refuses who brings no bearer, an unknown one or an expired one', async () => {
    const Origin = 'https://lovable.dev';
    expect((await ask(server, LIST, { headers: { Origin } })).status).toBe(401);
    const unknown = { Origin, Authorization: 'Bearer made.up.token' };
    expect((await ask(server, LIST, { headers: unknown })).status).toBe(401);
    lovable.tokens.expireAll();
    expect((await ask(server, LIST, asOwner)).status).toBe(401);
  });

  it('grants no other origin anything, and refuses it', async () => {
    for (const origin of ['https://evil.example', 'chrome-extension://abc', undefined]) {
      const Authorization = asOwner.headers.Authorization;
      const headers = { Authorization, ...(origin === undefined ? {} : { Origin: origin }) };
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask(server, LIST, { method, headers });
        expect(answer.status).toBe(403);
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      }
    }
  });

  it('answers the preflight of its own origin without a bearer', async () => {
    const answer = await ask(server, LIST, {
      method: 'OPTIONS',
      headers: { Origin: 'https://lovable.dev' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe('https://lovable.dev');
    expect(answer.headers['access-control-allow-headers']).toContain('authorization');
  });

  it('is as busy as the test says, and then no more', async () => {
    lovable.faults.tooManyRequests(/\/git\/file$/, { times: 1, retryAfterSeconds: 2 });
    const first = await ask(server, file('index.html'), asOwner);
    expect(first.status).toBe(429);
    expect(first.headers['retry-after']).toBe('2');
    expect((await ask(server, file('index.html'), asOwner)).status).toBe(200);
  });

  it('knows no file of another ref, and no project of another id', async () => {
    expect((await ask(server, LIST.replace('=main', '=dev'), asOwner)).status).toBe(404);
    expect((await ask(server, LIST.replace(ID, ID.replace('0f', '1f')), asOwner)).status).toBe(404);
  });

  it('serves the editor with a fresh token each time', async () => {
    const one = (await ask(server, lovable.urlOf(project))).body.toString();
    const two = (await ask(server, lovable.urlOf(project))).body.toString();
    expect(one).toContain('<title>Guest book</title>');
    expect(lovable.tokens.leakedIn(one)).toBe(true);
    expect(one).not.toBe(two);
  });
});
