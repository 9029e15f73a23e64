-- Reminders of what has a day: put off by somebody for themselves, by mail, as a calendar.
create schema reminders;

create table reminders.quiet (
  account_id uuid not null references identity.account,
  key text not null check (key <> ''),
  -- the last quiet day; without one for good
  until date,
  at timestamptz not null,
  primary key (account_id, key)
);

-- Letters come once the owner of the address followed the link that was sent to it; its hash, never the link.
create table reminders.address (
  account_id uuid primary key references identity.account,
  address text not null check (address like '%@%'),
  base text not null,
  stop_token text not null unique,
  confirm_sha256 bytea not null unique,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  stopped_at timestamptz
);

-- The private address of somebody's calendar; its hash, never the address.
create table reminders.calendar (
  account_id uuid primary key references identity.account,
  token_sha256 bytea not null unique,
  base text not null,
  made_at timestamptz not null
);

-- A letter is kept before it is sent. What was being sent when the program ended is not sent again.
create table reminders.letter (
  letter_id uuid primary key,
  account_id uuid not null references identity.account,
  kind text not null check (kind in ('DIGEST', 'CONFIRM')),
  day date not null,
  address text not null,
  subject text not null,
  body text not null,
  state text not null check (state in ('NOTHING', 'WAITING', 'SENDING', 'SENT', 'UNSURE', 'GIVEN_UP')),
  attempts integer not null default 0,
  made_at timestamptz not null,
  next_try timestamptz not null,
  claimed_at timestamptz,
  sent_at timestamptz,
  problem text not null default ''
);
create unique index letter_digest_once on reminders.letter (account_id, day) where kind = 'DIGEST';
create index letter_account on reminders.letter (account_id);
create index letter_waiting on reminders.letter (next_try) where state in ('WAITING', 'SENDING');

select platform.open_to_application('reminders');
select platform.allow_application('reminders.calendar', 'delete');
