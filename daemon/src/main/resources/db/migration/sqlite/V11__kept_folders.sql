-- Folders of an app that its servers may write to, and that every release finds again.
create table kept_folders (
  app_id text not null references apps (id),
  -- from the app's root as its server sees it, without a slash at the end
  folder text not null,
  created_at integer not null,
  primary key (app_id, folder)
) strict, without rowid;
