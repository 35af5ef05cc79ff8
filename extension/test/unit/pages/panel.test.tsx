// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Panel } from '../../../src/pages/panel/Panel.tsx';
import type { Answer, Scenario } from '../../gallery/fakeChrome.ts';
import {
  BOUND,
  deployment,
  DEPLOYMENT_STEPS,
  DIFF,
  job,
  MISSING,
  plan,
  PLAN_STEPS,
  steps,
} from '../../gallery/fixtures.ts';
import { scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

const PROJECT = job({}).project;
const PLANS = '/v1/apps/paper-garden/plans';
const DEPLOYMENTS = '/v1/apps/paper-garden/deployments';
const preparing = plan({
  state: 'preparing',
  hash: null,
  nonce: null,
  changes: null,
  steps: steps(PLAN_STEPS, 'check-secrets', 'pending'),
});
const running = deployment({
  deployment: 'D9',
  state: 'running',
  finishedAt: null,
  url: null,
  steps: steps(DEPLOYMENT_STEPS, 'verify', 'pending'),
});

let on: Stage;
afterEach(() => on.close());

function panel(change: Partial<Scenario> & { api?: Record<string, Answer> }): Stage {
  sessionStorage.clear();
  on = stage(scenario(change), () => <Panel project={PROJECT} />);
  return on;
}

/** A project whose plan is made already. */
function planned(change: Parameters<typeof plan>[0], api: Record<string, Answer> = {}): Stage {
  const made = plan(change);
  return panel({
    jobs: [job({ app: made.app, planId: made.id })],
    api: {
      'GET /v1/plans/P1': { body: made },
      [`POST ${PLANS}`]: { status: 202, body: preparing },
      ...api,
    },
  });
}

describe('from the files to what is live', () => {
  it('asks for a name once, plans, shows, and deploys what was approved', async () => {
    panel({
      jobs: [job({ phase: 'reading', progress: { done: 12, total: 148, unit: 'files' } })],
      api: {
        [BOUND]: { body: { apps: [], next: null } },
        'GET /v1/apps?limit=100': { body: { apps: [], next: null } },
        [`POST ${PLANS}`]: { status: 202, body: preparing },
        'GET /v1/plans/P1': { body: preparing },
        [`POST ${DEPLOYMENTS}`]: { status: 202, body: running },
        'GET /v1/deployments/D9': { body: running },
      },
    });
    await on.sees('Reading the files from Lovable');
    await on.sees('12 of 148 files');
    expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('8');

    on.worker.push({ jobs: [job({})] });
    await on.sees('Name this app');
    on.type('App name', 'Paper Garden');
    await on.sees('Use lower-case letters');
    expect(on.button('Agree and make a plan')?.disabled).toBe(true);
    on.type('App name', 'paper-garden');
    await on.press('Agree and make a plan');

    await on.sees('Preparing paper-garden');
    expect(on.asked('POST', PLANS)).toEqual([
      {
        kind: 'deploy',
        environment: 'production',
        exportId: 'E1',
        project: PROJECT,
        consents: ['build'],
      },
    ]);
    expect(on.worker.said).toContainEqual(
      expect.objectContaining({ call: 'job.planned', app: 'paper-garden', planId: 'P1' }),
    );

    on.worker.event('P1', { seq: 1, type: 'step.started', data: { step: 'build' } });
    on.worker.event('P1', { seq: 2, type: 'log', data: { step: 'build', lines: ['vite build'] } });
    await on.sees('vite build');
    on.worker.scenario.api['GET /v1/plans/P1'] = { body: plan({}) };
    on.worker.event('P1', { seq: 3, type: 'plan.state', data: { state: 'ready' } });
    await on.sees('Deploy now');
    for (const words of [
      'v3 replaces v2',
      '3 changed',
      'VITE_MAIL_KEY',
      'oauth.lovable.app',
      'stats.html',
    ]) {
      expect(on.words()).toContain(words);
    }

    on.type('Why (optional)', '  New planter ');
    await on.press('Deploy now');
    await on.sees('Deploying paper-garden v3');
    const [approval] = on.asked('POST', DEPLOYMENTS);
    expect(approval).toMatchObject({ planHash: 'b2f1', nonce: 'n-1', message: 'New planter' });
    expect(approval).toHaveProperty('requestId', expect.stringMatching(/^[0-9a-f-]{36}$/));
    expect(on.worker.said).toContainEqual(
      expect.objectContaining({ call: 'watch.run', deploymentId: 'D9', app: 'paper-garden' }),
    );

    on.worker.push({ jobs: [] });
    on.worker.event('D9', {
      seq: 4,
      type: 'step.progress',
      data: { step: 'upload', done: 1024, total: 4096, unit: 'bytes' },
    });
    await on.sees('1.0 KB of 4.0 KB');
    on.worker.scenario.api['GET /v1/deployments/D9'] = { body: deployment({ deployment: 'D9' }) };
    on.worker.event('D9', { seq: 5, type: 'deployment.state', data: { state: 'succeeded' } });
    await on.sees('paper-garden v3 is live');
    expect(document.querySelector<HTMLAnchorElement>('a.address')?.href).toBe(
      'http://paper-garden.localhost:7300/',
    );
    expect(on.words()).toContain('Took 13.4 s');
    await expect.poll(() => document.activeElement?.textContent).toBe('paper-garden v3 is live');
  });

  it('asks for a press on Export when the builder gives it to nobody else', async () => {
    panel({
      jobs: [job({ phase: 'reading', exportId: null, receipt: null, rung: 'user-export' })],
      api: { [BOUND]: { body: { apps: [], next: null } } },
    });
    await on.sees('Now press Export in Bolt');
  });

  it('waits for a worker that does not know its jobs yet', async () => {
    panel({ jobs: null, api: { [BOUND]: { body: { apps: [], next: null } } } });
    await expect.poll(() => on.worker.said.map((said) => said['path'])).toContain(BOUND.slice(4));
    expect(on.words()).toContain('Loading');
    on.worker.push({ jobs: [job({})] });
    await on.sees('Name this app');
  });

  it('takes up another click whose files came before they were seen on their way', async () => {
    planned(
      {},
      {
        [`POST ${DEPLOYMENTS}`]: { status: 202, body: running },
        'GET /v1/deployments/D9': { body: deployment({ deployment: 'D9' }) },
      },
    );
    await on.press('Deploy now');
    await on.sees('paper-garden v3 is live');
    on.worker.push({ jobs: [] });
    on.worker.scenario.api['GET /v1/plans/P1'] = { body: plan({ state: 'preparing' }) };
    const again = job({ exportId: 'E2', app: 'paper-garden', planId: 'P1' });
    on.worker.push({ jobs: [{ ...again, startedAt: again.startedAt + 60_000 }] });
    await on.sees('Preparing paper-garden');
  });

  it('follows the deployment of a plan that was approved before', async () => {
    planned(
      { state: 'carried-out', hash: null, nonce: null, deployment: 'D9' },
      { 'GET /v1/deployments/D9': { body: running } },
    );
    await on.sees('Deploying paper-garden v3');
  });

  it('asks for no name and no consent where the project is an app already', async () => {
    panel({
      jobs: [job({})],
      api: {
        [`POST ${PLANS}`]: { status: 202, body: preparing },
        'GET /v1/plans/P1': { body: preparing },
      },
    });
    await on.sees('Preparing paper-garden');
    expect(on.asked('POST', PLANS)).toEqual([
      { kind: 'deploy', environment: 'production', exportId: 'E1', project: PROJECT },
    ]);
  });

  it('finds a plan again that was made before the panel was opened', async () => {
    planned({});
    await on.sees('Deploy now');
    expect(on.asked('POST', PLANS)).toEqual([]);
  });

  it('finds a running deployment again', async () => {
    panel({
      api: {
        'GET /v1/apps/paper-garden/deployments*': { body: { deployments: [running], next: null } },
        'GET /v1/deployments/D9': { body: running },
      },
    });
    await on.sees('Deploying paper-garden v3');
  });

  it('gives way to another click in the builder', async () => {
    planned({});
    await on.sees('Deploy now');
    on.worker.push({ jobs: [job({ phase: 'reading', exportId: null, planId: null })] });
    await on.sees('Reading the files from Lovable');
  });

  it('says that an unchanged export changes nothing', async () => {
    planned({ state: 'unchanged', hash: null, nonce: null });
    await on.sees('Nothing has changed');
    expect(on.words()).toContain('Exactly this is live already: v3 in production.');
  });
});

describe('a name that another project has', () => {
  const refused = (): Stage =>
    panel({
      jobs: [job({})],
      api: {
        [BOUND]: { body: { apps: [], next: null } },
        [`POST ${PLANS}`]: {
          status: 422,
          body: {
            code: 'app.other-project',
            detail: 'It is of another project.',
            remedy: 'Rename.',
          },
        },
      },
    });

  it('can be taken over after a second word', async () => {
    refused();
    await on.press('Agree and make a plan');
    await on.sees('It is of another project.');
    await on.press('Use this project from now on');
    await expect.poll(() => on.asked('POST', PLANS)).toMatchObject([{}, { rebind: true }]);
    expect(on.asked('POST', PLANS)[0]).not.toHaveProperty('rebind');
  });

  it('can be exchanged for another one', async () => {
    refused();
    await on.press('Agree and make a plan');
    await on.press('Choose another name');
    await on.sees('Name this app');
  });
});

describe('the files of a plan', () => {
  it('are opened to their lines one by one, each asked for once', async () => {
    planned({}, { 'GET /v1/plans/P1/diff*': { body: { files: DIFF.files, next: null } } });
    await on.sees('Deploy now');
    const file = document.querySelector<HTMLDetailsElement>('details.file')!;
    for (const open of [true, false, true]) {
      file.open = open;
      file.dispatchEvent(new Event('toggle'));
      await Promise.resolve();
    }
    await on.sees('<Planter seeds={seeds} onWater={water} />');
    expect(on.asked('GET', '/v1/plans/P1/diff?path=src%2Fpages%2FIndex.tsx')).toHaveLength(1);
  });
});

describe('an approval', () => {
  it('that failed is repeated under the same request id', async () => {
    planned(
      {},
      {
        [`POST ${DEPLOYMENTS}`]: {
          status: 503,
          body: {
            code: 'daemon.stopping',
            detail: 'The daemon is just stopping.',
            remedy: 'Wait.',
          },
        },
      },
    );
    await on.press('Deploy now');
    await on.sees('The daemon is just stopping.');
    await on.press('Deploy now');
    await expect.poll(() => on.asked('POST', DEPLOYMENTS).length).toBe(2);
    const [first, second] = on.asked('POST', DEPLOYMENTS) as { requestId: string }[];
    expect(second?.requestId).toBe(first?.requestId);
  });

  it('is sent once, however often the button is pressed', async () => {
    planned({}, { [`POST ${DEPLOYMENTS}`]: { never: true } });
    await on.sees('Deploy now');
    const form = document.querySelector('form.approval')!;
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await expect.poll(() => on.button('Deploy now')?.disabled).toBe(true);
    expect(on.asked('POST', DEPLOYMENTS)).toHaveLength(1);
  });
});

describe('a plan that came to nothing', () => {
  const failed = (code: string, message = 'It failed.') =>
    planned({
      state: code === 'build.consent' ? 'blocked' : 'failed',
      environment: 'staging',
      checks: [],
      checksCount: 0,
      changes: null,
      error: { code, message, remedy: 'pass --yes' },
    });

  it.each([
    ['build.consent', 'Agree and build', { consents: ['build'] }],
    ['sandbox.refused', 'Build without the sandbox', { consents: ['build', 'unsandboxed'] }],
    ['intake.shrink', 'Deploy anyway', { allowShrink: true }],
    ['build.failed', 'Try again', {}],
  ])('for %s offers “%s”, for the same environment', async (code, button, change) => {
    failed(code);
    await on.press(button);
    await expect
      .poll(() => on.asked('POST', PLANS))
      .toEqual([
        { kind: 'deploy', environment: 'staging', exportId: 'E1', project: PROJECT, ...change },
      ]);
  });

  it('shows the failing lines of a build first', async () => {
    failed('build.failed', 'Index.tsx:11 Planter is not exported\nThe build script ended with 1.');
    await on.sees('The plan for paper-garden failed');
    expect(document.querySelector('.failing')?.textContent).toBe(
      'Index.tsx:11 Planter is not exported',
    );
    expect(on.words()).toContain('build.failed');
  });

  it('offers the other ways, and git is one of them', async () => {
    failed('detect.not-a-web-app');
    await on.sees('Use a downloaded zip');
    on.type('Address of the repository', 'https://github.com/mira/paper-garden');
    await on.press('Fetch it');
    await expect
      .poll(() => on.worker.said.find((said) => said.call === 'job.start')?.['source'])
      .toEqual({ kind: 'git', url: 'https://github.com/mira/paper-garden' });
  });

  it('takes the value of a missing variable on the spot and plans again', async () => {
    planned(
      { state: 'blocked', checks: [MISSING], checksCount: 1, changes: null },
      { 'PATCH /v1/apps/paper-garden/environments/production/variables': { body: {} } },
    );
    await on.sees('Value of VITE_MAIL_KEY');
    on.type('Value of VITE_MAIL_KEY', 'k-123');
    await on.press('Set and try again');
    await expect
      .poll(() => on.asked('PATCH', '/v1/apps/paper-garden/environments/production/variables'))
      .toEqual([{ set: { VITE_MAIL_KEY: 'k-123' } }]);
    await expect.poll(() => on.asked('POST', PLANS).length).toBe(1);
  });
});

describe('files that did not come', () => {
  it('name the rung, and start again from the builder', async () => {
    panel({
      jobs: [
        job({
          phase: 'failed',
          exportId: null,
          error: {
            code: 'export.signed-out',
            message: 'The session ended.',
            remedy: 'Sign in.',
            rung: 'list',
          },
        }),
      ],
    });
    await on.sees('The session ended.');
    expect(on.words()).toContain('It failed here: list');
    expect(on.words()).toContain('Use the git repository');
    await on.press('Try again');
    await expect
      .poll(() => on.worker.said.find((said) => said.call === 'job.start'))
      .toMatchObject({ tabId: 7, source: { kind: 'builder' }, project: PROJECT });
  });
});

describe('a deployment that runs', () => {
  const going = (change: Parameters<typeof deployment>[0]): Stage => {
    const body = deployment({ deployment: 'D9', ...change });
    return panel({
      api: {
        'GET /v1/apps/paper-garden/deployments*': { body: { deployments: [running], next: null } },
        'GET /v1/deployments/D9': { body },
        'POST /v1/deployments/D9/cancel': { status: 202, body },
        [`POST ${PLANS}`]: { status: 202, body: preparing },
        'GET /v1/plans/P1': { body: plan({ kind: 'rollback' }) },
      },
    });
  };

  it('can be cancelled until it goes live', async () => {
    going(running);
    await on.press('Cancel');
    await expect.poll(() => on.asked('POST', '/v1/deployments/D9/cancel').length).toBe(1);
    on.worker.event('D9', { seq: 1, type: 'step.started', data: { step: 'activate' } });
    await expect.poll(() => on.button('Cancel')).toBeNull();
  });

  it('shows its address as soon as it is live', async () => {
    going(running);
    await on.sees('Deploying paper-garden v3');
    on.worker.event('D9', { seq: 1, type: 'step.done', data: { step: 'activate', millis: 4 } });
    on.worker.event('D9', {
      seq: 2,
      type: 'deployment.state',
      data: { state: 'running', url: 'http://paper-garden.localhost:7300/' },
    });
    await on.sees('Live, and being watched');
  });

  it('rolls back with one press, after its plan was shown', async () => {
    going({});
    await on.press('Roll back');
    await on.sees('Roll back now');
    expect(on.asked('POST', PLANS)).toEqual([{ kind: 'rollback', environment: 'production' }]);
    expect(on.asked('POST', DEPLOYMENTS)).toEqual([]);
  });

  it.each([
    ['failed', 'The deployment failed'],
    ['cancelled', 'The deployment was cancelled'],
    ['stale', 'The plan is out of date'],
    ['conflict', 'Somebody else was faster'],
    ['switched-back', 'Live for a moment, then switched back'],
    ['needs-attention', 'Freehold needs your eyes'],
  ] as const)('and ends as %s says so, with code and remedy', async (state, title) => {
    going({
      state,
      error: { code: `deploy.${state}`, message: 'What happened.', remedy: 'Do this.' },
    });
    await on.sees(title);
    for (const words of ['What happened.', 'Do this.', `deploy.${state}`]) {
      expect(on.words()).toContain(words);
    }
  });
});

describe('without a daemon', () => {
  const trouble = {
    code: 'host.x',
    message: 'No host.',
    remedy: "Run 'freehold browser install'.",
  };

  it('shows the one command, and tries again', async () => {
    panel({ connection: { state: 'no-host', trouble } });
    await on.sees('Freehold is not connected to this browser');
    expect(document.querySelector('.command code')?.textContent).toBe('freehold browser install');
    await on.press('Try again');
    await expect.poll(() => on.worker.said.some((said) => said.call === 'reconnect')).toBe(true);
  });

  it('keeps what was seen when the daemon is lost, and says that it is', async () => {
    planned({});
    await on.sees('Deploy now');
    on.worker.push({ connection: { state: 'offline', trouble } });
    await on.sees('Freehold is not running');
    expect(on.words()).toContain('Deploy now');
  });
});
