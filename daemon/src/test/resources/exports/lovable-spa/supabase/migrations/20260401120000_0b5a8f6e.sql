create table public.breads (id uuid primary key default gen_random_uuid(), name text);
alter table public.breads enable row level security;
