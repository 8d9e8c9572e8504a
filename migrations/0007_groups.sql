create table user_group (
  id text primary key,
  user_id text not null,
  name text not null,
  description text not null,
  permissions text not null,
  data text,
  meta text,
  created_at bigint not null,
  updated_at bigint not null
);

create table group_member (
  group_id text not null references user_group (id) on delete cascade,
  user_id text not null references account (id) on delete cascade,
  primary key (group_id, user_id)
);

create index group_member_user on group_member (user_id);
