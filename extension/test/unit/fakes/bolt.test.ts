import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeBolt } from '../../fakes/bolt/bolt.ts';
import { BuilderServer } from '../../fakes/builderServer.ts';
import { FakeProject } from '../../fakes/project.ts';
import { plainApp } from '../../support/contents.ts';
import { ask } from './ask.ts';

describe('the fake Bolt', () => {
  const bolt = new FakeBolt();
  const project = bolt.add(new FakeProject('sb1-abcd1234', 'Todo', plainApp('Hello')));
  let server: BuilderServer;

  beforeAll(async () => {
    server = await BuilderServer.start([bolt]);
  });
  afterAll(() => server.stop());

  it('serves no zip at any address: the editor makes it', async () => {
    const html = (await ask(server, bolt.urlOf(project))).body.toString();
    expect(html).toContain('URL.createObjectURL');
    for (const path of ['download', 'export', 'zip', 'api/projects/sb1-abcd1234']) {
      expect((await ask(server, `https://bolt.new/${path}`)).status).toBe(404);
    }
  });

  it('fills its container only for who is signed in', async () => {
    const container = `https://bolt.new/container/${project.id}`;
    expect((await ask(server, container)).status).toBe(401);
    const { headers } = await ask(server, bolt.urlOf(project));
    const cookie = headers['set-cookie']![0]!.split(';')[0]!;
    const signedIn = { headers: { Cookie: cookie } };
    expect((await ask(server, container, signedIn)).status).toBe(200);
    bolt.signOut();
    expect((await ask(server, container, signedIn)).status).toBe(401);
    bolt.signIn();
    expect((await ask(server, container, signedIn)).status).toBe(200);
  });

  it('knows no host but its own', async () => {
    expect((await ask(server, 'https://lovable.dev/')).status).toBe(421);
  });
});
