// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../src/pages/popup/Popup.tsx';
import { deployment, HISTORY, plan } from '../../gallery/fixtures.ts';
import { ELSEWHERE, scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

let on: Stage;
afterEach(() => on.close());

function liveRows(): (string | undefined)[] {
  return [...document.querySelectorAll('.row.is-live')].map(
    (row) => row.querySelector('.release')?.textContent,
  );
}

describe('the popup', () => {
  it('shows the history of every app, newest first, with no builder open', async () => {
    on = stage(scenario({ projects: [] }), () => <Popup />);
    await on.sees('Try the new checkout before Friday');
    expect([...document.querySelectorAll('.row-app')].map((one) => one.textContent)).toEqual([
      'paper-garden',
      'paper-garden',
      'invoice-helper',
      'paper-garden',
      'paper-garden',
      'invoice-helper',
      'paper-garden',
    ]);
    expect(on.words()).not.toContain('Open projects');
    expect(on.words()).toContain('pdfMake is not defined');
  });

  it('tells first what is live and not as it was left, and offers no way back to what is not known', async () => {
    on = stage(scenario({ projects: [], api: ELSEWHERE }), () => <Popup />);
    await on.sees('Worth a look');
    const found = document.querySelector('.section .choices')!;
    expect(
      [...found.querySelectorAll('.choice-words > span')].map((one) => one.textContent),
    ).toEqual(['invoice-helper production', 'paper-garden production', 'paper-garden staging']);
    expect([...found.querySelectorAll('.live-note')].map((one) => one.textContent)).toEqual([
      "example-org can't be asked: deploy@example.org does not answer on port 22.",
      'Another machine made something else live since. Take over what it did',
      "Its server api is down: Error: Cannot find module 'pdfkit'",
    ]);
    const link = found.querySelector<HTMLAnchorElement>('.live-note a');
    expect(link?.getAttribute('href')).toBe('../app/index.html#/places/example-org');
    expect(link?.target).toBe('_blank');
    expect(liveRows()).toEqual(['v4', 'v11']);
    expect(on.button('Roll back paper-garden from v3')).toBeNull();
    expect(on.button('Roll back to v1')).toBeNull();
    expect(on.words()).not.toContain('healthy');
  });

  it('says nothing of what is live as it was left', async () => {
    on = stage(scenario({ projects: [] }), () => <Popup />);
    await on.sees('Try the new checkout before Friday');
    expect(on.words()).not.toContain('Worth a look');
    expect(document.querySelector('.live-note')).toBeNull();
  });

  it('says what to do while nothing is deployed', async () => {
    const api = { 'GET /v1/apps?limit=100': { body: { apps: [], next: null } } };
    on = stage(scenario({ api }), () => <Popup />);
    await on.sees('Nothing deployed yet');
    await on.sees('press Deploy');
  });

  it('reads every page of the apps', async () => {
    const apps = scenario().api['GET /v1/apps?limit=100']?.body as { apps: unknown[] };
    const api = {
      'GET /v1/apps?limit=100': { body: { apps: apps.apps.slice(0, 1), next: 'invoice-helper' } },
      'GET /v1/apps?limit=100&after=invoice-helper': {
        body: { apps: apps.apps.slice(1), next: null },
      },
    };
    on = stage(scenario({ api }), () => <Popup />);
    await on.sees('VAT for Austria');
    await on.sees('New planter on the start page');
  });

  it('is up to date when a deployment ends meanwhile', async () => {
    on = stage(scenario(), () => <Popup />);
    await on.sees('New planter on the start page');
    on.worker.scenario.api['GET /v1/apps/paper-garden/deployments*'] = {
      body: { deployments: [deployment({ deployment: 'D5', reason: 'Just now' })], next: null },
    };
    const id = on.worker.said.find((said) => said.call === 'events')?.id;
    on.worker.push({
      id,
      event: { seq: 9, type: 'deployment.state', data: { state: 'succeeded' } },
    });
    await on.sees('Just now');
  });

  it('rolls back: plan, approval, end', async () => {
    const rollback = plan({ kind: 'rollback', checks: [], checksCount: 0 });
    const back = deployment({ deployment: 'D8', kind: 'rollback', release: 'v2' });
    on = stage(
      scenario({
        projects: [],
        api: {
          'POST /v1/apps/paper-garden/plans': { status: 202, body: rollback },
          'GET /v1/plans/P1': { body: rollback },
          'POST /v1/apps/paper-garden/deployments': { status: 202, body: back },
          'GET /v1/deployments/D8': { body: back },
        },
      }),
      () => <Popup />,
    );
    await on.press('Roll back paper-garden from v3');
    await on.sees('Roll back now');
    expect(on.asked('POST', '/v1/apps/paper-garden/plans')).toEqual([
      { kind: 'rollback', environment: 'production' },
    ]);
    await on.press('Roll back now');
    await on.sees('paper-garden is back on v2');
    await on.press('Done');
    await on.sees('Recent deployments');
  });

  it('brings back an older release by its name', async () => {
    on = stage(scenario({ projects: [] }), () => <Popup />);
    await on.press('Roll back to v1');
    await expect
      .poll(() => on.asked('POST', '/v1/apps/paper-garden/plans'))
      .toEqual([{ kind: 'rollback', environment: 'production', release: HISTORY[4]?.release }]);
  });
});
