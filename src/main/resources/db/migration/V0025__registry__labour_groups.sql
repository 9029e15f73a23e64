-- Labour groups are kept on screen: who changed one last, and a version to be changed from.
alter table registry.labour_group
  add column version integer not null default 1,
  add column changed_by text not null default '',
  add column changed_at timestamptz;

-- Somebody may work in one unit and learn in another; a list names both.
alter table registry.subject_row
  add column studies text,
  add column studies_home integer,
  add column studies_serial integer,
  add column studies_id uuid;
