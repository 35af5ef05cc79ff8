-- Times are milliseconds since 1970 in UTC; JSON is text; enums are lower case with dashes.

create table apps (
  id text primary key,
  slug text not null unique,
  builder text not null,
  created_at integer not null
) strict;

-- Paths that belong to the developers: an export never changes them on main.
create table owned_paths (
  app_id text not null references apps (id),
  pattern text not null,
  created_at integer not null,
  primary key (app_id, pattern)
) strict;

-- What the user agreed to once for an app: a build, a build without a sandbox, network hosts.
create table consents (
  app_id text not null references apps (id),
  kind text not null,
  detail text not null,
  given_by text not null,
  given_at integer not null,
  primary key (app_id, kind, detail)
) strict;

create table settings (
  id text primary key,
  environment_id text not null,
  revision integer not null,
  -- AES-256-GCM over the JSON of the variables; the id is the associated data
  sealed blob not null,
  created_at integer not null,
  unique (environment_id, revision)
) strict;

create table environments (
  id text primary key,
  app_id text not null references apps (id),
  name text not null,
  target text not null,
  -- the pointer as we last knew it; the target's own is the truth
  live_release_id text,
  live_settings_id text,
  previous_release_id text,
  previous_settings_id text,
  generation integer not null default 0,
  -- the newest revision; what the next deployment brings
  settings_id text references settings (id),
  created_at integer not null,
  unique (app_id, name)
) strict;

create table exports (
  id text primary key,
  app_id text references apps (id),
  name text not null,
  kind text not null,
  state text not null,
  -- bytes received so far of an upload
  received integer not null default 0,
  receipt text,
  files integer,
  bytes integer,
  tree_sha256 text,
  -- why it was refused: {code, message, remedy}
  error text,
  created_at integer not null,
  completed_at integer
) strict;
create index exports_by_app on exports (app_id, completed_at);

create table artifacts (
  id text primary key,
  files integer not null,
  bytes integer not null,
  created_at integer not null
) strict;

-- Builds by what they depended on: tree, lock file, toolchain, adaptations.
create table builds (
  key text primary key,
  artifact_id text not null references artifacts (id),
  millis integer not null,
  -- what the build said, shown again when it is reused
  withheld text not null default '[]',
  notes text not null default '[]',
  created_at integer not null
) strict;

create table releases (
  id text primary key,
  app_id text not null references apps (id),
  number integer not null,
  commit_id text not null,
  artifact_id text not null references artifacts (id),
  adaptations text not null,
  build_key text not null,
  created_at integer not null,
  -- when its artifact was deleted; the row stays, because the history names it
  pruned_at integer,
  unique (app_id, number)
) strict;

-- Smaller encodings of blobs, made once; variant is null where none was worth keeping.
create table blob_variants (
  blob text not null,
  coding text not null,
  variant text,
  size integer not null,
  primary key (blob, coding)
) strict, without rowid;

create table allowed_findings (
  app_id text not null references apps (id),
  finding_id text not null,
  reason text not null,
  allowed_by text not null,
  allowed_at integer not null,
  primary key (app_id, finding_id)
) strict;

create table plans (
  id text primary key,
  app_id text not null references apps (id),
  environment_id text not null references environments (id),
  kind text not null,
  state text not null,
  -- what was asked for
  request text not null,
  -- what would change; set when the state is ready, blocked or unchanged
  body text,
  hash text,
  nonce text,
  cancel_requested integer not null default 0,
  error text,
  created_at integer not null,
  finished_at integer
) strict;
create index plans_by_hash on plans (hash);

create table deployments (
  id text primary key,
  app_id text not null references apps (id),
  environment_id text not null references environments (id),
  plan_id text not null references plans (id),
  request_id text not null unique,
  kind text not null,
  state text not null,
  release_id text not null references releases (id),
  settings_id text not null references settings (id),
  previous_release_id text references releases (id),
  previous_settings_id text references settings (id),
  generation integer not null,
  watch_seconds integer not null,
  url text,
  uploaded_files integer not null default 0,
  uploaded_bytes integer not null default 0,
  reason text not null,
  who text not null,
  cancel_requested integer not null default 0,
  error text,
  started_at integer not null,
  finished_at integer
) strict;
create index deployments_by_app on deployments (app_id, id);
create index deployments_by_environment on deployments (environment_id, id);
-- The lease: one unfinished deployment per environment.
create unique index deployments_lease on deployments (environment_id) where finished_at is null;

-- Steps of a plan's preparation (run = plan id) and of a deployment (run = deployment id).
create table steps (
  run_id text not null,
  ordinal integer not null,
  name text not null,
  state text not null,
  attempt integer not null default 0,
  started_at integer,
  finished_at integer,
  output text,
  error text,
  primary key (run_id, ordinal)
) strict, without rowid;

create table effects (
  run_id text not null,
  ordinal integer not null,
  position integer not null,
  kind text not null,
  summary text not null,
  refs text not null,
  at integer not null,
  primary key (run_id, ordinal, position)
) strict, without rowid;

-- Append only; clients resume after the last seq they saw.
create table events (
  seq integer primary key autoincrement,
  run_id text,
  app_id text,
  at integer not null,
  type text not null,
  data text not null
) strict;
create index events_by_run on events (run_id, seq);
create index events_by_app on events (app_id, seq);
create index events_by_time on events (at);

create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data blob,
  execution_time integer not null,
  picked integer not null,
  picked_by text,
  last_success integer,
  last_failure integer,
  consecutive_failures integer,
  last_heartbeat integer,
  version integer not null,
  priority integer,
  primary key (task_name, task_instance)
) strict;
create index scheduled_tasks_due on scheduled_tasks (execution_time);
