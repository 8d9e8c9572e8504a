create table knowledge (
  id text primary key,
  user_id text not null references account (id) on delete cascade,
  name text not null,
  description text not null,
  meta text,
  created_at bigint not null,
  updated_at bigint not null
);

create index knowledge_user on knowledge (user_id, updated_at desc);

-- Which files a knowledge base holds; `path` is where a file lay in the folder that it came from.
create table knowledge_file (
  knowledge_id text not null references knowledge (id) on delete cascade,
  file_id text not null references file (id) on delete cascade,
  path text not null,
  added_at bigint not null,
  primary key (knowledge_id, file_id)
);

create index knowledge_file_file on knowledge_file (file_id);
