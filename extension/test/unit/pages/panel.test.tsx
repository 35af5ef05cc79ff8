// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mismatch } from '../../../src/background/host/troubles.ts';
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
  SECRET,
  steps,
  UNCLAIMED,
} from '../../gallery/fixtures.ts';
import { PRESS_EXPORT } from '../../../src/protocol/messages.ts';
import { text } from '../../../src/pages/ui/strings.ts';
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

const saidOn = (element: Element): string => element.textContent.trim();

/** What the buttons that stand out say. */
function primaries(): string[] {
  return [...document.querySelectorAll('.button.primary')].map(saidOn);
}

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
    expect(on.words()).toContain('Choose Export, then Download.');
    // nothing goes on before that
    expect(document.querySelector('[role=progressbar]')).toBeNull();
  });

  it('says how many of the pictures came that only the builder has, then and later', async () => {
    const coming = { phase: 'reading', exportId: null, receipt: null, rung: 'bring' } as const;
    const progress = { done: 1, total: 4, unit: 'files' } as const;
    panel({
      jobs: [job({ ...coming, progress })],
      api: { [BOUND]: { body: { apps: [], next: null } } },
    });
    await on.sees('Fetching the pictures that only Lovable has');
    expect(on.words()).toContain('Brought 1 of 4 pictures');
    on.worker.push({ jobs: [job({ brought: { done: 3, total: 4 } })] });
    await on.sees('Name this app');
    expect(on.words()).toContain('Brought 3 of 4 pictures. Two answers, once:');
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
    expect(on.heading()).toBe('The name paper-garden is taken');
    // the daemon speaks of its API
    expect(on.words()).not.toContain('Rename.');
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

describe('what is approved', () => {
  it('is counted beside the button, each count with what it counts', async () => {
    planned({});
    await on.sees('Deploy now');
    const words = document.querySelector('.approval')?.textContent;
    expect(words).toContain('Source files:3 changed, 2 added, 1 removed');
    expect(words).toContain('Variables:1 changed, 1 added');
    expect(words).toContain('Checks:1 finding');
    expect(on.words()).toContain('Received from Lovable: 148 source files, 2.3 MB');
    expect(on.words()).toContain('6 files for visitors, 402.6 KB');
  });

  const VARIABLES = '/v1/apps/paper-garden/environments/production/variables';

  it('can get a value that is missing before, and is planned anew', async () => {
    planned({ checks: [MISSING], checksCount: 1 }, { [`PATCH ${VARIABLES}`]: { body: {} } });
    await on.sees('Give VITE_MAIL_KEY a value');
    on.type('Value of VITE_MAIL_KEY', 'k-123');
    await on.press('Set and make a new plan');
    await expect
      .poll(() => on.asked('PATCH', VARIABLES))
      .toEqual([{ set: { VITE_MAIL_KEY: 'k-123' } }]);
    await expect.poll(() => on.asked('POST', PLANS).length).toBe(1);
  });

  it('says where a value is given when that can not be here', async () => {
    planned({ kind: 'rollback', checks: [MISSING], checksCount: 1 });
    await on.sees('Give it a value in the variables of paper-garden.');
    expect(document.querySelector('.check a')?.getAttribute('href')).toBe(
      '../app/index.html#/settings/paper-garden',
    );
    expect(document.querySelector('.check input')).toBeNull();
  });

  it('names a finding in words that stay whole', async () => {
    planned({});
    await on.sees('F-3f9a2c81d0');
    expect([...document.querySelectorAll('.check .whole')].map(saidOn)).toEqual([
      'check.calls-builder',
      'F-3f9a2c81d0',
    ]);
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
      state: 'failed',
      environment: 'staging',
      checks: [],
      checksCount: 0,
      changes: null,
      error: { code, message, remedy: 'pass --yes' },
    });

  it.each([
    ['sandbox.refused', 'Build without the sandbox', { consents: ['build', 'unsandboxed'] }],
    ['intake.shrink', 'Deploy anyway', { allowShrink: true }],
    ['build.failed', 'Check again after a change', {}],
    ['git.unreachable', 'Try again', {}],
  ])('for %s offers “%s”, for the same environment', async (code, button, change) => {
    failed(code);
    await on.press(button);
    await expect
      .poll(() => on.asked('POST', PLANS))
      .toEqual([
        { kind: 'deploy', environment: 'staging', exportId: 'E1', project: PROJECT, ...change },
      ]);
  });

  it.each([
    ['build.failed', 'Read the files again'],
    ['detect.not-a-web-app', 'Read the files again'],
    ['build.registry-unreachable', 'Try again'],
  ])('for %s makes “%s” the first thing to do', async (code, first) => {
    failed(code);
    await on.sees('Not now');
    expect(primaries()).toEqual([first]);
  });

  it('begins with the value that has none of its own', async () => {
    planned({ state: 'blocked', checks: [UNCLAIMED], checksCount: 1, changes: null });
    await on.sees('Not now');
    expect(primaries()).toEqual(['Set and make a new plan']);
    expect(on.button('Check again after a change')?.className).toContain('plain');
  });

  it('begins with other files where a secret is in these', async () => {
    planned({ state: 'blocked', checks: [SECRET], checksCount: 1, changes: null });
    await on.press('Read the files again');
    await expect
      .poll(() => on.worker.said.find((said) => said.call === 'job.start')?.['source'])
      .toEqual({ kind: 'builder' });
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

  it('takes the value of a variable on the spot and plans again', async () => {
    planned(
      { state: 'blocked', checks: [UNCLAIMED], checksCount: 1, changes: null },
      { 'PATCH /v1/apps/paper-garden/environments/production/variables': { body: {} } },
    );
    await on.sees('Value of VITE_SUPABASE_URL');
    on.type('Value of VITE_SUPABASE_URL', 'https://mine.supabase.co');
    await on.press('Set and make a new plan');
    await expect
      .poll(() => on.asked('PATCH', '/v1/apps/paper-garden/environments/production/variables'))
      .toEqual([{ set: { VITE_SUPABASE_URL: 'https://mine.supabase.co' } }]);
    await expect.poll(() => on.asked('POST', PLANS).length).toBe(1);
  });
});

describe('every rung that a builder can fail on', () => {
  const builders = path.resolve(import.meta.dirname, '../../../src/builders');
  const rungs = readdirSync(builders, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(builders, file), 'utf8'))
    .flatMap((source) => [
      ...source.matchAll(/(?:rung: |failure\(\s*|refused\(|asked\()'([a-z-]+)'/g),
    ])
    .map(([, rung]) => rung!);

  it('is told in words', () => {
    expect(new Set(rungs).size).toBeGreaterThan(7);
    expect(
      [...new Set(rungs), PRESS_EXPORT].filter((one) => text.panel.rung(one) === null),
    ).toEqual([]);
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
    expect(on.words()).toContain('It failed at this: listing the files.');
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

  const LIVE = 'Live in production now: v3.';
  const KNOWN = 'Live in production, as far as Freehold knows: v3.';
  it.each([
    ['failed', 'target.full', 'The deployment failed', LIVE, 'Do this.'],
    ['stale', 'deploy.stale', 'The plan is out of date', LIVE, 'Make a new plan, which takes'],
    ['conflict', 'deploy.conflict', 'Somebody else was faster', KNOWN, 'Look in the history'],
    ['switched-back', 'watch.failed', 'then switched back', LIVE, 'Mend what is named here'],
    [
      'needs-attention',
      'deploy.needs-attention',
      'needs your eyes',
      KNOWN,
      'Open the app and look',
    ],
    ['needs-attention', 'watch.line-lost', 'no longer watched', KNOWN, 'roll back.'],
    ['failed', 'watch.left-live', 'Live, but not healthy', LIVE, 'Open it and look.'],
  ] as const)(
    'and ends as %s by %s says what happened, what is live and what to do',
    async (state, code, title, live, next) => {
      going({ state, error: { code, message: 'What happened.', remedy: 'Do this.' } });
      await on.sees(title);
      await on.sees(live);
      for (const words of ['What happened.', next, code]) {
        expect(on.words()).toContain(words);
      }
    },
  );

  it('and was cancelled is no trouble', async () => {
    const error = { code: 'deploy.cancelled', message: 'Cancelled.', remedy: 'Again.' };
    going({ state: 'cancelled', error });
    await on.sees('The deployment was cancelled');
    await on.sees(LIVE);
    expect(on.words()).toContain('Make a new plan when you are ready.');
    expect(document.querySelector('.trouble')).toBeNull();
  });

  it.each([
    ['failed', 'gate.blank-page', 'Read the files again', 'Try the same files again'],
    ['switched-back', 'watch.failed', 'Read the files again', 'Try the same files again'],
    ['failed', 'ssh.unreachable', 'Try again', null],
    ['stale', 'deploy.stale', 'Make a new plan', null],
    ['cancelled', 'deploy.cancelled', 'Make a new plan', null],
    ['conflict', 'deploy.conflict', 'Show the history', 'Make a new plan'],
    ['needs-attention', 'watch.line-lost', 'Open', 'Make a new plan'],
    ['failed', 'watch.left-live', 'Open', 'Read the files again'],
  ] as const)(
    'and ends as %s by %s offers first what helps: “%s”',
    async (state, code, first, second) => {
      const error = { code, message: 'What happened.', remedy: 'Do this.' };
      const body = deployment({ deployment: 'D9', state, error });
      planned(
        {},
        {
          [`POST ${DEPLOYMENTS}`]: { status: 202, body },
          'GET /v1/deployments/D9': { body },
        },
      );
      await on.press('Deploy now');
      await on.sees('What was done');
      expect(primaries()).toEqual([first]);
      if (second !== null) {
        expect([...document.querySelectorAll('.actions .plain')].map(saidOn)).toContain(second);
      }
    },
  );

  it('and succeeded can be opened, and rolled back', async () => {
    going({});
    await on.sees('paper-garden v3 is live');
    const open = document.querySelector<HTMLAnchorElement>('.actions a.primary');
    expect(open?.textContent).toBe('Open');
    expect(open?.href).toBe('http://paper-garden.localhost:7300/');
    expect(open?.target).toBe('_blank');
    expect(on.button('Roll back')).not.toBeNull();
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
    expect([...document.querySelectorAll('.command code')].map((one) => one.textContent)).toEqual([
      'daemon/bin/freehold browser install',
    ]);
    expect(on.words().match(/browser install/g)).toHaveLength(1);
    expect(on.words()).toContain('in the folder that you have Freehold in');
    await on.press('Try again');
    await expect.poll(() => on.worker.said.some((said) => said.call === 'reconnect')).toBe(true);
  });

  it('says what is to be done before the command, and what after it', async () => {
    const remedy = "Run 'freehold daemon run' to see what it says, or look at /h/daemon.log.";
    panel({ connection: { state: 'offline', trouble: { ...trouble, remedy } } });
    await on.sees('daemon/bin/freehold daemon run');
    expect(on.words()).toContain('to see what it says, or look at /h/daemon.log.');
    expect(on.words().match(/daemon run/g)).toHaveLength(1);
  });

  it.each([
    [
      0,
      'Freehold on this computer is older than this extension',
      "Update Freehold with 'git pull'. Then run",
    ],
    [2, 'This extension is older than Freehold', 'Then press Update in chrome://extensions'],
  ])(
    'says which is older when Freehold speaks %d, and one thing to do',
    async (spoken, older, todo) => {
      panel({ connection: mismatch(spoken) });
      await on.sees('do not fit together');
      expect(on.words()).toContain(older);
      expect(on.words()).toContain(todo);
      expect(on.words().match(/\bolder\b/g)).toHaveLength(1);
      expect(on.words().match(/browser install/g)).toHaveLength(1);
    },
  );

  it('gives no command where none helps', async () => {
    const remedy = 'Update the extension: open chrome://extensions and press Update.';
    panel({ connection: { state: 'mismatch', trouble: { ...trouble, remedy } } });
    await on.sees(remedy);
    expect(document.querySelector('.command')).toBeNull();
  });

  it('keeps what was seen when the daemon is lost, and says that it is', async () => {
    planned({});
    await on.sees('Deploy now');
    on.worker.push({ connection: { state: 'offline', trouble } });
    await on.sees('Freehold is not running');
    expect(on.words()).toContain('Deploy now');
  });
});
