-- What a duty to report says stands in versions that are only added to: whoever was late under an older one stays late
-- under it. Periods and last days are computed from the rule; only what differs from it is written down.
alter table reports.obligation add column built_in text unique check (built_in <> '');

create table reports.obligation_version (
  obligation_id uuid not null references reports.obligation,
  version integer not null check (version > 0),
  act text not null check (act in ('ADD', 'CHANGE', 'MOVE', 'WITHDRAW', 'RESTORE')),
  reason text not null default '',
  -- what had been written down wrongly: periods that are over follow this version too
  corrects boolean not null default false,
  title text not null check (title <> ''),
  document text not null default '',
  number text not null default '',
  plan_id text references reporting.plan,
  -- the deadline as the document says it
  words text not null default '',
  reporter text not null check (reporter in ('PROVINCE', 'DISTRICT', 'COMMUNE', 'BODIES')),
  forms text[] not null check (cardinality(forms) > 0),
  rhythm text not null check (rhythm in ('YEARLY', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'ONCE', 'AFTER_EVENT',
                                         'ON_REQUEST', 'NO_DAY')),
  -- the day of a year (month and day); of a half-yearly rule the days of both halves
  first_day text check (first_day ~ '^--[0-9]{2}-[0-9]{2}$'),
  second_day text check (second_day ~ '^--[0-9]{2}-[0-9]{2}$'),
  -- the day of a month, or of a week from Monday
  day smallint check (day between 1 and 31),
  -- whether the day lies in the year, quarter or month after the one reported on
  later boolean not null default false,
  once_on date,
  once_within text check (once_within in ('DAY', 'QUARTER', 'YEAR')),
  once_about daterange,
  days_after smallint check (days_after between 0 and 1000),
  -- whether the day that is named is the last one itself; before it otherwise
  inclusive boolean not null,
  -- in which the last days lie
  terms daterange not null check (not isempty(terms) and not lower_inf(terms)),
  -- last days before it were before anybody reported here, and nobody is late
  tracked_from date not null,
  after_campaign boolean not null default false,
  written_at timestamptz not null,
  written_by uuid,
  written_name text not null,
  primary key (obligation_id, version),
  constraint obligation_version_once check ((rhythm = 'ONCE') = (once_on is not null)
    and (once_on is null) = (once_within is null)),
  constraint obligation_version_reason check (act = 'ADD' or act = 'RESTORE' or reason <> '')
);
create index obligation_version_plan on reports.obligation_version (plan_id);

-- Who reports where it is no level of areas, and to whom: a body of the register, or words.
create table reports.obligation_party (
  obligation_id uuid not null,
  version integer not null,
  part text not null check (part in ('REPORTER', 'RECIPIENT')),
  place smallint not null,
  side text not null check (side in ('COMMITTEE', 'ASSOCIATION', 'OTHER')),
  body_id uuid references registry.body,
  words text not null default '',
  primary key (obligation_id, version, part, place),
  foreign key (obligation_id, version) references reports.obligation_version,
  constraint obligation_party_somebody check (body_id is not null or words <> '')
);
create index obligation_party_body on reports.obligation_party (body_id);

-- Reports that are put together from others.
create table reports.obligation_input (
  obligation_id uuid not null,
  version integer not null,
  input_id uuid not null references reports.obligation,
  primary key (obligation_id, version, input_id),
  foreign key (obligation_id, version) references reports.obligation_version,
  constraint obligation_input_of_another check (input_id <> obligation_id)
);
create index obligation_input_of on reports.obligation_input (input_id);

-- The last day of one period, moved away from the rule and back; the newest counts.
create table reports.obligation_move (
  move_id uuid primary key default uuidv7(),
  obligation_id uuid not null references reports.obligation,
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  -- null: by the rule again
  due_on date,
  was_on date,
  reason text not null check (reason <> ''),
  written_at timestamptz not null,
  written_by uuid,
  written_name text not null
);
create index obligation_move_of on reports.obligation_move (obligation_id, written_at);

-- An event after which a report falls due, or a request for one.
create table reports.obligation_occasion (
  occasion_id uuid primary key,
  obligation_id uuid not null references reports.obligation,
  name text not null check (name <> ''),
  happened_on date not null,
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  due_on date,
  words text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  withdrawn_at timestamptz,
  withdrawn_name text,
  withdrawn_reason text,
  constraint obligation_occasion_withdrawn check (num_nulls(withdrawn_at, withdrawn_name, withdrawn_reason) in (0, 3))
);
create unique index obligation_occasion_period on reports.obligation_occasion (obligation_id, period)
  where withdrawn_at is null;

select platform.allow_application('reports.obligation_version', 'select, insert');
select platform.allow_application('reports.obligation_party', 'select, insert');
select platform.allow_application('reports.obligation_input', 'select, insert');
select platform.allow_application('reports.obligation_move', 'select, insert');
select platform.allow_application('reports.obligation_occasion', 'select, insert, update');
