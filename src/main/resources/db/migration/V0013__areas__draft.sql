-- A reorganisation that somebody is still writing down. Nothing of it is lost: it stays, also when it
-- was recorded or set aside.
create table areas.draft (
  draft_id uuid primary key,
  scope_id integer not null references areas.area,
  effective_on date not null,
  decree text not null default '',
  decree_date date,
  note text not null default '',
  -- what was entered one by one, in its order
  changes jsonb not null default '[]' check (jsonb_typeof(changes) = 'array'),
  -- rises with every change, so that what is recorded is what was looked at
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  created_name text not null,
  changed_at timestamptz not null,
  changed_name text not null,
  reorganisation_id integer references areas.reorganisation,
  discarded_at timestamptz,
  constraint draft_ends_once check (num_nonnulls(reorganisation_id, discarded_at) <= 1)
);
create index draft_open on areas.draft (scope_id) where reorganisation_id is null and discarded_at is null;
create index draft_scope on areas.draft (scope_id);
create index draft_reorganisation on areas.draft (reorganisation_id);

-- The files of a draft: what went into what, and the official list of the day.
create table areas.draft_file (
  draft_id uuid not null references areas.draft,
  purpose text not null check (purpose in ('SUCCESSION', 'LIST')),
  sha256 text not null references platform.stored_file,
  file_name text not null,
  -- which of its columns means what; null until somebody has said so
  columns jsonb check (jsonb_typeof(columns) = 'object'),
  removed boolean not null default false,
  primary key (draft_id, purpose)
);
create index draft_file_stored on areas.draft_file (sha256);

-- A sheet that says where villages of divided communes go: looked at first, then applied once.
create table areas.assignment_sheet (
  sheet_id uuid primary key,
  reorganisation_id integer not null references areas.reorganisation,
  sha256 text not null references platform.stored_file,
  file_name text not null,
  created_at timestamptz not null,
  created_by uuid,
  created_name text not null,
  applied_at timestamptz
);
create index assignment_sheet_reorganisation on areas.assignment_sheet (reorganisation_id);
create index assignment_sheet_stored on areas.assignment_sheet (sha256);

select platform.allow_application('areas.draft', 'select, insert, update');
select platform.allow_application('areas.draft_file', 'select, insert, update');
select platform.allow_application('areas.assignment_sheet', 'select, insert, update');
