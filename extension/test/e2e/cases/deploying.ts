import { expect, it } from 'vitest';
import type { FakeBuilder } from '../../fakes/fakeBuilder.ts';
import type { Variant } from '../../fakes/project.ts';
import { bigApp, guestbook, plainApp } from '../../support/contents.ts';
import { DeployButton } from '../../support/deployButton.ts';
import type { Stage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';

/** From a click in the editor to the page that visitors get. */
export function deploying<F extends FakeBuilder>(stage: () => Stage<F>): void {
  it('builds and deploys a Vite app from the editor, with its deep links', async () => {
    const s = stage();
    const files = guestbook();
    const project = s.addProject('Guest book', files);
    const page = await s.open(project);
    await new DeployButton(page).box();
    await s.picture(page, '1-editor');
    const panel = await s.press(page, project);
    await panel.page.getByRole('textbox', { name: 'App name' }).waitFor();
    await s.picture(panel.page, '2-name');
    expect(await panel.suggestedName()).toBe('guest-book');
    await panel.nameApp('guest-book');
    await panel.page.getByRole('heading', { name: 'Preparing guest-book' }).waitFor();
    await s.picture(panel.page, '3-preparing');
    await panel.planShown();
    await s.picture(panel.page, '4-plan');
    await panel.approve();
    await panel.live();
    await s.picture(panel.page, '5-live');

    for (const path of ['/', '/sign', '/entries/3']) {
      const { status, body } = await s.freehold.visit('guest-book', path);
      expect(`${path} ${status}`).toBe(`${path} 200`);
      expect(body.toString()).toContain('<div id="root">');
    }
    expect((await s.freehold.visit('guest-book', '/assets/none.js')).status).toBe(404);
    for (const path of ['favicon.ico', 'größe.txt']) {
      const content = files.get(`public/${path}`)!;
      await s.expectInGit('guest-book', `public/${path}`, content);
      const served = await s.freehold.visit('guest-book', `/${path}`);
      expect(served.body.equals(content), path).toBe(true);
    }
    await s.expectInGit('guest-book', 'src/assets/cover.png', files.get('src/assets/cover.png')!);
    await panel.shows('guest-book v1 is live');
    await s.picture(panel.page, '6-done');
  });

  it('keeps every byte, in git and in what visitors get', async () => {
    const s = stage();
    const files = plainApp('Every byte');
    await s.deploy(s.addProject('Bytes', files), 'bytes');
    await s.expectServed('bytes', files);
  });

  it('deploys a project of 1,500 files and 25 MB', async () => {
    const s = stage();
    const files = bigApp('Huge', { files: 1500, bytes: 25_000_000 });
    const project = s.addProject('Huge', files);
    const page = await s.open(project);
    const panel = await s.press(page, project);
    await panel.page.getByRole('progressbar').waitFor();
    await s.picture(panel.page, '7-sending');
    await s.goLive(panel, 'huge');
    expect((await s.freehold.pathsInGit('huge')).length).toBe(1500);
    for (const path of ['index.html', 'assets/0/part-0.bin', 'assets/14/part-1492.bin']) {
      const content = files.get(path)!;
      await s.expectInGit('huge', path, content);
      const served = await s.freehold.visit('huge', `/${path}`);
      expect(served.body.equals(content), path).toBe(true);
    }
  });

  const variants: Variant[] = ['renamed-classes', 'german', 'no-test-ids', 'rotated-ids'];
  it.each(variants)('deploys from an editor with %s', async (variant) => {
    const s = stage();
    s.fake.variant = variant;
    const files = plainApp(`Variant ${variant}`);
    await s.deploy(s.addProject(`Variant ${variant}`, files), `variant-${variant}`);
    await s.expectServed(`variant-${variant}`, files);
  });

  it('deploys with the keyboard alone where there is no place beside Publish', async () => {
    const s = stage();
    s.fake.variant = 'no-docking-place';
    const files = plainApp('Floating');
    const project = s.addProject('Floating', files);
    const page = await s.open(project);
    const button = new DeployButton(page);
    const { x, y } = await button.box();
    expect(x).toBeGreaterThan(1280 / 2);
    expect(y).toBeGreaterThan(800 / 2);
    await s.picture(page, '8-floating-button');
    await button.pressWithKeyboard();
    await s.goLive(await s.panelOf(project), 'floating');
    await s.expectServed('floating', files);
  });

  it('keeps one button while the editor draws its header anew', async () => {
    const s = stage();
    const files = plainApp('Drawn anew');
    const project = s.addProject('Drawn anew', files);
    const page = await s.open(project);
    const button = new DeployButton(page);
    const before = await button.box();
    for (let n = 0; n < 20; n += 1) {
      await page.evaluate(() => document.dispatchEvent(new Event('fake:render')));
    }
    await page.evaluate(() => document.body.replaceChildren(...document.body.childNodes));
    await until('the button stands where it stood', async () => {
      const { x, y } = await button.box();
      return x === before.x && y === before.y;
    });
    expect(await button.count()).toBe(1);
    await s.goLive(await s.press(page, project), 'drawn-anew');
    await s.expectServed('drawn-anew', files);
  });

  it('deploys the project that the editor went to without loading a page', async () => {
    const s = stage();
    s.addProject('Left behind', plainApp('Left behind'));
    const first = s.addProject('Came from', plainApp('Came from'));
    const files = plainApp('Went to');
    const second = s.addProject('Went to', files);
    const page = await s.open(first);
    await new DeployButton(page).box();
    await page.getByRole('link', { name: 'Went to' }).click();
    await page.waitForURL(s.fake.urlOf(second));
    const panel = await s.press(page, second);
    await s.goLive(panel, 'went-to');
    await s.expectServed('went-to', files);
    await page.goBack();
    await page.waitForURL(s.fake.urlOf(first));
    await s.press(page, first);
  });
}
