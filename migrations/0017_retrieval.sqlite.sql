-- Whose vectors there are: an embedder and its dimension, which is known after the first vector.
-- One is live; another is built beside it until it takes its place.
create table generation (
  number integer primary key autoincrement,
  engine text not null,
  model text not null,
  url text not null,
  dimension integer,
  state text not null,
  created_at bigint not null
);

-- A passage of a file's text, from `start` to `stop` in it.
create table chunk (
  id integer primary key autoincrement,
  generation bigint not null,
  file_id text not null,
  position integer not null,
  start bigint not null,
  stop bigint not null,
  page integer,
  text text not null
);

create index chunk_file on chunk (file_id, generation, position);

-- Unit vectors, as little-endian float32.
create table chunk_vector (
  chunk_id integer primary key references chunk (id) on delete cascade,
  embedding blob not null
);

create virtual table chunk_find using fts5(
  text, content='chunk', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);

create trigger chunk_added after insert on chunk begin
  insert into chunk_find (rowid, text) values (new.id, new.text); --
end;

create trigger chunk_removed after delete on chunk begin
  insert into chunk_find (chunk_find, rowid, text) values ('delete', old.id, old.text); --
end;

-- Taking text out of the index is slow, so deleting a file only notes it here.
create table file_chunks_gone (file_id text primary key);

create trigger file_deleted after delete on file begin
  insert or ignore into file_chunks_gone (file_id) values (old.id); --
end;
