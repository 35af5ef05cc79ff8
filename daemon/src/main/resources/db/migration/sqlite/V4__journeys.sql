-- Pages of an app that are looked at before a release goes live, and what must stand on them.
create table journeys (
  app_id text not null references apps (id),
  path text not null,
  expect text not null,
  created_at integer not null,
  primary key (app_id, path)
) strict, without rowid;
