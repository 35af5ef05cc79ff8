-- what deployments at Vercel hold: later ones keep files that open pages still load
create table vercel_outputs (
  deployment text primary key,
  project text not null,
  team text not null,
  -- JSON: path, both digests, size, and whether the name says the content
  files text not null
) strict, without rowid;
create index vercel_outputs_by_project on vercel_outputs (project);
-- milliseconds since 1970
alter table vercel_switches add column at integer not null default 0;
