-- Work that outlives a request and a crash. `done` of `total` steps of `stage` are behind it.
create table job (
  id text primary key,
  kind text not null,
  subject text not null,
  user_id text references account (id) on delete cascade,
  state text not null,
  stage text not null,
  done bigint not null,
  total bigint not null,
  data text not null,
  attempts integer not null,
  error text,
  due_at bigint not null,
  holder text,
  leased_until bigint not null,
  again integer not null,
  created_at bigint not null,
  updated_at bigint not null
);

-- One thing is worked on once at a time.
create unique index job_open on job (kind, subject) where state in ('queued', 'running');
create index job_due on job (state, kind, due_at);
create index job_subject on job (kind, subject, created_at desc);
create index job_user on job (user_id, created_at desc);
