import { expect, it } from 'vitest';
import type { FakeBuilder } from '../../fakes/fakeBuilder.ts';
import { plainApp } from '../../support/contents.ts';
import type { Stage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';

/** What changes between deployments, and the way back. */
export function history<F extends FakeBuilder>(stage: () => Stage<F>): void {
  it('removes what was deleted in the builder, and brings it back from the popup', async () => {
    const s = stage();
    const first = plainApp('First');
    const project = s.addProject('Way back', new Map(first));
    const { page, panel } = await s.deploy(project, 'way-back');
    await panel.shows('way-back v1 is live');

    project.delete('guide/first/index.html');
    project.write('index.html', '<!doctype html><title>Second</title><h1>Second</h1>\n');
    await s.press(page, project);
    await panel.planShown();
    await s.picture(panel.page, 'history-1-second-plan');
    expect(await panel.text()).toMatch(/1 changed[\s\S]*1 removed/);
    await panel.approve();
    await panel.shows('way-back v2 is live');
    await s.expectServed('way-back', project.files);
    expect((await s.freehold.visit('way-back', '/guide/first/index.html')).status).toBe(404);

    const popup = await s.browser.popup();
    await popup.getByRole('button', { name: 'Roll back way-back from v2' }).waitFor();
    await s.picture(popup, 'history-2-popup');
    await popup.getByRole('button', { name: 'Roll back way-back from v2' }).click();
    await popup.getByRole('button', { name: 'Roll back now' }).waitFor();
    await s.picture(popup, 'history-3-rollback-plan');
    await popup.getByRole('button', { name: 'Roll back now' }).click();
    await until('the first release is live again', async () => {
      const { body } = await s.freehold.visit('way-back', '/');
      return body.equals(first.get('index.html')!);
    });
    expect((await s.freehold.visit('way-back', '/guide/first/index.html')).status).toBe(200);
    await popup.getByRole('heading', { name: 'way-back is back on v1' }).waitFor();
    await s.picture(popup, 'history-4-back');
    const states = (await s.freehold.deployments('way-back')).map(({ release }) => release);
    expect(states).toEqual(['v1', 'v2', 'v1']);
  });
}
