import { it } from 'vitest';
import { plainApp } from '../support/contents.ts';
import { DeployButton } from '../support/deployButton.ts';
import { bolt } from './builders.ts';
import { casesOf } from './cases/all.ts';

casesOf(bolt, (stage) => {
  it('asks for a press on Export where it finds no menu, and catches the zip', async () => {
    const s = stage();
    s.fake.exportMenu = 'none';
    const files = plainApp('By hand');
    const project = s.addProject('By hand', files);
    const page = await s.open(project);
    const panel = await s.press(page, project);
    await new DeployButton(page).says('Now press Export');
    await panel.shows('Now press Export in Bolt');
    await s.picture(page, 'press-export');
    await s.picture(panel.page, 'press-export-panel');
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
