-- Meetings that vote on dossiers: of a village, or of a council at the office that appraises. Planned with the list
-- to vote on; held with attendance and votes; one that was recorded wrongly is replaced and kept.
create table recognition.meeting (
  meeting_id uuid primary key,
  campaign_id integer not null references recognition.campaign,
  area_id integer not null references areas.area,
  kind text not null check (kind in ('VILLAGE', 'COUNCIL')),
  status text not null default 'PLANNED' check (status in ('PLANNED', 'HELD', 'REPLACED')),
  held_on date not null,
  place text not null check (place <> ''),
  invited text not null default '',
  listed_at timestamptz not null,
  chair text not null default '',
  secretary text not null default '',
  attendants text not null default '',
  present integer check (present > 0),
  of_how_many integer check (of_how_many >= present),
  percent smallint check (percent between 0 and 100),
  recorded_at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  step_id uuid references recognition.step,
  replaces uuid references recognition.meeting,
  reason text not null default '',
  scan text references platform.stored_file,
  scan_type text,
  scanned_at timestamptz,
  scanned_by text,
  constraint meeting_held_is_whole check (
    status = 'PLANNED' or chair <> '' and secretary <> '' and present is not null and percent is not null),
  constraint meeting_replaced_with_reason check (replaces is null or reason <> '')
);
create unique index meeting_planned_once on recognition.meeting (campaign_id, area_id, kind) where status = 'PLANNED';
create index meeting_area on recognition.meeting (area_id, campaign_id);
create index meeting_campaign on recognition.meeting (campaign_id);
create index meeting_step on recognition.meeting (step_id);
create index meeting_replaces on recognition.meeting (replaces);
create index meeting_scan on recognition.meeting (scan);

-- The list to vote on as it was printed, and the votes for each.
create table recognition.vote (
  meeting_id uuid not null references recognition.meeting,
  home_id integer not null,
  dossier_id uuid not null,
  place integer not null,
  name text not null,
  version integer not null,
  total numeric(6, 2),
  outcome text,
  rating text,
  against integer check (against >= 0),
  abstained integer check (abstained >= 0),
  result text check (result in ('PASSED', 'FAILED')),
  primary key (meeting_id, home_id, dossier_id),
  foreign key (home_id, dossier_id) references recognition.dossier,
  constraint vote_whole check ((result is null) = (against is null) and (result is null) = (abstained is null))
);
create index vote_dossier on recognition.vote (home_id, dossier_id);

-- A public notice: what was voted on, posted for a number of days.
create table recognition.notice (
  notice_id uuid primary key,
  campaign_id integer not null references recognition.campaign,
  area_id integer not null references areas.area,
  posted_on date not null,
  until date not null check (until >= posted_on),
  place text not null check (place <> ''),
  ended boolean not null default false,
  recorded_at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null
);
create index notice_area on recognition.notice (area_id, campaign_id);
create index notice_campaign on recognition.notice (campaign_id);
create index notice_running on recognition.notice (until) where not ended;

-- What a notice names, as it stood then. A dossier that changed since is not meant by it any more.
create table recognition.noticed (
  notice_id uuid not null references recognition.notice,
  home_id integer not null,
  dossier_id uuid not null,
  place integer not null,
  name text not null,
  outcome text,
  version integer not null,
  primary key (notice_id, home_id, dossier_id),
  foreign key (home_id, dossier_id) references recognition.dossier
);
create index noticed_dossier on recognition.noticed (home_id, dossier_id);

create table recognition.objection (
  objection_id uuid primary key,
  notice_id uuid not null,
  home_id integer not null,
  dossier_id uuid not null,
  raised_on date not null,
  raised_by text not null default '',
  words text not null check (words <> ''),
  late boolean not null,
  recorded_at timestamptz not null,
  account_id uuid,
  actor text not null,
  resolution text check (resolution in ('UPHELD', 'DISMISSED')),
  reason text,
  resolved_at timestamptz,
  resolved_by uuid,
  resolver text,
  foreign key (notice_id, home_id, dossier_id) references recognition.noticed,
  constraint objection_resolved_with_reason check (
    (resolution is null) = (reason is null) and (resolution is null) = (resolved_at is null)
    and (resolution is null) = (resolver is null) and reason is distinct from '')
);
create index objection_notice on recognition.objection (notice_id, home_id, dossier_id);
create index objection_dossier on recognition.objection (home_id, dossier_id);

-- A meeting that was only planned, and the list for it, is drawn up again or dropped.
select platform.allow_application('recognition.meeting', 'insert, select, update, delete');
select platform.allow_application('recognition.vote', 'insert, select, update, delete');
select platform.allow_application('recognition.notice', 'insert, select, update');
select platform.allow_application('recognition.noticed', 'insert, select');
select platform.allow_application('recognition.objection', 'insert, select, update');

create function recognition.keep_meeting() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'PLANNED' then
      raise exception using errcode = 'check_violation', constraint = 'meeting_held_is_kept',
        message = 'a meeting that was held is kept';
    end if;
    return old;
  end if;
  if old.status <> 'PLANNED'
     and ((new.held_on, new.place, new.chair, new.secretary, new.attendants, new.present, new.of_how_many, new.percent)
            is distinct from (old.held_on, old.place, old.chair, old.secretary, old.attendants, old.present,
                              old.of_how_many, old.percent)
          or new.status = 'PLANNED' or old.status = 'REPLACED' and new.status <> 'REPLACED') then
    raise exception using errcode = 'check_violation', constraint = 'meeting_held_is_kept',
      message = 'a meeting that was held is kept as it was recorded';
  end if;
  return new;
end $$;
create trigger meeting_kept before update or delete on recognition.meeting
  for each row execute function recognition.keep_meeting();
