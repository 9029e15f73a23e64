-- Decisions as PDF that the organisation's key signed; every one is kept.
create table recognition.signed_decision (
  signed_id uuid primary key,
  decision_id uuid not null references recognition.decision,
  sha256 text not null references platform.stored_file,
  whose text not null check (whose <> ''),
  signed_at timestamptz not null,
  -- how often the decision had been corrected by then: what was signed before a correction says something else
  corrections integer not null default 0,
  account_id uuid,
  person_id uuid,
  actor text not null
);
create index signed_decision_of on recognition.signed_decision (decision_id, signed_at);
create index signed_decision_file on recognition.signed_decision (sha256);
select platform.allow_application('recognition.signed_decision', 'insert, select');

-- An objection is written down in the office, or sent by anybody through the public page.
alter table recognition.objection
  add column source text not null default 'OFFICE' check (source in ('OFFICE', 'PUBLIC'));

-- Somebody registers by themselves, without an account: it waits until the village or the commune finds out who of its
-- register that is. The number to call back is kept only for as long as it waits.
create table recognition.application (
  application_id uuid primary key,
  campaign_id integer not null references recognition.campaign,
  area_id integer not null references areas.area,
  code text not null unique check (code ~ '^[2-9A-Z]{8}$'),
  name text not null check (name <> ''),
  address text not null default '',
  phone text not null default '',
  consent text not null check (consent <> ''),
  sent_at timestamptz not null,
  status text not null default 'WAITING' check (status in ('WAITING', 'ACCEPTED', 'DECLINED')),
  home_id integer,
  dossier_id uuid,
  reason text not null default '',
  handled_at timestamptz,
  account_id uuid,
  person_id uuid,
  handler text,
  foreign key (home_id, dossier_id) references recognition.dossier on delete set null,
  constraint application_handled_whole check (
    (status = 'WAITING') = (handled_at is null) and (status = 'WAITING') = (handler is null)),
  constraint application_declined_with_reason check (status <> 'DECLINED' or reason <> ''),
  constraint application_forgets_phone check (status = 'WAITING' or phone = '')
);
create index application_campaign on recognition.application (campaign_id, area_id, status);
create index application_area on recognition.application (area_id);
create index application_dossier on recognition.application (home_id, dossier_id);
select platform.allow_application('recognition.application', 'insert, select, update');
