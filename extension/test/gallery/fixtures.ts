import type { Job, OpenProject } from '../../src/protocol/messages.ts';
import type {
  Adoption,
  App,
  Check,
  Conflicts,
  ConflictSides,
  Deployment,
  Diff,
  DoctorLine,
  DomainReport,
  Drift,
  Driver,
  Examined,
  Git,
  GitLook,
  Plan,
  Question,
  Setup,
  Step,
  StepState,
  Target,
} from '../../src/pages/ui/daemon.ts';

/** When all of this is: the gallery stops its browsers' clocks here. */
export const NOW = Date.parse('2026-03-12T10:30:00.000Z');

export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString();
}

const PROJECT = { builder: 'lovable', id: '2f6c1f0e-8a2b-4d0f-9a55-0f1d5c1f7a11' } as const;
export const PROJECT_QUERY = `?project=${PROJECT.builder}/${PROJECT.id}`;
export const BOUND = `GET /v1/apps?builder=lovable&project=${PROJECT.id}`;

export const OPEN: OpenProject[] = [
  { project: PROJECT, tabId: 7, title: 'Paper Garden – Lovable' },
  { project: { builder: 'bolt', id: 'sb1-k2x9' }, tabId: 9, title: 'Invoice helper' },
];

export function job(change: Partial<Job>): Job {
  return {
    key: `${PROJECT.builder}/${PROJECT.id}`,
    project: PROJECT,
    tabId: 7,
    title: 'Paper Garden – Lovable',
    phase: 'uploaded',
    source: { kind: 'builder' },
    progress: null,
    exportId: 'E1',
    receipt: { files: 148, bytes: 2_412_544 },
    rung: null,
    error: null,
    app: null,
    planId: null,
    startedAt: NOW - 20_000,
    ...change,
  };
}

export function steps(names: string, upTo: string, last: StepState = 'running'): Step[] {
  const all = names.split(' ');
  const at = all.indexOf(upTo);
  return all.map((name, index) => ({
    name,
    state: index < at ? 'done' : index === at ? last : 'pending',
    millis: index < at ? 40 + ((index * 731) % 2900) : null,
    attempt: 1,
  }));
}

export const PLAN_STEPS = 'check-secrets commit detect check build check-output release plan';
export const DEPLOYMENT_STEPS = 'verify provision upload stage health activate watch';

const WARNING: Check = {
  id: 'F-3f9a2c81d0',
  severity: 'warning',
  code: 'check.calls-builder',
  rule: 'lovable-oauth',
  file: 'src/integrations/lovable/index.ts',
  line: 14,
  message: 'The login still goes through oauth.lovable.app, a server of the builder.',
  remedy: 'Set up the login at your own provider when you want to be independent of Lovable.',
};

export const SECRET: Check = {
  id: 'F-81d03f9a2c',
  severity: 'error',
  code: 'check.secret',
  rule: 'supabase-service-role',
  file: 'src/integrations/supabase/admin.ts',
  line: 6,
  message: 'A service-role key of Supabase is in the sources. It opens the whole database.',
  remedy: 'Make a new key at Supabase, revoke this one, and keep it out of the app.',
};

/** Seen in the built page. */
export const MISSING: Check = {
  id: 'F-0c2d81f9a3',
  severity: 'warning',
  code: 'check.variable-missing',
  rule: 'variable-missing',
  file: 'src/lib/mail.ts',
  line: 3,
  message:
    'VITE_MAIL_KEY has no value. src/lib/mail.ts line 3 reads it and has no fallback of use, so the page may stay blank.',
  remedy: 'Set it: freehold var set VITE_MAIL_KEY=...',
};

export const UNCLAIMED: Check = {
  id: 'F-5e1b90c7d4',
  severity: 'error',
  code: 'check.placeholder',
  rule: 'bolt-unclaimed',
  file: '.env',
  line: 1,
  message: "VITE_SUPABASE_URL is Bolt's database that nobody has claimed yet.",
  remedy: 'Claim the database in Bolt, or set it: freehold var set VITE_SUPABASE_URL=...',
};

export const BAKED: Check = {
  id: 'F-7a40c2e811',
  severity: 'error',
  code: 'check.baked-variable',
  rule: 'baked-variable',
  file: 'vite.config.ts',
  line: 9,
  message: 'vite.config.ts line 9 writes the value of GEMINI_API_KEY into the page.',
  remedy:
    'If it is a secret, use it on the server side. If everybody may read it: freehold app set with=baked-variables',
};

/** Only read in the sources. */
export const NOTES: Check[] = [
  {
    ...MISSING,
    id: 'F-b81c52d0e7',
    severity: 'info',
    file: 'src/lib/stats.ts',
    line: 5,
    message:
      'VITE_STATS_ID has no value. src/lib/stats.ts line 5 reads it and has code for when it is not set; whether the app then does what it should, only you can tell.',
    remedy: 'Set it: freehold var set VITE_STATS_ID=...',
  },
  {
    ...WARNING,
    id: 'F-6d2e07a9c3',
    severity: 'info',
    rule: 'lovable-badge',
    file: 'src/components/Credits.tsx',
    line: 3,
    message: 'src/components/Credits.tsx names lovable.dev, a server of the builder.',
    remedy: 'Nothing is to be done where it is only a link.',
  },
];

export const BUILD_QUESTION: Question = {
  kind: 'consent',
  name: 'build',
  needed: true,
  question: "May Freehold install this app's packages and build it in a sandbox?",
  why: 'It was never built here, and both run code that others wrote.',
  command: 'freehold deploy --yes',
};

export const OFFER_QUESTION: Question = {
  kind: 'offer',
  name: 'baked-variables',
  needed: true,
  question: 'May everybody read the value of GEMINI_API_KEY?',
  why: 'vite.config.ts line 9 writes it into the page.',
  command: 'freehold app set with=baked-variables',
};

export const HOST_QUESTION: Question = {
  kind: 'consent',
  name: 'network:api.example.com',
  needed: true,
  question: "May this app's builds reach api.example.com?",
  why: 'The build failed without, and builds reach only hosts that you agreed to.',
  command: 'freehold deploy --allow-host api.example.com',
};

/** The plan goes on without. */
export const PROXY_QUESTION: Question = {
  kind: 'consent',
  name: 'proxy:api.papergarden.example',
  needed: false,
  question: 'May what visitors send to /api/ go on to api.papergarden.example?',
  why: "Rules of the app's old host pass it on, with cookies, forms and sign-in; nothing is passed on unless you agree.",
  command: 'freehold deploy --allow-proxy api.papergarden.example',
};

export const MAIL_QUESTION: Question = {
  kind: 'value',
  name: 'VITE_MAIL_KEY',
  needed: false,
  question: 'What is the value of VITE_MAIL_KEY?',
  why: MISSING.message,
  command: 'freehold var set VITE_MAIL_KEY=...',
};

export const SUPABASE_QUESTION: Question = {
  ...MAIL_QUESTION,
  name: 'VITE_SUPABASE_PUBLISHABLE_KEY',
  question: 'What is the value of VITE_SUPABASE_PUBLISHABLE_KEY?',
  why: 'VITE_SUPABASE_PUBLISHABLE_KEY has no value. src/integrations/supabase/client.ts line 6 reads it and has no fallback of use, so the page may stay blank.',
  command: 'freehold var set VITE_SUPABASE_PUBLISHABLE_KEY=...',
};

export function plan(change: Partial<Plan>): Plan {
  return {
    id: 'P1',
    app: 'paper-garden',
    environment: 'production',
    kind: 'deploy',
    state: 'ready',
    hash: 'b2f1',
    nonce: 'n-1',
    createdAt: minutesAgo(0),
    steps: steps(PLAN_STEPS, 'none'),
    checks: [WARNING],
    checksCount: 1,
    questions: [],
    conclusions: [
      {
        subject: 'framework',
        value: 'Vite single-page app',
        reason: 'package.json has vite, and index.html loads src/main.tsx',
      },
      {
        subject: 'package manager',
        value: 'npm',
        reason: 'there is package-lock.json; bun.lockb is not read',
      },
      { subject: 'build command', value: 'vite build', reason: 'package.json has it as its build' },
    ],
    adaptations: [
      {
        id: 'runtime-variables',
        reason:
          'Public variables are looked up when the page loads, so the same build runs everywhere.',
      },
    ],
    deployment: null,
    changes: {
      release: 'v3',
      previousRelease: 'v2',
      commit: '9f2c41d0aa',
      files: {
        added: ['src/components/Planter.tsx', 'public/seeds/marigold.webp'],
        changed: ['src/pages/Index.tsx', 'src/index.css', 'package.json'],
        removed: ['src/components/OldHero.tsx'],
        addedCount: 2,
        changedCount: 3,
        removedCount: 1,
      },
      variables: { added: ['VITE_MAIL_KEY'], changed: ['VITE_API_URL'], removed: [] },
      upload: { files: 6, bytes: 412_310 },
      resources: [],
      addresses: ['http://paper-garden.localhost:7300/'],
      withheld: ['stats.html', 'assets/index-Bx1.js.map'],
      notes: ['The source maps of the build are kept here and not published.'],
    },
    error: null,
    deploymentSteps: DEPLOYMENT_STEPS.split(' ').map((name, at) => ({
      name,
      estimateMillis: [30, 60, 900, 120, 2400, 40, 10_000][at] ?? null,
    })),
    ...change,
  };
}

export function deployment(change: Partial<Deployment>): Deployment {
  return {
    app: 'paper-garden',
    environment: 'production',
    deployment: 'D3',
    kind: 'deploy',
    state: 'succeeded',
    release: 'v3',
    previousRelease: 'v2',
    commit: '9f2c41d0aa',
    url: 'http://paper-garden.localhost:7300/',
    uploaded: { files: 6, bytes: 412_310 },
    steps: steps(DEPLOYMENT_STEPS, 'none').map((step) => ({ ...step, state: 'done', millis: 120 })),
    checks: [],
    startedAt: minutesAgo(1),
    finishedAt: new Date(NOW - 60_000 + 13_420).toISOString(),
    reason: 'New planter on the start page',
    who: 'mira',
    error: null,
    commitMessage: 'Export from Lovable',
    screenshot: true,
    ...change,
  };
}

export const APP: App = {
  slug: 'paper-garden',
  builder: 'lovable',
  createdAt: minutesAgo(90_000),
  repository: '/home/mira/.freehold/repositories/paper-garden.git',
  environments: [
    {
      name: 'production',
      target: 'example-org',
      release: 'v3',
      deployment: 'D3',
      state: 'succeeded',
      url: 'http://paper-garden.localhost:7300/',
      addresses: ['http://paper-garden.localhost:7300/'],
      servers: [],
      switchedElsewhere: false,
    },
    {
      name: 'staging',
      target: 'local',
      release: 'v4',
      deployment: 'D4',
      state: 'succeeded',
      url: 'http://staging.paper-garden.localhost:7300/',
      addresses: [],
      servers: [],
      switchedElsewhere: false,
    },
  ],
};

export const INVOICES: App = {
  ...APP,
  slug: 'invoice-helper',
  builder: 'bolt',
  environments: [
    {
      name: 'production',
      target: 'local',
      release: 'v11',
      deployment: 'I12',
      state: 'failed',
      url: 'http://invoice-helper.localhost:7300/',
      addresses: [],
      servers: [],
      switchedElsewhere: false,
    },
  ],
};

/** With what is not as it was left: by another machine, by a server, by the way there. */
export const CHANGED_ELSEWHERE: App = {
  ...APP,
  environments: [
    { ...APP.environments[0]!, switchedElsewhere: true },
    {
      ...APP.environments[1]!,
      target: 'spare',
      servers: [
        { name: 'web', state: 'ready', problem: null },
        {
          name: 'api',
          state: 'down',
          problem: "Error: Cannot find module 'pdfkit'\nRequire stack:\n- /app/server/index.js",
        },
      ],
    },
  ],
};

export const OUT_OF_REACH: App = {
  ...INVOICES,
  environments: [
    {
      ...INVOICES.environments[0]!,
      target: 'example-org',
      state: 'succeeded',
      servers: [
        {
          name: 'example-org',
          state: 'unknown',
          problem: 'deploy@example.org does not answer on port 22.',
        },
      ],
    },
  ],
};

export const HISTORY: Deployment[] = [
  deployment({
    deployment: 'D4',
    release: 'v4',
    previousRelease: null,
    environment: 'staging',
    url: 'http://staging.paper-garden.localhost:7300/',
    reason: 'Try the new checkout before Friday',
    startedAt: minutesAgo(0.3),
    finishedAt: minutesAgo(0.1),
  }),
  deployment({}),
  deployment({
    deployment: 'D2b',
    release: 'v2',
    previousRelease: 'v1',
    kind: 'rollback',
    startedAt: minutesAgo(170),
    finishedAt: minutesAgo(169.9),
    reason: 'The form did not send',
    uploaded: { files: 0, bytes: 0 },
  }),
  deployment({
    deployment: 'D2',
    release: 'v2',
    previousRelease: 'v1',
    state: 'switched-back',
    startedAt: minutesAgo(1500),
    finishedAt: minutesAgo(1499.4),
    reason: '',
    screenshot: false,
    error: {
      code: 'watch.failed',
      message: 'GET / answered 500 three times in a row while the release was watched.',
      remedy: 'Mend the app and deploy again.',
    },
  }),
  deployment({
    deployment: 'D1',
    release: 'v1',
    previousRelease: null,
    startedAt: minutesAgo(44_640),
    finishedAt: minutesAgo(44_639),
    reason: '',
    commitMessage: '',
    who: 'mira',
  }),
];

export const INVOICE_HISTORY: Deployment[] = [
  deployment({
    app: 'invoice-helper',
    deployment: 'I12',
    release: 'v12',
    previousRelease: 'v11',
    state: 'failed',
    url: null,
    screenshot: false,
    startedAt: minutesAgo(35),
    finishedAt: minutesAgo(34.7),
    reason:
      'Export as PDF, with page numbers and a footer that has the address of the company in it',
    error: {
      code: 'gate.unhealthy',
      message: 'The page stays blank: ReferenceError: pdfMake is not defined.',
      remedy: 'Mend the app and deploy again. What was live still is.',
    },
  }),
  deployment({
    app: 'invoice-helper',
    deployment: 'I11',
    release: 'v11',
    previousRelease: 'v10',
    url: 'http://invoice-helper.localhost:7300/',
    startedAt: minutesAgo(4000),
    finishedAt: minutesAgo(3999.8),
    reason: 'VAT for Austria',
  }),
];

export const INDEX_DIFF = [
  '--- a/src/pages/Index.tsx',
  '+++ b/src/pages/Index.tsx',
  '@@ -8,8 +8,9 @@ export default function Index() {',
  '   return (',
  '     <main className="mx-auto max-w-3xl px-6 py-16">',
  '-      <OldHero title="Paper Garden" />',
  '+      <h1 className="text-4xl font-semibold">Paper Garden</h1>',
  '+      <Planter seeds={seeds} onWater={water} />',
  '       <Newsletter />',
  '     </main>',
  '   );',
].join('\n');

export const DIFF: Diff = {
  from: { name: 'D2b', release: 'v2', commit: '41d0aa9f2c77' },
  to: { name: 'D3', release: 'v3', commit: '9f2c41d0aa12' },
  files: [
    {
      path: 'src/pages/Index.tsx',
      change: 'changed',
      binary: false,
      textDiff: INDEX_DIFF,
      truncated: false,
    },
    {
      path: 'public/seeds/marigold.webp',
      change: 'added',
      binary: true,
      textDiff: null,
      truncated: false,
    },
    {
      path: 'src/components/OldHero.tsx',
      change: 'removed',
      binary: false,
      textDiff: '@@ -1,2 +0,0 @@\n-export const OldHero = () => null;\n-',
      truncated: false,
    },
  ],
  variables: { added: ['VITE_MAIL_KEY'], changed: [], removed: [] },
  build: { same: false },
  adaptations: { added: [], changed: [], removed: [] },
  next: null,
};

export const DOCTOR: DoctorLine[] = [
  {
    id: 'socket',
    title: 'Socket',
    state: 'ok',
    reason: 'The daemon answers on its socket; nobody else can reach it.',
    remedy: '',
  },
  {
    id: 'service',
    title: 'Background service',
    state: 'warning',
    reason: 'The daemon was started by hand and ends with this session.',
    remedy: "Let the system start it: run 'freehold daemon install'.",
  },
  {
    id: 'sandbox',
    title: 'Sandbox',
    state: 'failed',
    reason: 'bubblewrap started and was refused: user namespaces are off.',
    remedy: 'Allow user namespaces, or build without a sandbox where you trust the app.',
  },
  {
    id: 'clock',
    title: 'Clock',
    state: 'unknown',
    reason: 'No time server answered within a second.',
    remedy: '',
  },
];

export const HERE: Target = {
  name: 'local',
  kind: 'local',
  address: 'this machine',
  environments: [
    { app: 'paper-garden', environment: 'staging' },
    { app: 'invoice-helper', environment: 'production' },
  ],
};

export const SERVER: Target = {
  name: 'example-org',
  kind: 'ssh',
  address: 'deploy@example.org',
  environments: [
    {
      app: 'paper-garden',
      environment: 'production',
      domain: 'garden.example.org',
      www: true,
    },
  ],
};

export const SPARE: Target = {
  name: 'spare',
  kind: 'ssh',
  address: 'root@203.0.113.77:2222',
  environments: [],
};

export const OWN_SERVER: Driver = {
  kind: 'ssh',
  title: 'your own server',
  traits: { takesDomain: true },
  fields: [
    {
      name: 'server',
      label: 'Server',
      help: 'As for ssh: deploy@example.org, with :PORT behind it if needed. Freehold logs in as ssh would, with your keys and your configuration.',
      isSecret: false,
      isRequired: true,
      found: [
        { value: 'deploy@example.org', from: '~/.ssh/config' },
        { value: 'backup', from: '~/.ssh/config' },
      ],
    },
    {
      name: 'fingerprint',
      label: 'Fingerprint of its key',
      help: "Of the server's key, where nobody can be asked to compare it: SHA256:…",
      isSecret: false,
      isRequired: false,
      found: [],
    },
  ],
};

/** Of no kind that there is: the pages know none of them. */
export const CLOUD: Driver = {
  kind: 'cloud',
  title: 'an account at Example Cloud',
  traits: { takesDomain: true },
  fields: [
    {
      name: 'account',
      label: 'Account',
      help: 'The name of the account, as its bill says it.',
      isSecret: false,
      isRequired: true,
      found: [],
    },
    {
      name: 'token',
      label: 'Token',
      help: 'Made in the settings of the account, under Tokens. It may deploy, and nothing else.',
      isSecret: true,
      isRequired: true,
      found: [],
    },
  ],
};

export const VERCEL: Driver = {
  kind: 'vercel',
  title: 'your account at Vercel',
  traits: { takesDomain: true },
  fields: [
    {
      name: 'team',
      label: 'Team',
      help: 'Its name or address at Vercel, vercel.com/TEAM. Without it, the one that your account opens by itself.',
      isSecret: false,
      isRequired: false,
      found: [],
    },
    {
      name: 'project',
      label: 'Project',
      help: 'One project at Vercel for production, such as one that is there already. Without it, each app gets one of its own name.',
      isSecret: false,
      isRequired: false,
      found: [],
    },
    {
      name: 'token',
      label: 'Token',
      help: "Made at vercel.com/account/tokens. Without it, that of Vercel's own command line program is used, if you are logged in there.",
      isSecret: true,
      isRequired: false,
      found: [],
    },
  ],
};

export const AT_VERCEL: Setup = {
  address: 'vercel.com/ada',
  name: 'vercel',
  about: [
    { label: 'Team', value: "Ada's projects" },
    { label: 'Plan', value: 'hobby' },
    { label: 'Project', value: 'one for each app and environment' },
  ],
  steps: [],
  hints: [
    "Vercel's Hobby plan is for personal projects that earn nothing (vercel.com/docs/plans/hobby). It goes back to the release before at once; older releases are made again from their files.",
  ],
  hash: 'a2',
};

export const AWS: Driver = {
  kind: 'aws',
  title: 'your account at AWS',
  traits: { takesDomain: true },
  fields: [
    {
      name: 'profile',
      label: 'Profile',
      help: "Of AWS's own tools, in ~/.aws. Its keys stay there. Without it, the one that these tools use by themselves.",
      isSecret: false,
      isRequired: false,
      found: [
        { value: 'default', from: '~/.aws' },
        { value: 'paper-garden', from: '~/.aws' },
      ],
    },
    {
      name: 'region',
      label: 'Region',
      help: 'Where the files are, such as eu-central-1; visitors get them from an edge near them. Without it, that of the profile.',
      isSecret: false,
      isRequired: false,
      found: [],
    },
  ],
};

export const AT_AWS: Setup = {
  address: '123456789012 in eu-central-1',
  name: 'aws',
  about: [
    { label: 'Account', value: '123456789012' },
    { label: 'Keys', value: 'arn:aws:iam::123456789012:root' },
    { label: 'Region', value: 'eu-central-1' },
    { label: 'Bucket', value: 'freehold-123456789012-eu-central-1' },
  ],
  steps: [
    'Make the bucket freehold-123456789012-eu-central-1, for the files of all apps: private, encrypted, with versions for two weeks.',
    'Let CloudFront of this account read that bucket, and nobody else.',
    'Make the origin access control freehold-eu-central-1, with which CloudFront signs.',
    'Make the KeyValueStore freehold-eu-central-1, which says what is live.',
  ],
  hints: [
    "These are keys of the account's root user, which can do everything, bills included. Make a user or a role with no more than what is needed.",
    'AWS charges for what is used. A small site costs cents a month; set a budget that warns you: console.aws.amazon.com/costmanagement',
  ],
  hash: 'a3',
};

export const UNCONFIRMED: Setup = {
  address: 'deploy@example.org',
  name: 'example-org',
  confirmation: {
    field: 'fingerprint',
    value: 'SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDbgb4Qxmp0lq1HTPk',
    question: "This machine does not know deploy@example.org yet. Is this the server's key?",
    shown: 'ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDbgb4Qxmp0lq1HTPk',
    help: "Compare it with what the server's provider shows.",
  },
  about: [],
  steps: [],
  hints: [],
  hash: 'a0',
};

export const SETUP: Setup = {
  address: 'deploy@example.org',
  name: 'example-org',
  confirmation: null,
  about: [
    { label: 'System', value: 'Debian GNU/Linux 12 (bookworm), x86_64' },
    { label: 'User', value: 'deploy, may use sudo' },
    { label: 'Memory', value: '1.2 GB of 2.0 GB free' },
    { label: 'Disk', value: '31.4 GB of 40.0 GB free' },
    { label: 'Web server', value: 'none' },
  ],
  steps: [
    'Install the web server Caddy with apt-get.',
    'Make the folder /srv/freehold, which belongs to deploy.',
    'Install /usr/local/lib/freehold/services, which starts and stops the servers of apps, with a line for sudo.',
    "Add the line 'import /srv/freehold/caddy/*.caddy' to /etc/caddy/Caddyfile.",
    'Start Caddy.',
  ],
  hints: [
    "Its clock differs from this machine's by 340 seconds: certificates may be refused. Set it with 'timedatectl set-ntp true'.",
  ],
  hash: 'a1',
};

export const EXAMINED: Examined = {
  target: SERVER,
  about: [
    { label: 'System', value: 'Debian GNU/Linux 12 (bookworm), x86_64' },
    { label: 'User', value: 'deploy, may use sudo' },
    { label: 'Memory', value: '0.9 GB of 2.0 GB free' },
    { label: 'Disk', value: '30.8 GB of 40.0 GB free' },
    { label: 'Web server', value: 'Caddy 2.8.4' },
    { label: 'Sites', value: 'paper-garden production' },
  ],
  problems: [],
  removal: [
    'Stop serving old-shop production and delete its releases.',
    'Delete the folder /srv/freehold.',
    'Remove /usr/local/lib/freehold/services, the systemd unit freehold@.service and the line for sudo.',
    "Remove the line 'import /srv/freehold/caddy/*.caddy' from /etc/caddy/Caddyfile.",
    'Remove Caddy, which was installed for Freehold.',
  ],
};

export const ADOPTION: Adoption = {
  adopted: [
    {
      app: 'old-shop',
      environment: 'production',
      release: 'v14',
      generation: 17,
      missingVariables: ['STRIPE_SECRET', 'SMTP_PASSWORD'],
    },
    {
      app: 'old-shop',
      environment: 'staging',
      release: 'v15',
      generation: 1,
      missingVariables: [],
    },
  ],
  unknown: [{ app: 'landing', environment: 'production' }],
};

export const DOMAIN_OPEN: DomainReport = {
  domain: 'garden.example.org',
  records: [
    { type: 'A', name: 'garden.example.org', value: '203.0.113.5' },
    { type: 'AAAA', name: 'garden.example.org', value: '2001:db8:85a3::8a2e:370:7334' },
    { type: 'A', name: 'www.garden.example.org', value: '203.0.113.5' },
  ],
  problems: [
    "garden.example.org leads to 198.51.100.20, which is not the server. Change its record to A garden.example.org -> 203.0.113.5. A change can take as long as the old record's time to live; a service in between, like Cloudflare's proxy, must be off until the certificate is there.",
    'www.garden.example.org leads nowhere yet. Make this record where you manage the domain: A www.garden.example.org -> 203.0.113.5.',
  ],
};

const HEADS = {
  main: '4f1d2c3b5a697887766554433221100ffeeddcc0',
  builder: '9a8b7c6d5e4f30211203f4e5d6c7b8a990817263',
};

/** An export that is in the way of the work on main, in every way that can be settled here. */
export const CONFLICTS: Conflicts = {
  app: 'paper-garden',
  pending: true,
  ...HEADS,
  exports: 2,
  total: 4,
  files: [
    {
      path: 'src/components/planter/Planter.tsx',
      kind: 'both-changed',
      binary: false,
      places: 2,
      choices: ['builder', 'main'],
    },
    {
      path: 'README.md',
      kind: 'builder-removed',
      binary: false,
      places: 1,
      choices: ['builder', 'main'],
    },
    {
      path: 'public/seeds/marigold.webp',
      kind: 'both-added',
      binary: true,
      places: 1,
      choices: ['builder', 'main'],
    },
    {
      path: 'src/lib/mail.ts',
      kind: 'main-removed',
      binary: false,
      places: 1,
      choices: ['builder', 'main'],
    },
  ],
  next: null,
};

/** With a file that only a checkout settles. */
export const STUCK: Conflicts = {
  ...CONFLICTS,
  exports: 1,
  total: 2,
  files: [
    CONFLICTS.files[0]!,
    { path: 'src/lib', kind: 'file-and-folder', binary: false, places: 1, choices: [] },
  ],
};

export const PLANTER: ConflictSides = {
  path: 'src/components/planter/Planter.tsx',
  kind: 'both-changed',
  binary: false,
  ...HEADS,
  places: [
    {
      line: 12,
      before: ['export function Planter({ seeds, onWater }: PlanterProps) {', '  return ('],
      main: [
        '    <section className="grid gap-4" aria-label="Planter">',
        '      <h2 className="text-2xl font-semibold tracking-tight text-balance sm:text-3xl">Your seeds</h2>',
        '      <SeedCount seeds={seeds} />',
      ],
      builder: ['    <section className="grid gap-6 md:grid-cols-2">'],
      base: ['    <section className="grid gap-4">'],
      after: ['      {seeds.map((seed) => (', '        <Seed key={seed.id} seed={seed} />'],
    },
    {
      line: 31,
      before: ['const watered = new Set<string>();'],
      main: [],
      builder: ['const MAX_SEEDS = 24;'],
      base: ['const MAX_SEEDS = 12;'],
      after: [],
    },
  ],
  sizes: { main: 2310, builder: 2204, base: 2190 },
  truncated: false,
};

export const MARIGOLD: ConflictSides = {
  ...PLANTER,
  path: 'public/seeds/marigold.webp',
  kind: 'both-added',
  binary: true,
  places: [],
  sizes: { main: 48_120, builder: 51_904, base: null },
};

/** Of an app where all is the same everywhere. */
export const IN_STEP: Drift = {
  app: 'paper-garden',
  inStep: true,
  builder: { head: HEADS.builder, exportedAt: minutesAgo(40), unmerged: null },
  source: null,
  remote: null,
  main: HEADS.main,
  environments: [
    {
      name: 'production',
      target: 'example-org',
      release: 'v3',
      commit: HEADS.main,
      deployedAt: minutesAgo(1),
      behind: { commits: 0, files: 0, added: 0, changed: 0, removed: 0, paths: [] },
      variables: [],
      outside: [],
    },
    {
      name: 'staging',
      target: 'local',
      release: null,
      commit: null,
      deployedAt: null,
      behind: null,
      variables: [],
      outside: [],
    },
  ],
};

/** With everything that can be out of step. */
export const DRIFTED: Drift = {
  ...IN_STEP,
  inStep: false,
  builder: {
    head: HEADS.builder,
    exportedAt: minutesAgo(10),
    unmerged: {
      commits: 2,
      files: 2,
      added: 0,
      changed: 1,
      removed: 1,
      paths: [
        { path: 'README.md', change: 'removed' },
        { path: 'src/components/planter/Planter.tsx', change: 'changed' },
      ],
    },
  },
  remote: {
    url: 'https://github.com/mira/paper-garden.git',
    ahead: 0,
    behind: 2,
    lookedAt: minutesAgo(3),
    trouble: {
      code: 'git.behind',
      message:
        'https://github.com/mira/paper-garden.git has 2 commits on main that this machine lacks.',
      remedy: 'Take them: freehold git pull --app paper-garden',
    },
  },
  environments: [
    {
      ...IN_STEP.environments[0]!,
      behind: {
        commits: 3,
        files: 54,
        added: 51,
        changed: 2,
        removed: 1,
        paths: [
          { path: 'package.json', change: 'changed' },
          { path: 'src/components/OldHero.tsx', change: 'removed' },
          { path: 'src/components/planter/Planter.tsx', change: 'added' },
          { path: 'src/pages/Index.tsx', change: 'changed' },
        ],
      },
      variables: [
        { name: 'VITE_API_URL', change: 'changed' },
        { name: 'VITE_MAIL_KEY', change: 'added' },
      ],
      outside: [
        {
          what: 'live',
          message: 'Another machine made something else live in production.',
          remedy: 'Take over what it did: freehold target adopt example-org',
        },
      ],
    },
    {
      ...IN_STEP.environments[1]!,
      release: 'v4',
      commit: '77aa12cd90ef4f1d2c3b5a697887766554433221',
      deployedAt: minutesAgo(0.3),
    },
  ],
};

/** Both as the list of apps tells of them. */
export const DRIFTED_APP: App = { ...APP, drift: { inStep: false, behind: 5 } };
export const INVOICES_IN_STEP: App = { ...INVOICES, drift: { inStep: true, behind: 0 } };

export const NO_GIT: Git = {
  app: 'paper-garden',
  url: null,
  page: null,
  branches: [],
  lastSync: null,
};

/** Of an app whose main has less than the remote's. */
export const GIT: Git = {
  app: 'paper-garden',
  url: 'https://github.com/mira/paper-garden.git',
  page: 'https://github.com/mira/paper-garden',
  branches: [
    { name: 'main', state: 'behind', ahead: 0, behind: 2, trouble: DRIFTED.remote!.trouble },
    { name: 'builder', state: 'ahead', ahead: 1, behind: 0, trouble: null },
  ],
  lastSync: { at: minutesAgo(12), proposal: null, error: DRIFTED.remote!.trouble },
};

export const GIT_LOOK: GitLook = {
  url: 'https://github.com/mira/paper-garden.git',
  login: 'gh',
  made: true,
  isPrivate: null,
  branches: [
    { name: 'main', state: 'new' },
    { name: 'builder', state: 'new' },
  ],
  tagCount: 4,
  obstacles: [],
  hash: '5f70',
};
