-- Plans with their targets, and totals that an office declares where the register is not the whole.
create schema reporting;

create table reporting.plan (
  plan_id text primary key,
  area_id integer references areas.area,
  area_name text not null,
  issuer text not null,
  title text not null,
  number text not null default '',
  period daterange not null
);
create index plan_area on reporting.plan (area_id);

create table reporting.target (
  plan_id text not null references reporting.plan,
  target_id text not null,
  year smallint not null,
  area_id integer references areas.area,
  indicator text not null,
  scope text not null,
  min_percent numeric(5, 2),
  condition text not null default '',
  primary key (target_id, year),
  unique (plan_id, target_id, year)
);
create index target_indicator on reporting.target (indicator, area_id, year);
create index target_area on reporting.target (area_id);

-- How many subjects of a model an area has, as somebody declared it; the latest one counts.
create table reporting.declared_total (
  declared_id uuid primary key default uuidv7(),
  area_id integer not null references areas.area,
  model text not null,
  total integer check (total > 0),
  source text not null check (source <> ''),
  as_of date not null,
  declared_at timestamptz not null,
  declared_by uuid,
  declared_name text not null
);
create index declared_total_area on reporting.declared_total (area_id, model, declared_at);

select platform.open_to_application('reporting');
