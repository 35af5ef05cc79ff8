// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppPage } from '../../../src/pages/app/AppPage.tsx';
import { deployment, HISTORY, plan } from '../../gallery/fixtures.ts';
import { ELSEWHERE, scenario } from '../../gallery/scenes.ts';
import type { Answer } from '../../gallery/fakeChrome.ts';
import { stage, type Stage } from './stage.tsx';

let on: Stage;
afterEach(() => on.close());

function at(hash: string, api: Record<string, Answer> = {}): Stage {
  location.hash = hash;
  on = stage(scenario({ api }), () => <AppPage />);
  return on;
}

const VARIABLES = '/v1/apps/paper-garden/environments/production/variables';

describe('the history of an app', () => {
  it('goes on with older deployments when asked', async () => {
    at('#/apps/paper-garden', {
      'GET /v1/apps/paper-garden/deployments?limit=20': {
        body: { deployments: HISTORY.slice(0, 2), next: 'D3' },
      },
      'GET /v1/apps/paper-garden/deployments?limit=20&before=D3': {
        body: {
          deployments: [deployment({ deployment: 'D0', reason: 'The very first' })],
          next: null,
        },
      },
    });
    await on.press('Show older');
    await on.sees('The very first');
    expect(document.querySelectorAll('.row')).toHaveLength(3);
    expect(on.button('Show older')).toBeNull();
  });

  it('compares two, from the older to the newer, whichever was chosen first', async () => {
    at('#/apps/paper-garden');
    await on.sees('New planter');
    const boxes = [...document.querySelectorAll<HTMLInputElement>('.row-select')];
    boxes[1]!.click();
    await on.sees('Choose two to compare');
    boxes[2]!.click();
    await on.sees('Compare v2 with v3');
    const link = document.querySelector<HTMLAnchorElement>('.compare-bar a');
    expect(link?.getAttribute('href')).toBe('#/apps/paper-garden/compare/D2b/D3');
  });

  it('promotes by a plan that is shown in a dialog', async () => {
    const promote = plan({ kind: 'promote', environment: 'production' });
    at('#/apps/paper-garden', {
      'POST /v1/apps/paper-garden/plans': { status: 202, body: promote },
      'GET /v1/plans/P1': { body: promote },
    });
    await on.press('Promote what is live in staging');
    await on.press('Show the plan');
    await on.sees('Promote now');
    expect(on.asked('POST', '/v1/apps/paper-garden/plans')).toEqual([
      { kind: 'promote', from: 'staging', environment: 'production' },
    ]);
  });

  it('says so when there is no such app', async () => {
    at('#/apps/nowhere', {
      'GET /v1/apps/nowhere': {
        status: 404,
        body: { code: 'app.unknown', detail: "There is no app called 'nowhere'.", remedy: 'Look.' },
      },
    });
    await on.sees("There is no app called 'nowhere'.");
  });
});

describe('the addresses in a history', () => {
  it('stand only with what is live: an older release is not there any more', async () => {
    at('#/apps/paper-garden');
    await on.sees('New planter');
    const linked = [...document.querySelectorAll('.row')].filter((row) =>
      row.querySelector('.address'),
    );
    expect(linked.map((row) => row.querySelector('.release')?.textContent)).toEqual(['v4', 'v3']);
    expect(linked.map((row) => row.querySelector('.badge')?.textContent)).toEqual([
      'Live now',
      'Live now',
    ]);
  });

  it('stand with a release that is live although its watch failed, and both is said', async () => {
    const left = deployment({
      state: 'failed',
      error: { code: 'watch.left-live', message: 'v3 is live but not healthy.', remedy: 'Mend.' },
    });
    at('#/apps/paper-garden', {
      'GET /v1/apps/paper-garden/deployments*': { body: { deployments: [left], next: null } },
    });
    await on.sees('v3 is live but not healthy.');
    expect([...document.querySelectorAll('.row .badge')].map((one) => one.textContent)).toEqual([
      'Live now',
      'Failed',
    ]);
    expect(document.querySelector('.row .address')).not.toBeNull();
  });
});

describe('all apps', () => {
  it('tell what is live apart from how the last deployment went', async () => {
    at('#/');
    await on.sees('invoice-helper');
    const places = [...document.querySelectorAll('.card-environments li')].map((one) =>
      one.textContent.replace(/\s+/g, ' '),
    );
    expect(places[0]).toContain('live: v11Last deployment failed');
    expect(places[1]).toContain('live: v3');
    expect(places[1]).not.toContain('Last deployment');
    expect(document.querySelector('.card p.soft')?.textContent).toMatch(/^Last deployment: ./);
  });
});

describe('what another machine made live', () => {
  const said = 'Another machine made something else live since.';

  it('is said on the page of the app, with the way to take it over, and no row passes for live', async () => {
    at('#/apps/paper-garden', ELSEWHERE);
    await on.sees(said);
    await on.sees('New planter');
    const [production, staging] = [...document.querySelectorAll('.environment')];
    expect(production?.querySelector('.place-main p')?.textContent).toBe(
      'productionlast known: v3',
    );
    expect(notes(production)).toEqual([`${said} Take over what it did`]);
    expect(production?.querySelector('.live-note a')?.getAttribute('href')).toBe(
      '../app/index.html#/places/example-org',
    );
    expect(staging?.querySelector('.place-main p')?.textContent).toBe('staginglive: v4');
    expect(notes(staging)).toEqual(["Its server api is down: Error: Cannot find module 'pdfkit'"]);
    expect(
      [...document.querySelectorAll('.row.is-live')].map(
        (row) => row.querySelector('.release')?.textContent,
      ),
    ).toEqual(['v4']);
    expect(on.button('Roll back paper-garden from v3')).toBeNull();
    expect(on.button('Roll back to v1')).toBeNull();
  });

  it('is seen while the page is open', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      at('#/apps/paper-garden');
      await on.sees('New planter');
      expect(on.words()).not.toContain(said);
      Object.assign(on.worker.scenario.api, ELSEWHERE);
      vi.advanceTimersByTime(10_000);
      await on.sees(said);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is said on the page of all apps and in the settings of the app', async () => {
    at('#/', ELSEWHERE);
    await on.sees(said);
    const places = [...document.querySelectorAll('.card-environments li')].map((one) =>
      one.textContent.replace(/\s+/g, ' '),
    );
    expect(places[0]).toContain("example-org can't be asked: deploy@example.org does not answer");
    expect(places.find((one) => one.includes(said))).toContain('last known: v3');
    on.close();
    at('#/settings/paper-garden', ELSEWHERE);
    await on.sees('last known: v3');
  });

  function notes(environment: Element | undefined): string[] {
    return [...(environment?.querySelectorAll('.live-note') ?? [])].map((one) => one.textContent);
  }
});

describe('a comparison', () => {
  it('shows files with their lines, variables, build and adaptations', async () => {
    at('#/apps/paper-garden/compare/D2b/D3');
    await on.sees('Changes from v2 to v3');
    for (const words of [
      '<Planter seeds={seeds}',
      'VITE_MAIL_KEY',
      'The built files differ.',
      'The same adaptations.',
    ]) {
      await on.sees(words);
    }
    expect(document.querySelectorAll('tr.added')).toHaveLength(2);
  });
});

describe('variables', () => {
  it('are shown by name; a new value goes in and never comes out', async () => {
    at('#/settings/paper-garden', { [`PATCH ${VARIABLES}`]: { body: {} } });
    await on.press('Replace the value of STRIPE_SECRET');
    on.type('Value', 'sk-live-7');
    expect(document.querySelector<HTMLInputElement>('.dialog input')?.type).toBe('password');
    await on.press('Set');
    await on.sees('STRIPE_SECRET is set.');
    expect(on.asked('PATCH', VARIABLES)).toEqual([{ set: { STRIPE_SECRET: 'sk-live-7' } }]);
    expect(document.body.innerHTML).not.toContain('sk-live-7');
  });

  it('are removed only after a second word', async () => {
    at('#/settings/paper-garden', { [`PATCH ${VARIABLES}`]: { body: {} } });
    await on.press('Remove VITE_API_URL');
    await on.sees('Remove VITE_API_URL with the next deployment?');
    expect(on.asked('PATCH', VARIABLES)).toEqual([]);
    await on.press('Remove');
    await on.sees('VITE_API_URL is removed.');
    expect(on.asked('PATCH', VARIABLES)).toEqual([{ unset: ['VITE_API_URL'] }]);
  });

  it('keep the dialog open when the daemon refuses', async () => {
    at('#/settings/paper-garden', {
      [`PATCH ${VARIABLES}`]: {
        status: 422,
        body: { code: 'variable.value-invalid', detail: 'Too long.', remedy: 'Use a file.' },
      },
    });
    await on.press('Replace the value of STRIPE_SECRET');
    on.type('Value', 'x');
    await on.press('Set');
    await on.sees('variable.value-invalid');
    expect(document.querySelector('dialog')).not.toBeNull();
  });
});

describe('the settings', () => {
  it('tell of the daemon and of the doctor, with the command that mends', async () => {
    at('#/settings');
    await on.sees('/home/mira/.freehold');
    await on.sees('on port 7300');
    await on.sees('user namespaces are off');
    expect(on.words().match(/daemon\/bin\/freehold daemon install/g)).toHaveLength(1);
    expect(on.words()).not.toMatch(/[^/]freehold daemon/);
  });
});
