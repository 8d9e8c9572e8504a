-- Who a person is at somebody else's: the exact subject of one provider opens one account.
create table identity (
  provider text not null,
  subject text not null,
  account_id text not null references account (id) on delete cascade,
  created_at bigint not null,
  used_at bigint not null,
  primary key (provider, subject)
);

create index identity_account on identity (account_id);
