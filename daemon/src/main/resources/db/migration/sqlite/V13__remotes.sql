-- Where an app's repository is pushed to.
create table remotes (
  app_id text primary key references apps (id),
  -- without credentials
  url text not null,
  -- OWNER/NAME; null for other servers
  github text,
  connected_at integer not null,
  -- when the newest push began; what ended since then is still to be pushed
  pushed_at integer not null default 0,
  -- what became of the newest push
  outcome text,
  -- what the check of the newest pull found
  findings text not null default '[]'
) strict, without rowid;
