-- Tables that people put together: saved by name, and counted behind the page where they are wide.

-- A question under a name. Rows stay: what is withdrawn is only shown to nobody.
create table reporting.saved_table (
  table_id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  folded text generated always as (platform.fold(name)) stored,
  -- as an address writes it, and of which way of asking it is
  question text not null check (question <> ''),
  question_version smallint not null check (question_version > 0),
  -- which area it asks about, and within which its owner works: whom it is shared with works in that one too
  area_id integer not null references areas.area,
  within_id integer not null references areas.area,
  owner_id uuid not null,
  owner_name text not null,
  shared_with text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_name text not null,
  withdrawn_at timestamptz,
  withdrawn_name text,
  constraint saved_table_withdrawn check ((withdrawn_at is null) = (withdrawn_name is null))
);
create unique index saved_table_name on reporting.saved_table (owner_id, lower(name)) where withdrawn_at is null;
create index saved_table_area on reporting.saved_table (area_id);
create index saved_table_within on reporting.saved_table (within_id) where withdrawn_at is null;

-- A table that is counted part by part, each part the campaigns of one area: what was counted stays, whatever happens
-- in between, and is never counted again.
create table reporting.table_run (
  run_id uuid primary key,
  question text not null check (question <> ''),
  question_version smallint not null check (question_version > 0),
  area_id integer not null references areas.area,
  state text not null default 'WAITING' check (state in ('WAITING', 'WORKING', 'DONE', 'HELD', 'STOPPED')),
  seen_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid not null,
  created_name text not null,
  finished_at timestamptz,
  constraint table_run_over check ((state in ('DONE', 'HELD', 'STOPPED')) = (finished_at is not null))
);
create index table_run_open on reporting.table_run (created_at) where state in ('WAITING', 'WORKING');
create index table_run_area on reporting.table_run (area_id, created_at);
create index table_run_of on reporting.table_run (created_by, created_at);

create table reporting.table_part (
  run_id uuid not null references reporting.table_run,
  area_id integer not null references areas.area,
  cells jsonb,
  taken_at timestamptz,
  primary key (run_id, area_id),
  constraint table_part_taken check ((cells is null) = (taken_at is null))
);
create index table_part_area on reporting.table_part (area_id);

select platform.allow_application('reporting.saved_table', 'select, insert, update');
select platform.allow_application('reporting.table_run', 'select, insert, update');
select platform.allow_application('reporting.table_part', 'select, insert, update');
