import { it } from 'vitest';
import type { FakeBolt } from '../fakes/bolt/bolt.ts';
import { plainApp } from '../support/contents.ts';
import type { BuilderUnderTest } from '../support/stage.ts';
import { casesOf } from './cases/all.ts';

const bolt: BuilderUnderTest<FakeBolt> = {
  name: 'bolt',
  fake: (world) => world.bolt,
  projectId: (n) => `sb1-${n.toString(36).padStart(8, 'a')}`,
  endSession: (fake) => fake.signOut(),
  // the zip is made in the page, which tells nobody why there is none
  renewSession: async (s, { page }) => {
    await page.getByText('Now press Export').waitFor();
    s.fake.signIn();
    await page.getByRole('button', { name: 'Session' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Download' }).click();
  },
  busyPath: /^\/container\//,
  afterBusy: async (s, { page, panel, project }) => {
    await page.getByText('Download failed').waitFor();
    await panel.cancel();
    await s.press(page, project);
  },
};

casesOf(bolt, (stage) => {
  it('asks for a press on Export where it finds no menu, and catches the zip', async () => {
    const s = stage();
    s.fake.exportMenu = 'none';
    const files = plainApp('By hand');
    const project = s.addProject('By hand', files);
    const page = await s.open(project);
    const panel = await s.press(page, project);
    await page.getByText('Now press Export').waitFor();
    await s.picture(page, 'press-export');
    await page.getByRole('button', { name: 'Zip' }).click();
    await s.goLive(panel, 'by-hand');
    await s.expectServed('by-hand', files);
  });

  it('catches a zip whose link was never in the page', async () => {
    const s = stage();
    s.fake.link = 'detached';
    s.fake.root = '';
    const files = plainApp('Detached');
    await s.deploy(s.addProject('Detached', files), 'detached');
    await s.expectServed('detached', files);
  });
});
