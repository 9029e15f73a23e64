-- Word files that offices keep as their templates: every version with its hash, and from which day which one is
-- used. Nothing is changed afterwards: going back and withdrawing are later lines.
create table reports.template (
  template_id uuid primary key,
  area_id integer not null references areas.area,
  kind text not null check (kind ~ '^[A-Z][A-Z0-9_]*$'),
  version integer not null check (version > 0),
  sha256 text not null references platform.stored_file,
  file_name text not null,
  remark text not null default '',
  uploaded_at timestamptz not null,
  uploaded_by uuid,
  uploaded_name text not null,
  constraint template_version unique (area_id, kind, version)
);
create index template_file on reports.template (sha256);

-- The line with the latest day that has come, of those the newest, says what an area uses; one without a template
-- says that it uses none of its own.
create table reports.template_use (
  use_id bigint generated always as identity primary key,
  area_id integer not null references areas.area,
  kind text not null check (kind ~ '^[A-Z][A-Z0-9_]*$'),
  template_id uuid references reports.template,
  from_day date not null,
  reason text not null default '',
  decided_at timestamptz not null,
  decided_by uuid,
  decided_name text not null,
  constraint template_withdrawn_with_reason check (template_id is not null or reason <> '')
);
create index template_use_area on reports.template_use (area_id, kind, from_day, use_id);
create index template_use_template on reports.template_use (template_id);

select platform.allow_application('reports.template', 'insert, select');
select platform.allow_application('reports.template_use', 'insert, select');
