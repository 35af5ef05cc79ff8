-- Where an app's code comes from, when that is a git repository.
create table sources (
  app_id text primary key references apps (id),
  -- without credentials
  url text not null,
  -- null for the repository's default branch
  branch text,
  -- which branch that was at the newest look
  followed text,
  looked_at integer,
  -- what keeps the branch from being taken, by the newest look
  trouble text,
  -- the newest commit of it that came into the app's repository, and when it was fetched
  taken text,
  taken_at integer,
  -- the commit that was fetched last, and its export; when the app has used that, it is taken
  fetched text,
  export_id text
) strict, without rowid;
