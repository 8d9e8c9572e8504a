create table setting (
  key text primary key,
  value text not null,
  env_hash text,
  origin text not null,
  updated_at bigint not null
);
