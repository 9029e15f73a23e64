-- The register: persons who act, and households with their history and where they lived when.
create schema registry;

-- Somebody with a name who acts here: scores, appraises, signs. An account belongs to a person;
-- separation of duties is about persons.
create table registry.person (
  person_id uuid primary key default uuidv7(),
  area_id integer not null references areas.area,
  full_name text not null,
  position text not null default '',
  folded text generated always as (platform.fold(full_name)) stored,
  created_at timestamptz not null,
  created_by uuid
);
create index person_area on registry.person (area_id, folded);

-- One file of an import: read, looked at, applied once. Its counts are what would happen while it is
-- PREVIEWED and what happened once it is APPLIED. Sample data are a batch without a file.
create table registry.import_batch (
  batch_id uuid primary key default uuidv7(),
  area_id integer not null references areas.area,
  file_name text not null,
  file_sha256 text references platform.stored_file,
  stage text not null check (stage in ('READING', 'PREVIEWED', 'APPLYING', 'APPLIED', 'DISCARDED', 'REFUSED')),
  row_count integer,
  imported integer,
  updated integer,
  skipped integer,
  failed integer,
  heading jsonb,
  findings jsonb not null default '[]',
  -- how often the work of this stage was begun; 0 once it ended
  attempts integer not null default 0,
  -- who confirmed it wants every row or none
  all_or_nothing boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  created_person uuid,
  created_name text not null,
  confirmed_by uuid,
  confirmed_person uuid,
  confirmed_name text,
  applied_at timestamptz,
  constraint import_batch_adds_up check (stage not in ('PREVIEWED', 'APPLYING', 'APPLIED')
    or row_count = imported + updated + skipped + failed),
  constraint import_batch_applied check ((stage = 'APPLIED') = (applied_at is not null))
);
create index import_batch_area on registry.import_batch (area_id, created_at);
create index import_batch_file on registry.import_batch (file_sha256);
create index import_batch_working on registry.import_batch (created_at) where stage in ('READING', 'PREVIEWED', 'APPLYING');

-- The code that lists print: home, serial, and a Damm check digit over both.
create function registry.household_code(home integer, serial integer) returns text
  language plpgsql immutable strict parallel safe as $$
declare
  -- H. M. Damm's quasigroup of order 10, row by row
  square constant text :=
    '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  check_digit integer := 0;
  digit text;
begin
  foreach digit in array regexp_split_to_array(home::text || serial::text, '') loop
    check_digit := substr(square, check_digit * 10 + digit::integer + 1, 1)::integer;
  end loop;
  return home || '-' || serial || '-' || check_digit;
end $$;

-- How a name is written, case and the place of the tone mark aside: hoà is hòa, Hoa is another.
create function registry.written(name text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(normalize(lower(name), nfd), '[\u0300\u0301\u0303\u0309\u0323]', '', 'g') || '|'
    || regexp_replace(normalize(lower(name), nfd), '[^\u0300\u0301\u0303\u0309\u0323]', '', 'g');

-- A household. home_id is the village where it was first registered: it places the row, nothing else.
create table registry.household (
  home_id integer not null references areas.area,
  household_id uuid not null default uuidv7(),
  serial integer not null check (serial > 0),
  head text not null check (head <> ''),
  address text not null default '',
  children smallint check (children between 0 and 99),
  adults smallint check (adults between 0 and 99),
  workers smallint check (workers between 0 and 99),
  note text not null default '',
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'CLOSED', 'JOINED')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  batch_id uuid references registry.import_batch,
  folded text generated always as (platform.fold(' ' || head || ' ' || address)) stored,
  primary key (home_id, household_id),
  unique (home_id, serial),
  constraint household_workers_are_adults check (workers <= adults)
);
create index household_search on registry.household using gin (folded gin_trgm_ops);
create index household_batch on registry.household (batch_id);

-- Where a household lives, when.
create table registry.residence (
  home_id integer not null,
  household_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  village_id integer not null references areas.area,
  primary key (home_id, household_id, valid without overlaps),
  foreign key (home_id, household_id) references registry.household
);
create index residence_now on registry.residence (village_id, home_id, household_id) where upper_inf(valid);
create index residence_village on registry.residence (village_id);

-- Every change of a household, before and after. A household that an import created starts with its batch.
create table registry.household_change (
  home_id integer not null,
  household_id uuid not null,
  change_id uuid not null default uuidv7(),
  at timestamptz not null,
  account_id uuid,
  actor text not null,
  kind text not null check (kind in ('CREATED', 'EDITED', 'SPLIT', 'JOINED', 'MOVED', 'CLOSED', 'REOPENED')),
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  reason text not null default '',
  batch_id uuid references registry.import_batch,
  primary key (home_id, household_id, change_id),
  foreign key (home_id, household_id) references registry.household
);
create index household_change_batch on registry.household_change (batch_id);

-- Which household came out of which (split), which one was entered twice (joined into the other).
create table registry.household_link (
  home_id integer not null,
  household_id uuid not null,
  kind text not null check (kind in ('SPLIT_FROM', 'JOINED_INTO')),
  other_home_id integer not null,
  other_household_id uuid not null,
  linked_on date not null,
  primary key (home_id, household_id, kind, other_home_id, other_household_id),
  foreign key (home_id, household_id) references registry.household,
  foreign key (other_home_id, other_household_id) references registry.household
);
create index household_link_other on registry.household_link (other_home_id, other_household_id);

-- Rows of an import between reading and applying. Unlogged and without foreign keys, because every row
-- is written once and read once: after a crash the stored file is read again.
create unlogged table registry.import_row (
  batch_id uuid not null,
  row_number integer not null,
  code text,
  home_id integer,
  serial integer,
  household_id uuid,
  seen_version integer,
  village_id integer,
  head text,
  address text,
  children smallint,
  adults smallint,
  workers smallint,
  note text,
  outcome text not null check (outcome in ('IMPORT', 'UPDATE', 'SKIP', 'FAIL')),
  primary key (batch_id, row_number)
);

-- Rows that an import left out, each with everything that is wrong with it.
create table registry.import_failure (
  batch_id uuid not null references registry.import_batch,
  row_number integer not null,
  problems jsonb not null,
  primary key (batch_id, row_number)
);

select platform.open_to_application('registry');
select platform.close_to_application('registry.household_change', 'update');
select platform.allow_application('registry.import_row', 'delete');
select platform.allow_application('registry.import_failure', 'delete');
select platform.allow_application('registry.import_row', 'maintain');
select platform.allow_application('registry.household', 'maintain');
select platform.allow_application('registry.residence', 'maintain');
