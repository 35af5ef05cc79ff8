-- Servers that were set up; the local target is always there and has no row.
create table targets (
  name text primary key,
  kind text not null,
  -- as its owner names it to ssh
  address text not null,
  -- JSON: what setting up left there
  details text not null,
  -- where the way to it begins on this machine
  tunnel_port integer not null,
  created_at integer not null
) strict, without rowid;
-- environments.target names a row of targets, or is 'local'
alter table environments add column domain text;
create unique index environments_by_domain on environments (domain) where domain is not null;
