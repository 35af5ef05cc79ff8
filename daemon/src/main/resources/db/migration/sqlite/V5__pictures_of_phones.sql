-- A deployment has a picture for each size of window.
create table pictures_by_window (
  deployment_id text not null references deployments (id),
  window text not null,
  release_id text not null references releases (id),
  -- a PNG in the blob store
  blob text not null,
  taken_at integer not null,
  primary key (deployment_id, window)
) strict, without rowid;
insert into pictures_by_window (deployment_id, window, release_id, blob, taken_at)
  select deployment_id, 'desktop', release_id, blob, taken_at from pictures;
drop table pictures;
alter table pictures_by_window rename to pictures;
create index pictures_by_release on pictures (release_id);
