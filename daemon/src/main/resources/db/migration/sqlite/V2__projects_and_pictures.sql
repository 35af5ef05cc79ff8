-- Which project of a builder is which app.
create table projects (
  builder text not null,
  project_id text not null,
  app_id text not null references apps (id),
  bound_at integer not null,
  primary key (builder, project_id),
  unique (app_id, builder)
) strict, without rowid;

-- What the page looked like while its deployment was watched.
create table pictures (
  deployment_id text primary key references deployments (id),
  release_id text not null references releases (id),
  -- a PNG in the blob store
  blob text not null,
  taken_at integer not null
) strict, without rowid;
create index pictures_by_release on pictures (release_id);

create index plans_by_environment on plans (environment_id, id);
