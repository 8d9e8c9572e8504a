-- What its provider calls a session, so that one ended there ends here.
alter table session add column provider_sid text;

create index session_provider on session (way, provider_sid);

-- A subject means something beside its issuer alone; empty for providers that have none.
create table identity_of_issuer (
  provider text not null,
  issuer text not null,
  subject text not null,
  account_id text not null references account (id) on delete cascade,
  created_at bigint not null,
  used_at bigint not null,
  primary key (provider, issuer, subject)
);

insert into identity_of_issuer (provider, issuer, subject, account_id, created_at, used_at)
  select provider, '', subject, account_id, created_at, used_at from identity;

drop table identity;

alter table identity_of_issuer rename to identity;

create index identity_account on identity (account_id);

-- What counts once: attempts to sign in that came back, logout tokens; by hash, until they expire.
create table spent (
  hash text primary key,
  expires_at bigint not null
);
