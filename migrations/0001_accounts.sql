create table account (
  id text primary key,
  email text not null unique,
  name text not null,
  role text not null,
  profile_image_url text not null,
  settings text,
  info text,
  created_at bigint not null,
  updated_at bigint not null,
  last_active_at bigint not null
);

create table password (
  account_id text primary key references account (id) on delete cascade,
  hash text not null,
  changed_at bigint not null
);

create table session (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  created_at bigint not null,
  used_at bigint not null,
  expires_at bigint,
  user_agent text not null,
  address text not null
);

create index session_account on session (account_id);

create table api_key (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  name text not null,
  hash text not null unique,
  hint text not null,
  created_at bigint not null,
  used_at bigint,
  expires_at bigint
);

create index api_key_account on api_key (account_id);

create table access_grant (
  resource text not null,
  resource_id text not null,
  principal text not null,
  principal_id text not null,
  verb text not null,
  primary key (resource, resource_id, verb, principal, principal_id)
);

create index access_grant_principal on access_grant (principal, principal_id);
