-- when its owner removed it; the row stays, because the history names it
alter table apps add column removed_at integer;
