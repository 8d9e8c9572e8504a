create table file (
  id text primary key,
  user_id text not null references account (id) on delete cascade,
  origin text not null,
  name text not null,
  type text not null,
  size bigint not null,
  hash text not null,
  created_at bigint not null
);

create index file_user on file (user_id, hash);

create table chat (
  id text primary key,
  user_id text not null references account (id) on delete cascade,
  title text not null,
  archived integer not null,
  pinned integer not null,
  folder_id text,
  share_id text,
  meta text not null,
  current_id text,
  data text not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);

create index chat_user on chat (user_id, updated_at desc, id desc);
create index chat_pinned on chat (user_id, updated_at desc, id desc) where pinned = 1;
create index chat_folder on chat (user_id, folder_id) where folder_id is not null;
create index chat_all on chat (updated_at desc, id desc);

create table message (
  chat_id text not null references chat (id) on delete cascade,
  id text not null,
  parent_id text,
  role text not null,
  content text not null,
  reasoning text,
  model text,
  state text not null,
  data text not null,
  position bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (chat_id, id)
);

create index message_running on message (chat_id) where state = 'running';

create table message_file (
  chat_id text not null,
  message_id text not null,
  file_id text not null references file (id),
  primary key (chat_id, message_id, file_id),
  foreign key (chat_id, message_id) references message (chat_id, id) on delete cascade
);

create index message_file_file on message_file (file_id);

create table tag (
  user_id text not null references account (id) on delete cascade,
  id text not null,
  name text not null,
  primary key (user_id, id)
);

create table chat_tag (
  chat_id text not null references chat (id) on delete cascade,
  tag_id text not null,
  primary key (chat_id, tag_id)
);

create index chat_tag_tag on chat_tag (tag_id, chat_id);
