import { expect, it } from 'vitest';
import type { FakeBuilder } from '../../fakes/fakeBuilder.ts';
import { plainApp } from '../../support/contents.ts';
import type { Refused, Stage } from '../../support/stage.ts';

/** What the builder refuses, and how the owner gets on. */
export function refusals<F extends FakeBuilder>(stage: () => Stage<F>): void {
  it('says what to do when the session is over, and deploys once it is renewed', async () => {
    const s = stage();
    const files = plainApp('Session');
    const project = s.addProject('Session', files);
    const page = await s.open(project);
    s.under.endSession(s.fake);
    const panel = await s.press(page, project);
    await s.under.renewSession(s, { page, panel, project });
    await s.goLive(panel, 'session');
    await s.expectServed('session', files);
  });

  it('gets on when the builder was too busy', async () => {
    const s = stage();
    const files = plainApp('Busy');
    const project = s.addProject('Busy', files);
    const page = await s.open(project);
    s.fake.faults.tooManyRequests(s.under.busyPath, { times: 1, retryAfterSeconds: 1 });
    const panel = await s.press(page, project);
    await s.under.afterBusy(s, { page, panel, project });
    await s.goLive(panel, 'busy');
    await s.expectServed('busy', files);
  });
}

/** Where the builder answers that the token is no longer valid. */
export async function reloadAfterFailure<F extends FakeBuilder>(
  s: Stage<F>,
  { page, panel }: Refused,
): Promise<void> {
  const said = await panel.failed();
  await s.picture(panel.page, '9-session-over');
  expect(said).toContain('It failed at this:');
  expect(said).toMatch(/reload|sign in/i);
  expect(said).toContain('Use a downloaded zip');
  expect(said).toContain('Use the git repository');
  expect(await s.freehold.apps()).not.toContain('session');
  await page.reload();
  await page.locator('html[data-ready]').waitFor();
  await panel.tryAgain();
}
