-- A reply is asked for by the id of its message alone.
create index message_id on message (id);
