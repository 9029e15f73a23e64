-- Indicators, rating scales and everything that a target can say are data; what the system cannot count is reported
-- by hand.

-- How the words of plans ("từ loại khá trở lên") lie on the ratings of criteria sets. Which ratings of sets by levels
-- belong to which word no document says: those rows are unverified.
create table reporting.rating_scale (
  scale_id text not null check (scale_id ~ '^[A-Z][A-Z0-9_]*$'),
  rating text not null,
  word text not null,
  rank smallint not null check (rank > 0),
  verified boolean not null,
  source text not null default '',
  primary key (scale_id, rating)
);
insert into reporting.rating_scale (scale_id, rating, word, rank, verified, source) values
  ('TOT_KHA', 'GOOD', 'TOT', 3, true, 'Thông tư 22/2020/TT-BGDĐT'),
  ('TOT_KHA', 'FAIR', 'KHA', 2, true, 'Thông tư 22/2020/TT-BGDĐT'),
  ('TOT_KHA', 'AVERAGE', 'TRUNG_BINH', 1, true, 'Thông tư 22/2020/TT-BGDĐT'),
  ('TOT_KHA', 'LEVEL_2', 'TOT', 3, false, ''),
  ('TOT_KHA', 'LEVEL_1', 'KHA', 2, false, '');

-- What plans set targets for. Formulas name measures, and indicators by their numerators; without a numerator an
-- indicator is reported by hand. Built-in ones are never changed, only copied.
create table reporting.indicator (
  indicator_id text primary key check (indicator_id ~ '^[A-Z][A-Z0-9_]{1,59}$'),
  kind text not null check (kind in ('SHARE', 'COUNT', 'GROWTH', 'AVERAGE', 'EVENT', 'RHYTHM', 'LIST', 'PROJECT')),
  unit text not null default '',
  numerator text not null default '',
  denominator text not null default '',
  name_vi text not null check (name_vi <> ''),
  name_en text not null check (name_en <> ''),
  definition_vi text not null default '',
  definition_en text not null default '',
  source text not null default '',
  verified boolean not null,
  built_in boolean not null default false,
  -- whose own it is: a province; null for the whole country
  area_id integer references areas.area,
  copied_from text references reporting.indicator,
  version integer not null default 1,
  withdrawn_at timestamptz,
  withdrawn_name text
);
create index indicator_area on reporting.indicator (area_id);
create index indicator_copied_from on reporting.indicator (copied_from);

alter table reporting.plan
  add column built_in boolean not null default false,
  -- how many targets it says itself that it has; null where it does not
  add column stated_targets smallint check (stated_targets > 0),
  add column version integer not null default 1,
  add column withdrawn_at timestamptz,
  add column withdrawn_name text,
  add column withdrawn_reason text,
  add constraint plan_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null));
update reporting.plan set built_in = true where plan_id in ('S0', 'S1', 'S4');

-- Two plans may number their targets alike.
alter table reporting.target
  drop constraint target_pkey,
  drop constraint target_plan_id_target_id_year_key,
  add primary key (plan_id, target_id, year);
alter table reporting.target rename column min_percent to value;
alter table reporting.target rename constraint target_min_percent_check to target_value;
alter table reporting.target
  alter column value type numeric(18, 4),
  -- the indicator by which it is computed, where the plan's own is computed in more than one way
  add column measured_by text,
  add column direction text not null default 'AT_LEAST'
    check (direction in ('AT_LEAST', 'AT_MOST', 'EXACTLY', 'DONE')),
  add column value_kind text not null default 'PERCENT'
    check (value_kind in ('PERCENT', 'COUNT', 'GROWTH_PERCENT', 'PERCENTAGE_POINTS', 'PER_PERSON', 'TIMES', 'DONE', 'LIST')),
  -- the other way to read an ambiguous plan
  add column other_kind text check (other_kind in ('GROWTH_PERCENT', 'PERCENTAGE_POINTS')),
  add column period text check (period in ('WEEK', 'MONTH', 'YEAR', 'ISSUE')),
  add column base_year smallint check (base_year between 2000 and 2100),
  -- only units that this level manages
  add column unit_level text check (unit_level in ('COMMUNE', 'DISTRICT', 'PROVINCE')),
  -- counted over areas of this level
  add column area_level text check (area_level in ('PROVINCE', 'DISTRICT', 'COMMUNE', 'VILLAGE')),
  add column scale_id text,
  add column least_rating text,
  add column doubt text not null default '',
  add column place integer not null default 0,
  add column version integer not null default 1,
  add column withdrawn_at timestamptz,
  add column withdrawn_name text,
  add column withdrawn_reason text,
  add constraint target_rating foreign key (scale_id, least_rating) references reporting.rating_scale match full,
  add constraint target_period check ((value_kind = 'TIMES') = (period is not null)),
  add constraint target_done check (value_kind not in ('DONE', 'LIST') or direction = 'DONE'),
  add constraint target_withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null));
create index target_scale on reporting.target (scale_id, least_rating);

-- What the plans that are there already say besides a share.
update reporting.target t
   set value_kind = s.value_kind, other_kind = s.other_kind, base_year = s.base_year, value = coalesce(s.value, t.value)
  from (values
       ('S0', 'S0-3', 'GROWTH_PERCENT', 'PERCENTAGE_POINTS', 2023, null::numeric),
       ('S0', 'S0-6', 'GROWTH_PERCENT', null, 2023, null),
       ('S4', 'S4-k', 'PER_PERSON', null, null, 3))
       as s (plan_id, target_id, value_kind, other_kind, base_year, value)
 where t.plan_id = s.plan_id and t.target_id = s.target_id;
update reporting.target t
   set measured_by = s.measured_by, unit_level = s.unit_level
  from (values
       ('S1', 'S1-f', 'LEARNING_CITIZEN_OF_WORKERS', null),
       ('S1', 'S1-g', 'LEARNING_CITIZEN_OF_STAFF', null),
       ('S4', 'S4-e', null, 'COMMUNE'),
       ('S4', 'S4-f', null, 'DISTRICT'),
       ('S4', 'S4-g', 'LEARNING_CITIZEN_OF_WORKERS', null),
       ('S4', 'S4-h', 'LEARNING_CITIZEN_OF_STAFF', 'COMMUNE'))
       as s (plan_id, target_id, measured_by, unit_level)
 where t.plan_id = s.plan_id and t.target_id = s.target_id;
update reporting.target
   set scale_id = 'TOT_KHA', least_rating = 'FAIR'
 where plan_id = 'S4' and target_id = 'S4-f';
update reporting.target t
   set area_level = s.area_level
  from (values ('S0', 'S0-7.2', 'COMMUNE'), ('S0', 'S0-8.1', 'DISTRICT'), ('S0', 'S0-9a', 'DISTRICT'),
               ('S1', 'S1-h', 'COMMUNE'), ('S1', 'S1-i', 'COMMUNE'), ('S4', 'S4-i', 'COMMUNE'),
               ('S4', 'S4-j', 'COMMUNE')) as s (plan_id, target_id, area_level)
 where t.plan_id = s.plan_id and t.target_id = s.target_id;

-- What was reported by hand. Rows are only added: the last one that was not withdrawn counts. A withdrawal is a row
-- that names the one it takes back.
create table reporting.reported_value (
  reported_id uuid primary key default uuidv7(),
  reported_no bigint not null generated always as identity,
  indicator_id text not null references reporting.indicator,
  area_id integer not null references areas.area,
  year smallint not null check (year between 2000 and 2100),
  value numeric(20, 4) check (value >= 0),
  numerator numeric(20, 4) check (numerator >= 0),
  denominator numeric(20, 4) check (denominator > 0),
  done_on date,
  note text not null default '',
  link text not null default '',
  file text references platform.stored_file,
  file_type text,
  file_name text,
  reason text not null default '',
  withdraws uuid references reporting.reported_value,
  reported_at timestamptz not null,
  reported_by uuid,
  reported_name text not null,
  constraint reported_value_says_something check (
    withdraws is not null and reason <> '' or value is not null or numerator is not null or done_on is not null),
  constraint reported_value_share check ((numerator is null) = (denominator is null)),
  constraint reported_value_file check (num_nulls(file, file_type, file_name) in (0, 3))
);
create index reported_value_area on reporting.reported_value (area_id, indicator_id, year, reported_no desc);
create index reported_value_indicator on reporting.reported_value (indicator_id);
create unique index reported_value_withdrawn_once on reporting.reported_value (withdraws);
create index reported_value_file_of on reporting.reported_value (file);

select platform.allow_application('reporting.rating_scale', 'select');
select platform.allow_application('reporting.indicator', 'select, insert, update');
select platform.allow_application('reporting.reported_value', 'select, insert');
