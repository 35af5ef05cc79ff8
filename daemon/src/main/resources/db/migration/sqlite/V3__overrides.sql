-- What the owner said about an app against what is concluded from its files.
create table overrides (
  app_id text not null references apps (id),
  key text not null,
  value text not null,
  set_at integer not null,
  primary key (app_id, key)
) strict, without rowid;
