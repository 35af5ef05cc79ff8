import { expect, it } from 'vitest';
import { plainApp } from '../support/contents.ts';
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

  it('gives the token to nobody but Lovable', async () => {
    const s = stage();
    await s.deploy(s.addProject('Token', plainApp('Token')), 'token');
    const elsewhere = s.world.server.asked.filter(({ host }) => host !== 'api.lovable.dev');
    for (const asked of elsewhere) expect(asked.headers).not.toHaveProperty('authorization');
    expect(s.freehold.filesThatHold((text) => s.fake.tokens.leakedIn(text))).toEqual([]);
  });
});
