import { expect, it } from 'vitest';
import { plainApp } from '../support/contents.ts';
import { base44 } from './builders.ts';
import { casesOf } from './cases/all.ts';

casesOf(base44, (stage) => {
  it('takes a compressed tar with everything in one folder', async () => {
    const s = stage();
    s.fake.flavour = { gzip: true, root: 'orders/' };
    s.fake.tokenKey = 'token';
    const files = plainApp('Compressed');
    await s.deploy(s.addProject('Compressed', files), 'compressed');
    await s.expectServed('compressed', files);
  });

  it('respects that the plan refuses the export, and says what to do', async () => {
    const s = stage();
    s.fake.planAllowsEject = false;
    const project = s.addProject('Free plan', plainApp('Free plan'));
    const panel = await s.press(await s.open(project), project);
    const said = await panel.failed();
    await s.picture(panel.page, 'plan-refuses');
    expect(said).toMatch(/plan/i);
    expect(said).toContain('Use a downloaded zip');
    const asked = s.world.server.asked.filter(({ path }) => path.includes(project.id));
    expect(asked.filter(({ path }) => path.startsWith('/api/'))).toHaveLength(1);
  });
});
