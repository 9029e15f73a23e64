-- The files of all reports below, made part by part behind the pages: a part is a file of the store, so what was not
-- finished never counts and what was is not made again.
create table reports.collection (
  run_id uuid primary key,
  area_id integer not null references areas.area,
  level smallint not null check (level in (1, 3)),
  form text not null check (form <> ''),
  period daterange not null check (not isempty(period)),
  drafts boolean not null,
  word boolean not null,
  pdf boolean not null,
  sample boolean not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'WORKING', 'DONE', 'HELD', 'STOPPED')),
  problem text,
  seen_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid,
  created_name text not null,
  finished_at timestamptz,
  constraint collection_files check (word or pdf),
  constraint collection_over check ((state in ('DONE', 'STOPPED')) = (finished_at is not null)),
  constraint collection_problem check ((state = 'HELD') = (problem is not null))
);
create index collection_open on reports.collection (created_at) where state in ('WAITING', 'WORKING');
create index collection_area on reports.collection (area_id, created_at);
create index collection_of on reports.collection (created_by, created_at);

create table reports.collection_part (
  run_id uuid not null references reports.collection,
  part integer not null check (part >= 1),
  -- whose reports, in the order of the files; the first one has this number
  first integer not null check (first >= 1),
  areas integer[] not null check (cardinality(areas) > 0),
  -- what became of each: its file, or why there is none
  lines jsonb,
  sent integer,
  drafted integer,
  missing integer,
  sha256 text references platform.stored_file,
  size bigint,
  taken_at timestamptz,
  primary key (run_id, part),
  constraint collection_part_taken check (
    (lines is null) = (taken_at is null) and (sha256 is null) = (taken_at is null) and (size is null) = (taken_at is null)
    and (sent is null) = (taken_at is null) and (drafted is null) = (taken_at is null)
    and (missing is null) = (taken_at is null))
);
create index collection_part_file on reports.collection_part (sha256);

select platform.allow_application('reports.collection', 'select, insert, update');
select platform.allow_application('reports.collection_part', 'select, insert, update');
