import { PROTOCOL, type Trouble } from '../../src/protocol/frames.ts';
import { downFrom, mismatch } from '../../src/background/host/troubles.ts';
import { BRING, PRESS_EXPORT } from '../../src/protocol/messages.ts';
import type { App, Deployment, DeploymentState, Plan } from '../../src/pages/ui/daemon.ts';
import type { Answer, Scenario } from './fakeChrome.ts';
import {
  ADOPTION,
  APP,
  AT_AWS,
  AWS,
  AT_VERCEL,
  BAKED,
  BOUND,
  BUILD_QUESTION,
  CHANGED_ELSEWHERE,
  CLOUD,
  CONFLICTS,
  deployment,
  DEPLOYMENT_STEPS,
  DIFF,
  DOCTOR,
  DOMAIN_OPEN,
  EXAMINED,
  DRIFTED,
  DRIFTED_APP,
  IN_STEP,
  INVOICES_IN_STEP,
  GIT,
  GIT_LOOK,
  NO_GIT,
  HERE,
  HISTORY,
  INVOICE_HISTORY,
  INVOICES,
  job,
  MAIL_QUESTION,
  MARIGOLD,
  minutesAgo,
  MISSING,
  NOTES,
  NOW,
  OFFER_QUESTION,
  OPEN,
  OUT_OF_REACH,
  OWN_SERVER,
  plan,
  PLAN_STEPS,
  PLANTER,
  PROJECT_QUERY,
  PROXY_QUESTION,
  SECRET,
  SERVER,
  SETUP,
  SPARE,
  steps,
  STUCK,
  SUPABASE_QUESTION,
  UNCLAIMED,
  UNCONFIRMED,
  VERCEL,
} from './fixtures.ts';
import { SCREENSHOT } from './screenshot.ts';

export interface Entry {
  field: string;
  value: string;
}

/** One page in one state, and what to do on it before it is looked at. */
export interface Scene {
  name: string;
  /** `narrow` is the full page in a small window. */
  page: 'panel' | 'popup' | 'app' | 'narrow';
  query?: string;
  scenario: Scenario;
  /** Buttons, links or folds that are pressed one after the other, by what they say, and fields that are filled in. */
  press?: (string | Entry)[];
}

const API: Record<string, Answer> = {
  [BOUND]: { body: { apps: [APP], next: null } },
  'GET /v1/apps?limit=100': { body: { apps: [INVOICES, APP], next: null } },
  'GET /v1/apps/paper-garden': { body: APP },
  'GET /v1/apps/paper-garden/deployments*': { body: { deployments: HISTORY, next: 'D1' } },
  'GET /v1/apps/invoice-helper/deployments*': {
    body: { deployments: INVOICE_HISTORY, next: null },
  },
  'GET /v1/apps/paper-garden/diff/*': { body: DIFF },
  'GET /v1/plans/P1/diff*': { body: { files: DIFF.files, next: null } },
  'GET /v1/deployments/D3/screenshot': { bytes: SCREENSHOT, contentType: 'image/png' },
  'GET /v1/deployments/D4/screenshot': { bytes: SCREENSHOT, contentType: 'image/png' },
  'GET /v1/deployments/D2b/screenshot': { bytes: SCREENSHOT, contentType: 'image/png' },
  'GET /v1/deployments/I11/screenshot': { bytes: SCREENSHOT, contentType: 'image/png' },
  'GET /v1/apps/paper-garden/environments/production/variables': {
    body: {
      revision: 4,
      variables: [
        { name: 'VITE_API_URL', public: true, source: 'export' },
        { name: 'VITE_MAIL_KEY', public: true, source: 'user' },
        { name: 'STRIPE_SECRET', public: false, source: 'user' },
      ],
    },
  },
  'GET /v1/apps/paper-garden/environments/staging/variables': {
    body: { revision: 1, variables: [] },
  },
  'GET /v1/status': {
    body: {
      pid: 4711,
      socket: '/home/mira/.freehold/run/daemon.sock',
      version: '0.1.0',
      home: '/home/mira/.freehold',
      startedAt: minutesAgo(2900),
      uptimeMillis: 2900 * 60_000,
      apps: 2,
      serving: { port: 7300, pid: 4720 },
    },
  },
  'GET /v1/apps/paper-garden/git': { body: NO_GIT },
  'GET /v1/doctor': { body: { lines: DOCTOR } },
  'GET /v1/targets': { body: { targets: [HERE, SERVER, SPARE] } },
  'GET /v1/drivers': { body: { drivers: [OWN_SERVER, CLOUD] } },
  'GET /v1/targets/example-org': { body: EXAMINED },
  'GET /v1/targets/spare': { body: { ...EXAMINED, target: SPARE } },
};

export function scenario(change: Partial<Scenario> = {}): Scenario {
  return {
    connection: { state: 'connected', version: '0.1.0' },
    jobs: [],
    projects: OPEN,
    events: {},
    ...change,
    api: { ...API, ...change.api },
  };
}

function panel(name: string, change: Partial<Scenario>, press: string[] = []): Scene {
  return {
    name: `panel-${name}`,
    page: 'panel',
    query: PROJECT_QUERY,
    scenario: scenario(change),
    press,
  };
}

function planned(name: string, shown: Partial<Plan>, more: Partial<Scenario> = {}): Scene {
  const made = plan(shown);
  return panel(`plan-${name}`, {
    jobs: [job({ app: made.app, planId: made.id })],
    ...more,
    api: { 'GET /v1/plans/P1': { body: made }, ...more.api },
  });
}

function stopped(name: string, error: Trouble): Scene {
  return planned(name, {
    state: 'failed',
    error,
    checks: [],
    checksCount: 0,
    changes: null,
    steps: steps(PLAN_STEPS, 'build', 'failed'),
  });
}

function asking(name: string, shown: Partial<Plan>): Scene {
  return planned(name, {
    state: 'blocked',
    hash: null,
    nonce: null,
    checks: [],
    checksCount: 0,
    changes: null,
    steps: steps(PLAN_STEPS, 'build', 'pending'),
    error: {
      code: 'build.consent',
      message: BUILD_QUESTION.question,
      remedy: 'Agree once for this app: answer the question, or pass --yes.',
    },
    ...shown,
  });
}

/** The app with another release in production. */
function appWith(release: string): App {
  const [production, ...others] = APP.environments;
  return { ...APP, environments: [{ ...production!, release }, ...others] };
}

function deploying(
  name: string,
  shown: Partial<Deployment>,
  more: Partial<Scenario> = {},
  live = 'v2',
): Scene {
  const made = deployment({ deployment: 'D9', ...shown });
  return panel(
    `deployment-${name}`,
    {
      jobs: [job({ app: made.app, planId: 'P1' })],
      ...more,
      api: {
        'GET /v1/plans/P1': { body: plan({}) },
        'POST /v1/apps/paper-garden/deployments': { status: 202, body: made },
        'GET /v1/deployments/D9': { body: made },
        'GET /v1/apps/paper-garden': { body: appWith(live) },
        'GET /v1/deployments/D9/screenshot': { bytes: SCREENSHOT, contentType: 'image/png' },
      },
    },
    ['Deploy now'],
  );
}

const at = new Date(NOW).toISOString();
const BUILD_LOG = [
  '> vite build',
  'vite v5.4.19 building for production...',
  'transforming...',
  '✓ 1721 modules transformed.',
];

const rollback = plan({
  kind: 'rollback',
  checks: [],
  checksCount: 0,
  conclusions: [],
  adaptations: [],
  steps: [],
  changes: {
    ...plan({}).changes!,
    release: 'v2',
    previousRelease: 'v3',
    upload: { files: 0, bytes: 0 },
    withheld: [],
    notes: [],
    variables: { added: [], changed: [], removed: [] },
  },
});
const BACK: Record<string, Answer> = {
  'POST /v1/apps/paper-garden/plans': { status: 202, body: rollback },
  'GET /v1/plans/P1': { body: rollback },
};

const NO_HOST = downFrom('Specified native messaging host not found.');

/** The daemon's own words of each end. */
const ENDS: Partial<Record<DeploymentState, Trouble>> = {
  cancelled: {
    code: 'deploy.cancelled',
    message: 'The deployment was cancelled before anything went live.',
    remedy: 'Deploy again when you are ready.',
  },
  stale: {
    code: 'deploy.stale',
    message: 'The plan no longer fits: another deployment went live since. Nothing was changed.',
    remedy: 'Run the same command again to make a new plan.',
  },
  conflict: {
    code: 'deploy.conflict',
    message:
      'Another deployment switched paper-garden in production meanwhile: its switches number 5, and this one was planned after number 4.',
    remedy: "Look at 'freehold history', then deploy or roll back again.",
  },
  'switched-back': {
    code: 'watch.failed',
    message:
      'The release went live and then failed its watch, so v2 was put back: / answered with status 500, three times in a row.',
    remedy: 'Mend the app and deploy again.',
  },
  'needs-attention': {
    code: 'deploy.needs-attention',
    message:
      'Freehold was stopped while it switched paper-garden to v3, and can not see whether it did.',
    remedy: 'Look at the target, then deploy or roll back again.',
  },
};

const LONG = 'src/features/onboarding/components/steps/verification/PhoneNumberVerificationForm';

const CONNECT = '#/connect';
const ENTRY: Entry = { field: 'Server', value: 'deploy@example.org' };
const LOOKED: Record<string, Answer> = { 'POST /v1/targets/looks': { body: SETUP } };
const NO_ANSWER: Answer = {
  status: 502,
  body: {
    code: 'ssh.unreachable',
    detail: 'deploy@example.org does not answer on port 22.',
    remedy: 'Look whether the server runs and its firewall lets port 22 in, then try again.',
  },
};

const NO_KEY: Answer = {
  status: 422,
  body: {
    code: 'ssh.login-refused',
    detail: 'deploy@example.org does not let deploy log in with the keys of this machine.',
    remedy:
      'Add this line to the file .ssh/authorized_keys of deploy on the server, as many providers let you do on their page; it is a key that Freehold made for itself on this machine:\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2k8Qx0b4J6rC7o9gV3mYdJm0wS1h5nQe8pZtUuLrXa freehold\nOr, if you have a key of your own, bring that: ssh-copy-id deploy@example.org. Then try again.',
  },
};

function where(
  name: string,
  hash: string,
  api: Record<string, Answer> = {},
  press: (string | Entry)[] = [],
  /** How many steps of setting up have begun. */
  begun = 0,
): Scene {
  const told = Array.from({ length: begun }, (_, ordinal) => ({
    seq: ordinal + 1,
    type: 'setup.step',
    data: { target: 'example-org', ordinal },
  }));
  const shown = scenario({ api, events: { 'app ': told } });
  return { name: `where-${name}`, page: 'app', query: hash, scenario: shown, press };
}

/** What is live and not as it was left. */
export const ELSEWHERE: Record<string, Answer> = {
  [BOUND]: { body: { apps: [CHANGED_ELSEWHERE], next: null } },
  'GET /v1/apps?limit=100': { body: { apps: [OUT_OF_REACH, CHANGED_ELSEWHERE], next: null } },
  'GET /v1/apps/paper-garden': { body: CHANGED_ELSEWHERE },
};

const PRODUCTION = 'paper-garden/environments/production';

const AT_VERCELS: Record<string, Answer> = {
  'GET /v1/drivers': { body: { drivers: [OWN_SERVER, VERCEL] } },
  'POST /v1/targets/looks': { body: AT_VERCEL },
};

const IN_AWS: Record<string, Answer> = {
  'GET /v1/drivers': { body: { drivers: [OWN_SERVER, VERCEL, AWS] } },
  'POST /v1/targets/looks': { body: AT_AWS },
};

const WHERE: Scene[] = [
  where('list', '#/places'),
  where('only-here', '#/places', { 'GET /v1/targets': { body: { targets: [HERE] } } }),
  where('connect', CONNECT),
  where('connect-one-kind', CONNECT, { 'GET /v1/drivers': { body: { drivers: [OWN_SERVER] } } }),
  where('connect-secret', CONNECT, {}, [
    'An account at Example Cloud',
    { field: 'Account', value: 'paper-garden-gmbh' },
    { field: 'Token', value: 'tok-2f6c1f0e8a2b' },
  ]),
  where('connect-vercel', CONNECT, AT_VERCELS, ['Your account at Vercel']),
  where(
    'connect-vercel-no-token',
    CONNECT,
    {
      ...AT_VERCELS,
      'POST /v1/targets/looks': {
        status: 422,
        body: {
          code: 'vercel.token-missing',
          detail:
            "There is no token for Vercel: none was given, and Vercel's own command line program is not logged in here.",
          remedy:
            'Make one at vercel.com/account/tokens, then run: VERCEL_TOKEN=… freehold target add vercel',
        },
      },
    },
    ['Your account at Vercel', 'Look at it'],
  ),
  where('connect-vercel-found', CONNECT, AT_VERCELS, ['Your account at Vercel', 'Look at it']),
  where('connect-aws', CONNECT, IN_AWS, ['Your account at AWS']),
  where(
    'connect-aws-no-login',
    CONNECT,
    {
      ...IN_AWS,
      'POST /v1/targets/looks': {
        status: 422,
        body: {
          code: 'aws.login-missing',
          detail:
            "The profile 'default' gives no keys for AWS: there is no such profile in ~/.aws.",
          remedy: "Make one with 'aws configure sso' or 'aws login --profile default'.",
        },
      },
    },
    ['Your account at AWS', 'Look at it'],
  ),
  where('connect-aws-found', CONNECT, IN_AWS, ['Your account at AWS', 'Look at it']),
  where('connect-refused', CONNECT, { 'POST /v1/targets/looks': NO_ANSWER }, [ENTRY, 'Look at it']),
  where('connect-key', CONNECT, { 'POST /v1/targets/looks': NO_KEY }, [ENTRY, 'Look at it']),
  where('connect-looking', CONNECT, { 'POST /v1/targets/looks': { never: true } }, [
    ENTRY,
    'Look at it',
  ]),
  where('connect-compare', CONNECT, { 'POST /v1/targets/looks': { body: UNCONFIRMED } }, [
    ENTRY,
    'Look at it',
  ]),
  where('connect-not-same', CONNECT, { 'POST /v1/targets/looks': { body: UNCONFIRMED } }, [
    ENTRY,
    'Look at it',
    'No',
  ]),
  where('connect-plan', CONNECT, LOOKED, [
    ENTRY,
    'Look at it',
    { field: 'What to call it', value: 'example-org-2' },
  ]),
  where('connect-name-taken', CONNECT, LOOKED, [
    ENTRY,
    'Look at it',
    { field: 'What to call it', value: 'spare' },
  ]),
  where(
    'connect-nothing-missing',
    CONNECT,
    { 'POST /v1/targets/looks': { body: { ...SETUP, steps: [], hints: [] } } },
    [ENTRY, 'Look at it'],
  ),
  where(
    'connect-setting-up',
    CONNECT,
    { ...LOOKED, 'PUT /v1/targets/example-org': { never: true } },
    [ENTRY, 'Look at it', 'Set it up'],
  ),
  where(
    'connect-step',
    CONNECT,
    { ...LOOKED, 'PUT /v1/targets/example-org': { never: true } },
    [ENTRY, 'Look at it', 'Set it up'],
    3,
  ),
  where(
    'connect-failed',
    CONNECT,
    {
      ...LOOKED,
      'PUT /v1/targets/example-org': {
        status: 502,
        body: {
          code: 'target.package-failed',
          detail:
            'E: Could not get lock /var/lib/dpkg/lock-frontend.\napt-get could not install Caddy on deploy@example.org.',
          remedy: 'Run it there and see what it says.',
        },
      },
    },
    [ENTRY, 'Look at it', 'Set it up'],
    1,
  ),
  where(
    'connected',
    CONNECT,
    { ...LOOKED, 'PUT /v1/targets/example-org': { body: { ...SERVER, environments: [] } } },
    [ENTRY, 'Look at it', 'Set it up'],
  ),
  where('set-up-again', '#/connect/example-org', LOOKED, ['Look at it']),
  where('place', '#/places/example-org'),
  where('place-problems', '#/places/spare', {
    'GET /v1/targets/spare': {
      body: {
        ...EXAMINED,
        target: SPARE,
        problems: ['Caddy does not run.', 'It has only 210 MiB of disk left.'],
      },
    },
  }),
  where('place-away', '#/places/spare', { 'GET /v1/targets/spare': NO_ANSWER }),
  where('place-looking', '#/places/spare', { 'GET /v1/targets/spare': { never: true } }),
  where('place-unknown', '#/places/nowhere'),
  where(
    'adopted',
    '#/places/example-org',
    { 'POST /v1/targets/example-org/adoptions': { body: ADOPTION } },
    ['Take over what is there'],
  ),
  where('remove', '#/places/spare', {}, ['Remove spare']),
  where('remove-away', '#/places/spare', { 'GET /v1/targets/spare': NO_ANSWER }, ['Remove spare']),
  where(
    'remove-in-use',
    '#/places/spare',
    {
      'DELETE /v1/targets/spare': {
        status: 409,
        body: {
          code: 'target.in-use',
          detail: 'old-shop production runs on spare.',
          remedy:
            'Send it elsewhere first: freehold target use local --app old-shop --env production',
        },
      },
    },
    ['Remove spare', 'Leave what is there', 'Remove it'],
  ),
  where('removed', '#/places/spare', { 'DELETE /v1/targets/spare': { status: 204 } }, [
    'Remove spare',
    'Remove it',
  ]),
  where('move', '#/apps/paper-garden', {}, ['Move staging', 'spare']),
  where('move-domain-wrong', '#/apps/paper-garden', {}, [
    'Move staging',
    'spare',
    { field: 'Domain (can be left empty)', value: 'https://garden' },
  ]),
  where(
    'move-busy',
    '#/apps/paper-garden',
    {
      'PUT /v1/apps/paper-garden/environments/staging': {
        status: 409,
        body: {
          code: 'environment.busy',
          detail: 'paper-garden is being deployed, so it was not sent elsewhere: D4.',
          remedy: 'Wait until it is over (freehold status), or cancel it: freehold cancel D4',
        },
      },
    },
    ['Move staging', 'spare', 'Move it'],
  ),
  where(
    'moved',
    '#/apps/paper-garden',
    {
      'PUT /v1/apps/paper-garden/environments/staging': { body: APP },
      'GET /v1/apps/paper-garden/environments/staging/domain': { body: DOMAIN_OPEN },
    },
    [
      'Move staging',
      'spare',
      { field: 'Domain (can be left empty)', value: 'garden.example.org' },
      'Move it',
    ],
  ),
  where('domain', '#/apps/paper-garden', {}, ['Change the domain of production']),
  where(
    'domain-open',
    '#/apps/paper-garden',
    { [`GET /v1/apps/${PRODUCTION}/domain`]: { body: DOMAIN_OPEN } },
    ['Domain garden.example.org'],
  ),
  where(
    'domain-live',
    '#/apps/paper-garden',
    { [`GET /v1/apps/${PRODUCTION}/domain`]: { body: { ...DOMAIN_OPEN, problems: [] } } },
    ['Domain garden.example.org'],
  ),
  where('new-environment', '#/apps/paper-garden', {}, [
    'New environment',
    { field: 'Name of the environment', value: 'preview' },
  ]),
  where('new-environment-taken', '#/apps/paper-garden', {}, [
    'New environment',
    { field: 'Name of the environment', value: 'staging' },
  ]),
  where(
    'new-environment-made',
    '#/apps/paper-garden',
    { 'PUT /v1/apps/paper-garden/environments/preview': { body: APP } },
    ['New environment', { field: 'Name of the environment', value: 'preview' }, 'Make it'],
  ),
];

export const CONFLICTS_PATH = '/v1/apps/paper-garden/conflicts';

/** Of an app with an export that is in the way of the work on main. */
export const IN_CONFLICT: Record<string, Answer> = {
  [`GET ${CONFLICTS_PATH}`]: { body: CONFLICTS },
  [`GET ${CONFLICTS_PATH}/file?path=${encodeURIComponent(PLANTER.path)}`]: { body: PLANTER },
  [`GET ${CONFLICTS_PATH}/file?path=${encodeURIComponent(MARIGOLD.path)}`]: { body: MARIGOLD },
  [`POST ${CONFLICTS_PATH}/solution`]: {
    body: { main: '77aa12cd90ef', builder: CONFLICTS.builder, settled: 4 },
  },
};

const IN_THE_WAY: Trouble = {
  code: 'git.conflict',
  message:
    'The export and the work on main change the same places in: src/components/planter/Planter.tsx, README.md.',
  remedy:
    'In a checkout of the app, run git merge origin/builder, settle these files, commit and git push; then deploy again. Nothing was changed on main.',
};

function conflicts(
  name: string,
  press: string[] = [],
  api: Record<string, Answer> = {},
  hash = '#/apps/paper-garden/conflicts/production',
): Scene {
  return {
    name: `conflicts-${name}`,
    page: 'app',
    query: hash,
    scenario: scenario({ api: { ...IN_CONFLICT, ...api } }),
    press,
  };
}

const OUR_ALL = 'Take ours for all';

const CONFLICT_SCENES: Scene[] = [
  stopped('conflict', IN_THE_WAY),
  conflicts('list'),
  conflicts('opened', [PLANTER.path, 'Before both', MARIGOLD.path, "Take the builder's for all"]),
  conflicts('own', ['Take ours', 'From now on']),
  { ...conflicts('narrow', [PLANTER.path, OUR_ALL]), page: 'narrow' },
  conflicts('checkout', [], { [`GET ${CONFLICTS_PATH}`]: { body: STUCK } }),
  {
    ...conflicts('checkout-narrow', [], { [`GET ${CONFLICTS_PATH}`]: { body: STUCK } }),
    page: 'narrow',
  },
  conflicts('moved', [OUR_ALL, 'Settle'], {
    [`POST ${CONFLICTS_PATH}/solution`]: {
      status: 409,
      body: {
        code: 'git.conflict-moved',
        detail: 'main or builder is no longer what was shown to you.',
        remedy: 'Look at the conflicts again: freehold git conflicts --app paper-garden',
      },
    },
  }),
  conflicts('settled', [OUR_ALL, 'From now on', 'Settle']),
  conflicts('none', [], {
    [`GET ${CONFLICTS_PATH}`]: {
      body: { ...CONFLICTS, pending: false, exports: 0, total: 0, files: [] },
    },
  }),
];

const DRIFT = 'GET /v1/apps/paper-garden/drift';

/** Of an app that is not in step, and one that is. */
export const OUT_OF_STEP: Record<string, Answer> = {
  [DRIFT]: { body: DRIFTED },
  'GET /v1/apps?limit=100': { body: { apps: [INVOICES_IN_STEP, DRIFTED_APP], next: null } },
};

function drift(name: string, api: Record<string, Answer>, press: string[] = []): Scene {
  const shown = scenario({ projects: [], api });
  return {
    name: `drift-${name}`,
    page: 'app',
    query: '#/apps/paper-garden',
    scenario: shown,
    press,
  };
}

const FOLDS = ['What is not in main yet', 'What is not the same', 'What differs in production'];

const DRIFT_SCENES: Scene[] = [
  drift('in-step', { [DRIFT]: { body: IN_STEP } }),
  drift('behind', OUT_OF_STEP, FOLDS),
  { ...drift('narrow', OUT_OF_STEP, FOLDS), page: 'narrow' },
  { ...drift('popup', OUT_OF_STEP), page: 'popup' },
  { ...drift('all', OUT_OF_STEP), query: '#/' },
];

const REPOSITORY: Entry = { field: 'Repository', value: 'mira/paper-garden' };

function git(name: string, api: Record<string, Answer>, press: (string | Entry)[] = []): Scene {
  const shown = scenario({ api });
  return {
    name: `git-${name}`,
    page: 'app',
    query: '#/settings/paper-garden',
    scenario: shown,
    press,
  };
}

const GIT_SCENES: Scene[] = [
  git('connected', { 'GET /v1/apps/paper-garden/git': { body: GIT } }),
  git('looked', { 'POST /v1/apps/paper-garden/git/looks': { body: GIT_LOOK } }, [
    REPOSITORY,
    'Look at it',
  ]),
  git('disconnect', { 'GET /v1/apps/paper-garden/git': { body: GIT } }, ['Disconnect…']),
];

export const SCENES: Scene[] = [
  { name: 'panel-no-project', page: 'panel', scenario: scenario() },
  {
    name: 'panel-no-host',
    page: 'panel',
    query: PROJECT_QUERY,
    scenario: scenario({ connection: NO_HOST }),
  },
  {
    name: 'panel-mismatch',
    page: 'panel',
    query: PROJECT_QUERY,
    scenario: scenario({
      connection: mismatch(PROTOCOL.min - 1),
    }),
  },
  {
    name: 'panel-mismatch-old-extension',
    page: 'panel',
    query: PROJECT_QUERY,
    scenario: scenario({
      connection: {
        state: 'mismatch',
        trouble: {
          code: 'host.protocol-mismatch',
          message:
            'The extension speaks versions 1 to 1 of the protocol and this Freehold, 0.2.0, speaks 2.',
          remedy: 'Update the extension: open chrome://extensions and press Update.',
        },
      },
    }),
  },
  {
    name: 'panel-offline',
    page: 'panel',
    query: PROJECT_QUERY,
    scenario: scenario({
      connection: {
        state: 'offline',
        trouble: {
          code: 'daemon.did-not-start',
          message: 'The daemon did not answer within 20 seconds.',
          remedy:
            "Run 'freehold daemon run' to see what it says, or look at /home/mira/.freehold/logs/daemon.log.",
        },
      },
    }),
  },
  {
    name: 'panel-connecting',
    page: 'panel',
    query: PROJECT_QUERY,
    scenario: scenario({ connection: { state: 'connecting' } }),
  },
  panel('home-new', { api: { [BOUND]: { body: { apps: [], next: null } } } }),
  panel('home-deployed', {}),
  panel('reading', {
    jobs: [
      job({
        phase: 'reading',
        exportId: null,
        receipt: null,
        progress: { done: 62, total: 148, unit: 'files' },
      }),
    ],
  }),
  {
    name: 'panel-press-export',
    page: 'panel',
    query: '?project=bolt/sb1-k2x9',
    scenario: scenario({
      jobs: [
        job({
          key: 'bolt/sb1-k2x9',
          project: { builder: 'bolt', id: 'sb1-k2x9' },
          phase: 'reading',
          exportId: null,
          receipt: null,
          rung: PRESS_EXPORT,
        }),
      ],
      api: {
        'GET /v1/apps?builder=bolt&project=sb1-k2x9': { body: { apps: [INVOICES], next: null } },
      },
    }),
  },
  panel('bringing', {
    jobs: [
      job({
        phase: 'reading',
        exportId: null,
        receipt: null,
        rung: BRING,
        progress: { done: 3, total: 4, unit: 'files' },
      }),
    ],
  }),
  panel('uploading', {
    jobs: [
      job({
        phase: 'uploading',
        receipt: null,
        progress: { done: 1_572_864, total: 2_412_544, unit: 'bytes' },
      }),
    ],
  }),
  panel('read-failed', {
    jobs: [
      job({
        phase: 'failed',
        exportId: null,
        receipt: null,
        error: {
          code: 'export.signed-out',
          message: 'Lovable refused to list the files: the session in this tab has ended.',
          remedy: 'Sign in to Lovable in this tab and try again.',
          rung: 'session',
        },
      }),
    ],
  }),
  panel('name-brought', {
    jobs: [job({ brought: { done: 3, total: 4 } })],
    api: { [BOUND]: { body: { apps: [], next: null } } },
  }),
  panel('name', { jobs: [job({})], api: { [BOUND]: { body: { apps: [], next: null } } } }),
  planned(
    'preparing',
    {
      state: 'preparing',
      hash: null,
      nonce: null,
      changes: null,
      steps: steps(PLAN_STEPS, 'build'),
      preparationSteps: PLAN_STEPS.split(' ').map((name, at) => ({
        name,
        estimateMillis: name === 'build' ? 9_400 : 20 + at * 30,
      })),
    },
    {
      events: {
        P1: [
          { seq: 1, type: 'step.started', data: { step: 'build', at } },
          { seq: 2, type: 'log', data: { step: 'build', lines: BUILD_LOG } },
        ],
      },
    },
  ),
  planned('ready', {}),
  {
    ...planned('ready-diff', {}),
    press: ['src/pages/Index.tsx', 'What will be done', 'What Freehold found'],
  },
  planned('variable-missing', { checks: [MISSING], checksCount: 1 }),
  planned('ready-question', {
    checks: [MISSING, ...NOTES],
    checksCount: 1,
    questions: [MAIL_QUESTION],
  }),
  planned('ready-proxy', { checks: [], checksCount: 0, questions: [PROXY_QUESTION] }),
  planned('only-notes', { checks: NOTES, checksCount: 0 }),
  {
    ...planned('notes', { checks: [...plan({}).checks, ...NOTES], checksCount: 1 }),
    press: ['Notes (2)'],
  },
  planned('first', {
    changes: {
      ...plan({}).changes!,
      release: 'v1',
      previousRelease: null,
      files: {
        added: Array.from({ length: 148 }, (_, n) => (n === 0 ? `${LONG}.tsx` : `src/a${n}.tsx`)),
        changed: [],
        removed: [],
        addedCount: 148,
        changedCount: 0,
        removedCount: 0,
      },
      upload: { files: 61, bytes: 3_912_310 },
      resources: [
        {
          kind: 'site',
          name: 'paper-garden.localhost',
          what: 'A site for paper-garden in production on this computer.',
          isReversible: true,
          cost: null,
        },
      ],
    },
    deploymentSteps: DEPLOYMENT_STEPS.split(' ').map((name) => ({ name, estimateMillis: null })),
  }),
  {
    ...panel('name-taken', {
      jobs: [job({})],
      api: {
        [BOUND]: { body: { apps: [], next: null } },
        'POST /v1/apps/paper-garden/plans': {
          status: 422,
          body: {
            code: 'app.other-project',
            detail:
              'The app paper-garden belongs to another project: the lovable project 9c1d2e7a-5b40-4f63-8f0a-6f2b0c7d1e22.',
            remedy:
              'Choose another name for the new app. If paper-garden shall come from this project from now on, send rebind with the request.',
          },
        },
      },
    }),
    press: ['Agree and make a plan'],
  },
  planned(
    'unchanged',
    { state: 'unchanged', deployment: 'D3', hash: null, nonce: null },
    {
      api: { 'GET /v1/deployments/D3': { body: deployment({}) } },
    },
  ),
  planned('blocked', {
    state: 'blocked',
    changes: null,
    hash: null,
    checks: [SECRET, UNCLAIMED],
    checksCount: 2,
    error: { code: SECRET.code, message: SECRET.message, remedy: SECRET.remedy },
    steps: steps(PLAN_STEPS, 'commit', 'pending'),
  }),
  asking('consent', { questions: [BUILD_QUESTION] }),
  asking('questions', {
    checks: [BAKED, ...NOTES],
    checksCount: 1,
    questions: [BUILD_QUESTION, OFFER_QUESTION, MAIL_QUESTION, SUPABASE_QUESTION],
  }),
  asking('questions-offer', { checks: [BAKED], checksCount: 1, questions: [OFFER_QUESTION] }),
  asking('questions-blocked', {
    checks: [SECRET, BAKED, ...NOTES],
    checksCount: 2,
    questions: [BUILD_QUESTION, OFFER_QUESTION, MAIL_QUESTION],
  }),
  stopped('no-sandbox', {
    code: 'sandbox.refused',
    message: 'This computer lets nobody make a sandbox: bubblewrap was refused a user namespace.',
    remedy: 'Allow user namespaces: sudo sysctl kernel.unprivileged_userns_clone=1',
  }),
  stopped('shrink', {
    code: 'intake.shrink',
    message:
      'This export has 41 files; the one before had 148. That is 72 % fewer, as if a part were missing.',
    remedy: 'If files were really deleted, try again with --allow-shrink.',
  }),
  stopped('build-failed', {
    code: 'build.failed',
    message:
      'src/pages/Index.tsx (11:9): "Planter" is not exported by "src/components/Planter.tsx".\n 9:   return (\n10:     <main>\n11:       <Planter seeds={seeds} />\nThe build script (vite build) ended with exit code 1.',
    remedy: 'Mend what the first lines name, in the builder or in the code, and deploy again.',
  }),
  deploying(
    'running',
    {
      state: 'running',
      finishedAt: null,
      steps: steps(DEPLOYMENT_STEPS, 'verify'),
      deploymentSteps: plan({}).deploymentSteps!,
    },
    {
      events: {
        D9: [
          { seq: 1, type: 'step.started', data: { step: 'verify' } },
          { seq: 2, type: 'step.done', data: { step: 'verify', millis: 18 } },
          { seq: 3, type: 'step.started', data: { step: 'provision' } },
          { seq: 4, type: 'step.done', data: { step: 'provision', millis: 42 } },
          { seq: 5, type: 'step.started', data: { step: 'upload' } },
          {
            seq: 6,
            type: 'step.progress',
            data: { step: 'upload', done: 221_184, total: 412_310, unit: 'bytes' },
          },
        ],
      },
    },
  ),
  deploying('watched', {
    state: 'running',
    finishedAt: null,
    steps: steps(DEPLOYMENT_STEPS, 'watch'),
  }),
  deploying('succeeded', {}),
  deploying('failed', {
    state: 'failed',
    steps: steps(DEPLOYMENT_STEPS, 'health', 'failed'),
    error: {
      code: 'gate.unhealthy',
      message: 'The page stays blank: ReferenceError: seeds is not defined (assets/index-B1x9.js).',
      remedy: 'Mend the app and deploy again. What was live still is.',
    },
  }),
  ...(
    [
      ['cancelled', 'upload', 'pending', 'v2'],
      ['stale', 'verify', 'failed', 'v4'],
      ['conflict', 'activate', 'failed', 'v4'],
      ['switched-back', 'watch', 'failed', 'v2'],
      ['needs-attention', 'activate', 'needs-attention', 'v2'],
    ] as const
  ).map(([state, step, end, live]) =>
    deploying(
      state,
      { state, steps: steps(DEPLOYMENT_STEPS, step, end), error: ENDS[state] ?? null },
      {},
      live,
    ),
  ),
  deploying(
    'left-live',
    {
      state: 'failed',
      release: 'v1',
      previousRelease: null,
      steps: steps(DEPLOYMENT_STEPS, 'watch', 'failed'),
      error: {
        code: 'watch.left-live',
        message:
          'v1 is live but not healthy, and there is no earlier release to switch back to: / answered with status 500, three times in a row.',
        remedy: 'Visitors see it as it is. Mend the app and deploy again.',
      },
    },
    {},
    'v1',
  ),
  panel('not-looked-up', {
    api: {
      [BOUND]: {
        status: 503,
        body: {
          code: 'daemon.stopping',
          detail: 'The daemon is just stopping.',
          remedy: 'Try again in a moment.',
        },
      },
    },
  }),
  panel('home-elsewhere', { api: ELSEWHERE }),
  panel('rollback', { api: BACK }, ['Roll back']),

  {
    name: 'popup-history',
    page: 'popup',
    scenario: scenario({
      jobs: [job({ phase: 'reading', progress: { done: 62, total: 148, unit: 'files' } })],
    }),
  },
  {
    name: 'popup-empty',
    page: 'popup',
    scenario: scenario({
      projects: [],
      api: { 'GET /v1/apps?limit=100': { body: { apps: [], next: null } } },
    }),
  },
  {
    name: 'popup-elsewhere',
    page: 'popup',
    scenario: scenario({ projects: [], api: ELSEWHERE }),
  },
  {
    name: 'popup-no-host',
    page: 'popup',
    scenario: scenario({ connection: NO_HOST }),
  },
  {
    name: 'popup-rollback',
    page: 'popup',
    scenario: scenario({ projects: [], api: BACK }),
    press: ['Roll back paper-garden from v3'],
  },

  { name: 'app-all', page: 'app', scenario: scenario() },
  {
    name: 'app-empty',
    page: 'app',
    scenario: scenario({ api: { 'GET /v1/apps?limit=100': { body: { apps: [], next: null } } } }),
  },
  { name: 'app-all-elsewhere', page: 'app', scenario: scenario({ api: ELSEWHERE }) },
  {
    name: 'app-elsewhere',
    page: 'app',
    query: '#/apps/paper-garden',
    scenario: scenario({ api: ELSEWHERE }),
  },
  { name: 'app-history', page: 'app', query: '#/apps/paper-garden', scenario: scenario() },
  {
    name: 'app-choose-two',
    page: 'app',
    query: '#/apps/paper-garden',
    scenario: scenario(),
    press: ['Compare v3', 'Compare v2'],
  },
  {
    name: 'app-rollback',
    page: 'app',
    query: '#/apps/paper-garden',
    scenario: scenario({ api: BACK }),
    press: ['Roll back paper-garden from v3'],
  },
  {
    name: 'app-promote',
    page: 'app',
    query: '#/apps/paper-garden',
    scenario: scenario(),
    press: ['Promote what is live in staging'],
  },
  {
    name: 'app-compare',
    page: 'app',
    query: '#/apps/paper-garden/compare/D2b/D3',
    scenario: scenario(),
  },
  { name: 'app-settings', page: 'app', query: '#/settings', scenario: scenario() },
  { name: 'app-variables', page: 'app', query: '#/settings/paper-garden', scenario: scenario() },
  {
    name: 'app-set-variable',
    page: 'app',
    query: '#/settings/paper-garden',
    scenario: scenario(),
    press: ['Replace the value of STRIPE_SECRET'],
  },
  ...WHERE,
  ...CONFLICT_SCENES,
  ...DRIFT_SCENES,
  ...GIT_SCENES,
];
