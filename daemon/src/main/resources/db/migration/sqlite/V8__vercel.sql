-- files that a team has at Vercel: our digest and Vercel's
create table vercel_files (
  team text not null,
  sha256 text not null,
  sha1 text not null,
  primary key (team, sha256)
) strict, without rowid;
-- the projects behind environments
create table vercel_projects (
  target text not null,
  app text not null,
  environment text not null,
  -- Vercel's id; null while it is being made
  project text,
  -- made here, found there as ours, or taken over from its owner
  origin text not null,
  -- Vercel's own name for it; null until Vercel was asked
  host text,
  -- JSON: names of the domains that were added from here
  domains text not null,
  primary key (target, app, environment)
) strict, without rowid;
-- every switch that was made or seen, because Vercel does not count them
create table vercel_switches (
  project text not null,
  generation integer not null,
  deployment text not null,
  -- key of the step that switched; null for somebody else's
  step text,
  -- whether it was seen to have happened
  done integer not null,
  primary key (project, generation)
) strict, without rowid;
create unique index vercel_switches_by_step on vercel_switches (project, step) where step is not null;
