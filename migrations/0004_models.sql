create table model (
  id text primary key,
  user_id text not null,
  base_model_id text,
  name text not null,
  params text not null,
  meta text not null,
  is_active integer not null,
  created_at bigint not null,
  updated_at bigint not null
);

create table revision (
  noun text primary key,
  number bigint not null
);
