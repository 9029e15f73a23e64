-- Plans with their targets, and totals that an office declares where the register is not the whole.
create schema reporting;

-- A plan document. What cannot be read of its number or date stays blank.
create table reporting.plan (
  plan_id text primary key,
  area_id integer references areas.area,
  area_name text not null,
  issuer text not null,
  title text not null,
  number text not null default '',
  dated text not null default '',
  period daterange not null check (not isempty(period)),
  remark text not null default ''
);
create index plan_area on reporting.plan (area_id);

-- A target belongs to a plan, an indicator, a scope and a year. Without min_percent, or with a
-- condition, it is shown but no rate is held against it.
create table reporting.target (
  plan_id text not null references reporting.plan,
  target_id text not null,
  year smallint not null check (year between 2000 and 2100),
  area_id integer references areas.area,
  area_name text not null,
  indicator text not null,
  scope text not null,
  min_percent numeric(5, 2) check (min_percent >= 0),
  condition text not null default '',
  primary key (target_id, year),
  unique (plan_id, target_id, year)
);
create index target_indicator on reporting.target (indicator, area_id, year);
create index target_area on reporting.target (area_id);

-- How many subjects of a model an area has, as somebody declared it. Rows are only added: the one
-- declared last counts; one without a total withdraws what was declared before.
create table reporting.declared_total (
  declared_id uuid primary key default uuidv7(),
  declared_no bigint not null generated always as identity,
  area_id integer not null references areas.area,
  model text not null,
  total integer check (total > 0),
  source text not null check (source <> ''),
  as_of date not null,
  declared_at timestamptz not null,
  declared_by uuid,
  declared_name text not null
);
create index declared_total_area on reporting.declared_total (area_id, model, declared_no desc);

select platform.open_to_application('reporting');
select platform.close_to_application('reporting.declared_total', 'update');
