-- Places of any kind: config is what their owner said, by the driver's fields, secrets the same of
-- secret fields, sealed, and state what the driver remembers.
create table connected_targets (
  name text primary key,
  kind text not null,
  -- as its owner knows it
  address text not null,
  -- JSON
  config text not null,
  -- null without any
  secrets blob,
  -- JSON
  state text not null,
  created_at integer not null
) strict, without rowid;
insert into connected_targets (name, kind, address, config, secrets, state, created_at)
  select name, kind, address, json_object('server', address), null,
    json_object('server', json(details), 'tunnelPort', tunnel_port), created_at
  from targets;
drop table targets;
alter table connected_targets rename to targets;
-- JSON: digests of the values that a build has inside, by the variable's name; null for a release
-- that was built before this was written down
alter table releases add column baked text;
