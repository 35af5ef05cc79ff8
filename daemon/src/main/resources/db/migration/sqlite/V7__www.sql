-- whether www. in front of the domain leads to it
alter table environments add column domain_www integer not null default 0;
