import { expect, it } from 'vitest';
import { plainApp, sha256 } from '../support/contents.ts';
import { lovable } from './builders.ts';
import { casesOf } from './cases/all.ts';

casesOf(lovable, (stage) => {
  it('reads the token where the row is the bare user', async () => {
    const s = stage();
    s.fake.tokenRow = 'bare';
    const files = plainApp('Bare row');
    await s.deploy(s.addProject('Bare row', files), 'bare-row');
    await s.expectServed('bare-row', files);
  });

  it('takes no half of a project that changed while it was read', async () => {
    const s = stage();
    const project = s.addProject('Changing', plainApp('Changing'));
    let changes = 0;
    s.fake.afterRead = () => {
      changes += 1;
      if (changes === 3) project.write('added-meanwhile.html', '<h1>Meanwhile</h1>');
    };
    await s.deploy(project, 'changing');
    await s.expectServed('changing', project.files);
  });

  it('brings the pictures that only the preview has, for those who may see it', async () => {
    const s = stage();
    const logo = plainApp('').get('picture.png')!;
    const sign = plainApp('Tea shop').get('index.html')!;
    const at = (name: string) => `__l5e/assets-v1/11111111-1111-4111-8111-111111111111/${name}`;
    const pointer = (name: string, bytes: Uint8Array) =>
      new TextEncoder().encode(
        JSON.stringify({
          url: `/${at(name)}`,
          size: bytes.length,
          content_type: 'image/png',
          sha256: sha256(bytes),
        }),
      );
    const project = s.addProject(
      'Tea shop',
      new Map([
        ...plainApp('Tea shop'),
        ['logo.png.asset.json', pointer('logo.png', logo)],
        ['gone.png.asset.json', pointer('gone.png', sign)],
        ['moved.html', new TextEncoder().encode(`<img src="/${at('moved.png')}">`)],
        ['hero.css', new TextEncoder().encode(`main { background: url(/${at('hero.png')}) }`)],
      ]),
    );
    for (const name of ['logo.png', 'hero.png']) {
      const headers = { 'Content-Type': 'image/png' };
      s.fake.hosted.set(`/${at(name)}`, { status: 200, headers, body: logo });
    }
    const elsewhere = { Location: 'https://elsewhere.lovable.app/moved.png' };
    s.fake.hosted.set(`/${at('moved.png')}`, { status: 302, headers: elsewhere });
    s.fake.previewCookie = 'preview=mine';
    const preview = s.fake.previewOf(project);
    await s.browser.context.addCookies([
      { name: 'preview', value: 'mine', domain: preview, path: '/', secure: true, sameSite: 'Lax' },
    ]);

    const page = await s.open(project);
    const panel = await s.press(page, project);
    await panel.page.getByText('Brought 2 of 4 pictures').waitFor();
    await s.picture(panel.page, '9-brought');
    await panel.nameApp('tea-shop');
    await panel.planShown();
    await s.picture(panel.page, '10-plan-of-brought');
    await panel.approve();
    await panel.live();

    for (const name of ['logo.png', 'hero.png']) {
      await s.expectInGit('tea-shop', at(name), logo);
      const served = await s.freehold.visit('tea-shop', `/${at(name)}`);
      expect(`${name} ${served.status}`).toBe(`${name} 200`);
      expect(served.body.equals(logo), name).toBe(true);
    }
    expect((await s.freehold.visit('tea-shop', `/${at('gone.png')}`)).status).toBe(404);
    const asked = s.world.server.asked.filter(({ host }) => host.endsWith('.lovable.app'));
    expect(new Set(asked.map(({ host }) => host))).toEqual(new Set([preview]));
    expect(asked.map(({ path }) => path).sort()).toEqual(
      ['gone.png', 'hero.png', 'logo.png', 'moved.png'].map((name) => `/${at(name)}`),
    );
  });

  it('gives the token to nobody but Lovable', async () => {
    const s = stage();
    await s.deploy(s.addProject('Token', plainApp('Token')), 'token');
    const elsewhere = s.world.server.asked.filter(({ host }) => host !== 'api.lovable.dev');
    for (const asked of elsewhere) expect(asked.headers).not.toHaveProperty('authorization');
    expect(s.freehold.filesThatHold((text) => s.fake.tokens.leakedIn(text))).toEqual([]);
  });
});
