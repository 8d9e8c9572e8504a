-- What is to go from the store of files, a file (owner/file) or all of an owner, and from when on:
-- noted with the change that lets go of it, forgotten once the bytes are gone.
create table file_gone (
  key text primary key,
  due_at bigint not null
);
