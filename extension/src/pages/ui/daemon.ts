/** What the daemon's API answers, as openapi.yaml describes it; only what the pages read. */

export type PlanKind = 'deploy' | 'rollback' | 'promote';
export type StepState = 'pending' | 'running' | 'done' | 'failed' | 'skipped' | 'needs-attention';
export type PlanState =
  'preparing' | 'ready' | 'blocked' | 'failed' | 'unchanged' | 'cancelled' | 'carried-out';
export type DeploymentState =
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'stale'
  | 'switched-back'
  | 'conflict'
  | 'needs-attention';

export interface Problem {
  code: string;
  message: string;
  remedy: string;
}

export interface Step {
  name: string;
  state: StepState;
  millis: number | null;
  attempt: number;
}

export interface Check {
  id: string;
  severity: 'error' | 'warning' | 'info';
  code: string;
  rule: string;
  /** Empty when it is about no file. */
  file: string;
  /** 0 when it is about no line. */
  line: number;
  message: string;
  remedy: string;
}

/** What only the app's owner can answer. */
export interface Question {
  /** How it is answered: a consent, a variable's value, or an offer that is taken up. */
  kind: 'consent' | 'value' | 'offer';
  /** The consent (`build`, `network:HOST`, `proxy:HOST`), the variable or the offer. */
  name: string;
  /** Whether the plan waits for the answer. */
  needed: boolean;
  question: string;
  why: string;
  command: string;
}

export interface Conclusion {
  subject: string;
  value: string;
  reason: string;
}

export interface Adaptation {
  id: string;
  reason: string;
}

export interface NameChanges {
  added: string[];
  changed: string[];
  removed: string[];
}

/** The lists are cut, the counts are whole. */
export interface FileChanges extends NameChanges {
  addedCount: number;
  changedCount: number;
  removedCount: number;
}

export interface Transfer {
  files: number;
  bytes: number;
}

/** Something that a deployment would make or change at a provider. */
export interface Resource {
  kind: string;
  name: string;
  what: string;
  isReversible: boolean;
  cost: string | null;
}

export interface Changes {
  release: string;
  previousRelease: string | null;
  commit: string;
  files: FileChanges;
  variables: NameChanges;
  upload: Transfer;
  resources: Resource[];
  addresses: string[];
  withheld: string[];
  notes: string[];
}

export interface StepEstimate {
  name: string;
  /** Null while it is not known, as before the first deployment. */
  estimateMillis: number | null;
}

export interface Plan {
  id: string;
  app: string;
  environment: string;
  kind: PlanKind;
  state: PlanState;
  hash: string | null;
  nonce: string | null;
  createdAt: string;
  steps: Step[];
  checks: Check[];
  /** Without notes. */
  checksCount: number;
  questions?: Question[];
  conclusions: Conclusion[];
  adaptations: Adaptation[];
  deployment: string | null;
  changes: Changes | null;
  error: Problem | null;
  preparationSteps?: StepEstimate[];
  deploymentSteps?: StepEstimate[];
}

export interface Deployment {
  app: string;
  environment: string;
  deployment: string;
  kind: PlanKind;
  state: DeploymentState;
  release: string;
  previousRelease: string | null;
  commit: string;
  url: string | null;
  uploaded: Transfer;
  steps: Step[];
  checks: Check[];
  startedAt: string;
  finishedAt: string | null;
  reason: string;
  who: string;
  error: Problem | null;
  commitMessage?: string;
  screenshot?: boolean;
  deploymentSteps?: StepEstimate[];
}

export interface DeploymentPage {
  deployments: Deployment[];
  next: string | null;
}

/** A server of the live release. */
export interface LiveServer {
  /** Within the app; of the place where that can't be asked. */
  name: string;
  state: 'starting' | 'ready' | 'down' | 'stopped' | 'unknown';
  /** Why it ended or did not answer. */
  problem: string | null;
}

export interface Environment {
  name: string;
  target: string;
  release: string | null;
  deployment: string | null;
  state: DeploymentState | null;
  url: string | null;
  addresses: string[];
  servers: LiveServer[];
  /** Whether another machine made something else live there since. */
  switchedElsewhere: boolean;
}

export interface App {
  slug: string;
  builder: string;
  createdAt: string;
  repository: string;
  environments: Environment[];
  projects?: { builder: string; id: string }[];
  /** Left out by a daemon that does not look. */
  drift?: { inStep: boolean; behind: number };
}

export interface AppPage {
  apps: App[];
  next: string | null;
}

export interface FileDiff {
  path: string;
  change: 'added' | 'changed' | 'removed';
  binary: boolean;
  textDiff: string | null;
  truncated: boolean;
}

/** One page of the files that differ. */
export interface FileDiffPage {
  files: FileDiff[];
  next: string | null;
}

export interface DiffSide {
  name: string;
  release: string;
  commit: string;
}

export interface Diff extends FileDiffPage {
  from: DiffSide;
  to: DiffSide;
  variables: NameChanges;
  build: { same: boolean };
  adaptations: NameChanges;
}

export interface Variable {
  name: string;
  public: boolean;
  source: 'user' | 'export';
}

export interface Variables {
  revision: number;
  variables: Variable[];
}

export interface Status {
  pid: number;
  socket: string;
  version: string;
  home: string;
  startedAt: string;
  uptimeMillis: number;
  apps: number;
  serving: { port: number; pid: number } | null;
}

export interface DoctorLine {
  id: string;
  title: string;
  state: 'ok' | 'warning' | 'failed' | 'unknown';
  reason: string;
  remedy: string;
}

/** An environment at the place where it runs. */
export interface PlacedEnvironment {
  app: string;
  environment: string;
  domain?: string | null;
  /** Whether `www.` in front of the domain leads to it. */
  www?: boolean | null;
}

/** A place where releases run. */
export interface Target {
  name: string;
  kind: string;
  address: string;
  environments: PlacedEnvironment[];
}

/** Something that connecting a place asks. */
export interface DriverField {
  name: string;
  label: string;
  help: string;
  isSecret: boolean;
  isRequired: boolean;
  found: { value: string; from: string }[];
}

/** A kind of place that can be connected. */
export interface Driver {
  kind: string;
  title: string;
  traits: { takesDomain: boolean };
  fields: DriverField[];
}

export interface Fact {
  label: string;
  value: string;
}

/** What a person compares before anything else is known of a place. */
export interface Confirmation {
  field: string;
  value: string;
  question: string;
  shown: string;
  help: string;
}

/** What connecting a place would do. */
export interface Setup {
  address: string;
  name: string;
  confirmation?: Confirmation | null;
  about: Fact[];
  steps: string[];
  hints: string[];
  hash: string;
}

/** How a connected place was found. */
export interface Examined {
  target: Target;
  about: Fact[];
  problems: string[];
  /** What removing it would do there. */
  removal: string[];
}

/** What was taken over from other machines. */
export interface Adoption {
  adopted: {
    app: string;
    environment: string;
    /** What is live; left out when Freehold did not deploy it. */
    release?: string;
    generation: number;
    missingVariables: string[];
  }[];
  /** Those that say nothing of their history. */
  unknown: { app: string; environment: string }[];
}

export interface DomainReport {
  domain: string;
  records: { type: string; name: string; value: string }[];
  problems: string[];
}

/** The side of a conflict: of main, where developers work, or of the builder's export. */
export type Side = 'main' | 'builder';

export type ConflictKind =
  'both-changed' | 'both-added' | 'builder-removed' | 'main-removed' | 'file-and-folder';

export interface ConflictFile {
  path: string;
  kind: ConflictKind;
  binary: boolean;
  /** How many places of a text conflict; 1 where the whole file is one. */
  places: number;
  /** Whose side can be taken; empty where only a checkout can settle it. */
  choices: Side[];
}

/** One page of the files that an export and the work on main both changed. */
export interface Conflicts {
  app: string;
  /** Whether there is an export that is not merged into main. */
  pending: boolean;
  /** The heads that this is about. */
  main: string | null;
  builder: string | null;
  /** How many exports main lacks. */
  exports: number;
  total: number;
  files: ConflictFile[];
  next: string | null;
}

export interface ConflictPlace {
  /** Where main's lines begin in main's file, from 1. */
  line: number;
  before: string[];
  main: string[];
  builder: string[];
  base: string[];
  after: string[];
}

/** Both sides of one file. */
export interface ConflictSides {
  path: string;
  kind: ConflictKind;
  binary: boolean;
  main: string;
  builder: string;
  places: ConflictPlace[];
  /** In bytes; null on a side that has no such file. */
  sizes: Record<Side | 'base', number | null>;
  /** Whether there are more places than these. */
  truncated: boolean;
}

export interface Settled {
  main: string;
  builder: string;
  settled: number;
}

export type ChangeKind = 'added' | 'changed' | 'removed';

/** What one side has more than another. */
export interface Behind {
  /** 0 where only files differ. */
  commits: number;
  files: number;
  added: number;
  changed: number;
  removed: number;
  /** Of the first files. */
  paths: { path: string; change: ChangeKind }[];
}

export interface EnvironmentDrift {
  name: string;
  target: string;
  release: string | null;
  commit: string | null;
  deployedAt: string | null;
  /** Null when nothing is live, or when what is live is not known here. */
  behind: Behind | null;
  /** Those that are set and not live yet. */
  variables: { name: string; change: ChangeKind }[];
  /** What somebody changed without Freehold. */
  outside: { what: 'live' | 'domain' | 'target' | 'servers'; message: string; remedy: string }[];
}

/** How far the builder, main and the environments are apart. */
export interface Drift {
  app: string;
  inStep: boolean;
  builder: { head: string | null; exportedAt: string | null; unmerged: Behind | null };
  source: {
    url: string;
    branch: string;
    lookedAt: string | null;
    behind: Behind | null;
    trouble: Problem | null;
  } | null;
  remote: {
    url: string;
    ahead: number;
    behind: number;
    lookedAt: string | null;
    trouble: Problem | null;
  } | null;
  main: string | null;
  environments: EnvironmentDrift[];
}

export type GitState =
  'same' | 'ahead' | 'behind' | 'diverged' | 'rewritten' | 'deleted' | 'missing';

export interface GitBranch {
  name: string;
  state: GitState;
  /** Commits that are only here. */
  ahead: number;
  /** Commits that are only there. */
  behind: number;
  trouble: Problem | null;
}

/** The newest push. */
export interface LastSync {
  at: string;
  /** The pull request with what main there does not take. */
  proposal: { branch: string; page: string } | null;
  error: Problem | null;
}

/** The git remote of an app. */
export interface Git {
  app: string;
  /** Null when it is connected to nothing. */
  url: string | null;
  /** At GitHub, for people. */
  page: string | null;
  branches: GitBranch[];
  lastSync: LastSync | null;
}

/** What connecting a git remote would do. */
export interface GitLook {
  url: string;
  /** Where it was found. */
  login: string;
  /** Whether the repository is missing, and would be made. */
  made: boolean;
  /** Null where the server does not say. */
  isPrivate: boolean | null;
  branches: { name: string; state: 'new' | 'same' | 'forward' | 'foreign' }[];
  tagCount: number;
  obstacles: { sentence: string; remedy: string; certain: boolean }[];
  hash: string;
}

export interface PullReport {
  moved: boolean;
  commits: number;
}
