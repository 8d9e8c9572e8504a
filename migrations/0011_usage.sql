-- What was used on each day. Figures outlive accounts and models, so nothing here refers to them.
create table usage (
  day text not null,
  user_id text not null,
  model text not null,
  connection text not null,
  kind text not null,
  calls bigint not null,
  failed bigint not null,
  stopped bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  estimated_tokens bigint not null,
  cost bigint not null,
  primary key (day, user_id, model, connection, kind)
);

create index usage_user on usage (user_id, day);
create index usage_model on usage (model, day);

-- Millionths of the currency for a million tokens.
create table model_price (
  model text primary key,
  input bigint not null,
  output bigint not null,
  updated_at bigint not null
);

create table budget (
  id text primary key,
  subject text not null,
  user_id text references account (id) on delete cascade,
  group_id text references user_group (id) on delete cascade,
  model text,
  unit text not null,
  span text not null,
  amount bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
