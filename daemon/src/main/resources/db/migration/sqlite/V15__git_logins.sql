-- Logins at servers of git that Freehold got itself.
create table git_logins (
  -- its host, and its port when that is not the usual one
  server text primary key,
  -- of the app that the login was got by; stays when somebody logs out
  client_id text not null,
  -- null, as what follows, when nobody is logged in
  account text,
  -- of the token, with spaces between them
  scopes text,
  since integer,
  -- sealed
  token blob
) strict, without rowid;
