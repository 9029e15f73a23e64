-- Guidance that a province or the country adds to the library: a file or an address, for a model, a step of the
-- procedure or a part of the criteria. It is corrected as often as needed and withdrawn with a reason, never deleted.
create table criteria.guide (
  guide_id uuid primary key,
  area_id integer not null references areas.area,
  title text not null check (title <> ''),
  number text not null default '',
  dated date,
  issuer text not null check (issuer <> ''),
  model text not null default '',
  step text not null default '',
  part text not null default '',
  link text not null default '',
  sha256 text references platform.stored_file,
  media_type text,
  file_name text not null default '',
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_name text not null,
  withdrawn_at timestamptz,
  withdrawn_name text,
  reason text not null default '',
  constraint guide_can_be_read check (link <> '' or sha256 is not null),
  constraint guide_file check ((sha256 is null) = (media_type is null)),
  constraint guide_withdrawn check ((withdrawn_at is null) = (withdrawn_name is null)
    and (withdrawn_at is null) = (reason = '')),
  constraint guide_part_of_model check (part = '' or model <> '')
);
create index guide_area on criteria.guide (area_id);
create index guide_file on criteria.guide (sha256) where sha256 is not null;
select platform.allow_application('criteria.guide', 'insert, select, update');
