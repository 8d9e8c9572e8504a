-- What people did. Rows are written once and kept for as long as the settings say; ids grow with time.
create table audit (
  id text primary key,
  at bigint not null,
  action text not null,
  actor_id text,
  actor text,
  target text,
  address text not null,
  outcome text not null,
  detail text,
  request_id text not null,
  times integer not null
);

create index audit_action on audit (action, id desc);
create index audit_actor on audit (actor, id desc);

-- What is done once a day, by whichever copy of Hearth comes first.
create table chore (
  name text primary key,
  ran_at bigint not null
);
