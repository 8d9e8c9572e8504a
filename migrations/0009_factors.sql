-- How each session came in; what a key is good for; and what proves a person beside the password.
alter table session add column way text not null default '';

alter table api_key add column scope text not null default 'all';
alter table api_key add column models text;

create table factor (
  account_id text primary key references account (id) on delete cascade,
  secret text not null,
  last_step bigint not null,
  created_at bigint not null
);

create table recovery_code (
  account_id text not null references account (id) on delete cascade,
  hash text not null,
  used_at bigint,
  primary key (account_id, hash)
);

create table passkey (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  name text not null,
  public_key text not null,
  counter bigint not null,
  transports text not null,
  created_at bigint not null,
  used_at bigint
);

create index passkey_account on passkey (account_id);

-- What one step of signing in, or of setting up, leaves behind for the next.
create table ticket (
  hash text primary key,
  kind text not null,
  account_id text references account (id) on delete cascade,
  bound text not null,
  data text not null,
  tries bigint not null,
  expires_at bigint not null
);

create index ticket_expires on ticket (expires_at);
