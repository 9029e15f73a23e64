-- Bodies that register, appraise, decide and report: of one area each, valid from and to a day. A step of a
-- procedure names a kind and a level; the body of the place and the day is looked up here.
create table registry.body (
  body_id uuid primary key,
  kind text not null,
  name text not null check (name <> ''),
  symbol text not null default '',
  area_id integer not null references areas.area,
  valid daterange not null check (not isempty(valid) and lower(valid) is not null),
  note text not null default '',
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_name text not null,
  constraint body_name_once exclude using gist (area_id with =, registry.written(name) with =, valid with &&)
);
create index body_area on registry.body (area_id, kind);
select platform.allow_application('registry.body', 'insert, select, update');
