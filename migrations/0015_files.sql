-- How far the reading of a file has come, and what else is known of it.
alter table file add column state text not null default 'stored';
alter table file add column error text;
alter table file add column meta text not null default '{}';
alter table file add column text_hash text;
alter table file add column updated_at bigint not null default 0;

create index file_listed on file (user_id, updated_at desc, id desc) where origin <> 'message';

-- The words of a file, and where its pages begin among them.
create table file_text (
  file_id text primary key references file (id) on delete cascade,
  content text not null,
  unit text,
  pages text not null
);

-- An upload that comes in parts; its bytes lie beside the others until they are all there.
create table upload (
  id text primary key,
  user_id text not null references account (id) on delete cascade,
  name text not null,
  size bigint not null,
  received bigint not null,
  data text not null,
  created_at bigint not null,
  updated_at bigint not null
);

create index upload_user on upload (user_id);
create index upload_updated on upload (updated_at);
