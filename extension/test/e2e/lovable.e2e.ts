import { expect, it } from 'vitest';
import type { FakeLovable } from '../fakes/lovable/lovable.ts';
import { plainApp } from '../support/contents.ts';
import type { BuilderUnderTest } from '../support/stage.ts';
import { casesOf } from './cases/all.ts';
import { reloadAfterFailure } from './cases/refusals.ts';

const lovable: BuilderUnderTest<FakeLovable> = {
  name: 'lovable',
  fake: (world) => world.lovable,
  projectId: (n) => `0f6c1f6e-2d3a-4b5c-8d7e-${n.toString(16).padStart(12, '0')}`,
  endSession: (fake) => fake.tokens.expireAll(),
  renewSession: reloadAfterFailure,
  busyPath: /\/git\/file$/,
  afterBusy: () => Promise.resolve(),
};

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
