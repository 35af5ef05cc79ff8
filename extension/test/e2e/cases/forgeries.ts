import { expect, it } from 'vitest';
import type { FakeBuilder } from '../../fakes/fakeBuilder.ts';
import { plainApp } from '../../support/contents.ts';
import { ContentWorld } from '../../support/contentWorld.ts';
import { DeployButton } from '../../support/deployButton.ts';
import type { Stage } from '../../support/stage.ts';

/** The editor's page is hostile: what it says itself is no click, and approves nothing. */
export function forgeries<F extends FakeBuilder>(stage: () => Stage<F>): void {
  it('does nothing that the page itself asks for', async () => {
    const s = stage();
    const project = s.addProject('Forged', plainApp('Forged'));
    const page = await s.open(project);
    await new DeployButton(page).box();
    const before = s.freehold.exports();
    await page.evaluate(() => {
      const types = ['project.detected', 'deploy.requested', 'job.start', 'api', 'approve'];
      for (const type of types) {
        window.postMessage({ type, source: { kind: 'builder' } }, '*');
        document.dispatchEvent(new CustomEvent(type, { detail: { type } }));
      }
      const ours = [...document.querySelectorAll('*')].filter((each) =>
        each.getAttributeNames().some((name) => name.startsWith('data-freehold')),
      );
      if (ours.length === 0) throw new Error('the button is not in the page');
      for (const element of ours) {
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
        }
        (element as HTMLElement).click();
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      }
    });
    expect(await page.evaluate(() => typeof chrome === 'object' && 'runtime' in chrome)).toBe(
      false,
    );
    expect(await s.browser.panelsOf(project.id)).toEqual([]);
    expect(s.freehold.exports()).toEqual(before);
  });

  it('lets a content script that was taken over ask, and nothing more', async () => {
    const s = stage();
    const project = s.addProject('Taken over', plainApp('Taken over'));
    const page = await s.open(project);
    await new DeployButton(page).box();
    const content = await ContentWorld.of(page);

    const port = await content.evaluate<string>(`new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: 'freehold.page' });
      port.onMessage.addListener((said) => resolve('was told ' + JSON.stringify(said)));
      port.onDisconnect.addListener(() => resolve('disconnected'));
      port.postMessage({ id: 1, call: 'api', method: 'GET', path: '/v1/status' });
    })`);
    expect(port).toBe('disconnected');

    const answer = await content.evaluate<string>(`(async () => {
      const said = [];
      for (const message of [
        { id: 1, call: 'api', method: 'GET', path: '/v1/status' },
        { type: 'api', method: 'GET', path: '/v1/status' },
        { type: 'job.start', project: { builder: 'lovable', id: 'another' }, source: { kind: 'builder' } },
        { id: 1, method: 'GET', path: '/v1/apps' },
      ]) said.push(await chrome.runtime.sendMessage(message).then(
        (got) => got ?? null, (e) => String(e.message).includes('closed') ? null : String(e)));
      return JSON.stringify(said);
    })()`);
    expect(answer).toBe('[null,null,null,null]');
    expect(await content.evaluate<string>(`typeof chrome.runtime.connectNative`)).toBe('undefined');
    const seen = await content.evaluate<string>(
      `chrome.storage.session.get(null).then((all) => JSON.stringify(all), () => 'refused')`,
    );
    expect(seen).toBe('refused');
    expect(await s.browser.panelsOf(project.id)).toEqual([]);
  });
}
