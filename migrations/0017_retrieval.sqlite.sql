-- Whose vectors there are: an embedder and its dimension, which is known after the first vector.
-- One is live; another is built beside it until it takes its place.
create table generation (
  number integer primary key autoincrement,
  engine text not null,
  model text not null,
  url text not null,
  key text not null default '',
  dimension integer,
  state text not null,
  created_at bigint not null
);

create unique index generation_state on generation (state) where state <> 'retired';

-- The passages of one reading of a file, which have the ids from `first` to `last`; its own is `first`.
-- A new reading takes the old one's place by two changes of state, however many passages there are.
create table chunk_set (
  id integer primary key,
  generation bigint not null,
  file_id text not null,
  first bigint not null,
  last bigint not null,
  state text not null,
  created_at bigint not null
);

create unique index chunk_set_live on chunk_set (file_id, generation) where state = 'live';
create index chunk_set_left on chunk_set (state, created_at) where state <> 'live';
create index chunk_set_file on chunk_set (file_id);

-- The next free id of a passage; a reading takes all of its ids at once, so that they lie together.
create table chunk_next (id bigint not null);
insert into chunk_next (id) values (1);

-- A passage of a file's text, from `start` to `stop` in it. `words` is what can be found by its
-- words, where that is not the text itself.
create table chunk (
  id integer primary key,
  set_id bigint not null,
  start bigint not null,
  stop bigint not null,
  page integer,
  text text not null,
  words text
);

-- Unit vectors, as little-endian float32.
create table chunk_vector (
  chunk_id integer primary key,
  embedding blob not null
);

create view chunk_words as select id, coalesce(words, text) as text from chunk;

create virtual table chunk_find using fts5(
  text, content='chunk_words', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);

create trigger chunk_added after insert on chunk begin
  insert into chunk_find (rowid, text) values (new.id, coalesce(new.words, new.text)); --
end;

create trigger chunk_removed after delete on chunk begin
  insert into chunk_find (chunk_find, rowid, text)
  values ('delete', old.id, coalesce(old.words, old.text)); --
end;

-- Taking much text out of the index is slow, so deleting a file only marks its passages.
create trigger file_deleted after delete on file begin
  update chunk_set set state = 'gone' where file_id = old.id; --
end;

-- A large knowledge base has its vectors once more, sorted into cells of neighbours.
create table cell_index (
  id integer primary key autoincrement,
  generation bigint not null,
  knowledge_id text not null,
  state text not null,
  -- Passages when the cells were laid out.
  trained bigint not null,
  created_at bigint not null
);

create index cell_index_of on cell_index (knowledge_id, generation);

create table cell (
  id integer primary key autoincrement,
  index_id bigint not null,
  -- The middle of it, as little-endian float32.
  centroid blob not null,
  size bigint not null
);

create index cell_of on cell (index_id);

-- The readings that are in an index; the others are searched one by one.
create table cell_set (
  index_id bigint not null,
  set_id bigint not null,
  primary key (index_id, set_id)
) without rowid;

-- Ids are `cell << 24` and a number in it, so that a cell lies together; int8, a 127th each.
create table cell_vector (
  id integer primary key,
  set_id bigint not null,
  chunk_id bigint not null,
  embedding blob not null
);

create index cell_vector_set on cell_vector (set_id);
