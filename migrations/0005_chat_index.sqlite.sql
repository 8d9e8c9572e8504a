-- Lists are answered from these alone, which takes the columns of their conditions too.
create index chat_list
  on chat (user_id, updated_at desc, id desc, title, created_at, archived, pinned, folder_id)
  where archived = 0 and pinned = 0 and folder_id is null;
create index chat_archived on chat (user_id, updated_at desc, id desc, title, created_at, archived)
  where archived = 1;

-- Whose text lies where: an owner's rows of chat_text have ids from number << 32 on.
create table search_owner (
  number integer primary key autoincrement,
  user_id text not null unique references account (id) on delete cascade,
  last bigint not null
);

-- Folded text of titles (message_id '') and messages.
create table chat_text (
  id integer primary key,
  chat_id text not null,
  message_id text not null,
  text text not null
);

create index chat_text_message on chat_text (chat_id, message_id);

create virtual table chat_find using fts5(
  text, content='chat_text', content_rowid='id',
  detail=none, columnsize=0, tokenize='trigram case_sensitive 1'
);

-- Two blanks behind, so that the last two characters begin trigrams too.
create trigger chat_text_added after insert on chat_text begin
  insert into chat_find (rowid, text) values (new.id, new.text || '  '); --
end;

create trigger chat_text_gone after delete on chat_text begin
  insert into chat_find (chat_find, rowid, text) values ('delete', old.id, old.text || '  '); --
end;

create virtual table chat_gram using fts5vocab(chat_find, row);

-- Taking text out of the index is slow, so deleting a chat only notes it here.
create table chat_gone (chat_id text primary key);

create trigger chat_deleted after delete on chat begin
  insert or ignore into chat_gone (chat_id) values (old.id); --
end;
