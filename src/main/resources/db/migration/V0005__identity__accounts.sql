-- Accounts, their roles over areas, and the devices they are signed in on.
create schema identity;

create table identity.account (
  account_id uuid primary key default uuidv7(),
  person_id uuid not null references registry.person,
  login text not null unique check (login = lower(login) and login <> ''),
  password_hash text,
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'CLOSED')),
  failures integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  created_by uuid references identity.account
);
create index account_person on identity.account (person_id);
create index account_created_by on identity.account (created_by);

create table identity.role_grant (
  account_id uuid not null references identity.account,
  role text not null check (role in ('VOLUNTEER', 'COMMUNE_OFFICER', 'PROVINCE_OFFICER', 'NATIONAL_OFFICER', 'ADMINISTRATOR')),
  area_id integer not null references areas.area,
  granted_at timestamptz not null,
  granted_by uuid references identity.account,
  ended_at timestamptz,
  primary key (account_id, role, area_id, granted_at)
);
create unique index role_grant_held_once on identity.role_grant (account_id, role, area_id) where ended_at is null;
create index role_grant_area on identity.role_grant (area_id);
create index role_grant_by on identity.role_grant (granted_by);

-- A device that somebody is signed in on; the cookie's hash, never the cookie. It stays signed in for
-- kept_hours after it was last seen.
create table identity.device (
  device_id uuid primary key default uuidv7(),
  account_id uuid not null references identity.account,
  token_sha256 bytea not null unique,
  kind text not null,
  browser text not null,
  kept_hours integer not null check (kept_hours > 0),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index device_account on identity.device (account_id);

-- A one-time link or slip; its hash, never its code. Without an account it makes the first administrator.
create table identity.invitation (
  token_sha256 bytea primary key,
  purpose text not null check (purpose in ('FIRST_ADMINISTRATOR', 'SLIP')),
  account_id uuid references identity.account,
  created_at timestamptz not null,
  created_by uuid references identity.account,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  constraint invitation_account check ((account_id is null) = (purpose = 'FIRST_ADMINISTRATOR'))
);
create index invitation_account on identity.invitation (account_id);
create index invitation_created_by on identity.invitation (created_by);

-- A sheet of volunteers: looked at first, applied once.
create table identity.account_sheet (
  sheet_id uuid primary key default uuidv7(),
  area_id integer not null references areas.area,
  file_name text not null,
  file_sha256 text not null references platform.stored_file,
  created_at timestamptz not null,
  created_by uuid references identity.account,
  applied_at timestamptz
);
create index account_sheet_area on identity.account_sheet (area_id);
create index account_sheet_file on identity.account_sheet (file_sha256);
create index account_sheet_created_by on identity.account_sheet (created_by);

select platform.open_to_application('identity');
