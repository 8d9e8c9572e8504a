-- What the webhook is to be told and what became of it. The person's own data stay where they are.
create table webhook_delivery (
  id text primary key,
  action text not null,
  user_id text not null references account (id) on delete cascade,
  state text not null,
  attempts integer not null,
  status integer,
  error text,
  created_at bigint not null,
  due_at bigint not null
);

create index webhook_delivery_due on webhook_delivery (state, due_at);
