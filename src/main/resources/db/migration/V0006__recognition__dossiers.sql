-- Campaigns, dossiers, what happened to them, decisions; and the tallies that every figure is read from.
create schema recognition;

create table recognition.campaign (
  campaign_id integer generated always as identity primary key,
  model text not null check (model in ('LEARNING_FAMILY')),
  year smallint not null check (year between 2000 and 2100),
  area_id integer not null references areas.area,
  set_id text not null references criteria.criteria_set,
  due_on date not null,
  reference_date date not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED')),
  opened_at timestamptz not null,
  opened_by uuid,
  closed_at timestamptz,
  unique (model, year, area_id)
);
create index campaign_area on recognition.campaign (area_id);
create index campaign_set on recognition.campaign (set_id);

create table recognition.decision (
  decision_id uuid primary key default uuidv7(),
  campaign_id integer not null references recognition.campaign,
  area_id integer not null references areas.area,
  issuer text not null,
  number text not null,
  decided_on date not null,
  decided_year smallint not null generated always as (extract(year from decided_on)) stored,
  signer_id uuid not null references registry.person,
  signer_name text not null,
  signer_title text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  recorded_name text not null,
  recognised integer not null check (recognised > 0),
  constraint decision_recorder_is_not_signer check (recorded_by <> signer_id)
);
-- Communes of different provinces have the same name, so an issuer's name alone does not say which office.
create unique index decision_number_once on recognition.decision (area_id, lower(issuer), decided_year, lower(number));
create index decision_campaign on recognition.decision (campaign_id, area_id);
create index decision_signer on recognition.decision (signer_id);

-- One subject in one campaign. area_then and area_now are the leaf areas that figures count it in.
create table recognition.dossier (
  home_id integer not null,
  dossier_id uuid not null default uuidv7(),
  campaign_id integer not null references recognition.campaign,
  subject_id uuid not null,
  area_then integer not null references areas.area,
  area_now integer not null references areas.area,
  stage text not null default 'LISTED'
    check (stage in ('LISTED', 'SCORING', 'SCORED', 'SENT', 'RETURNED', 'APPROVED', 'RECOGNISED', 'REMOVED')),
  outcome text check (outcome in ('ACHIEVED', 'NOT_ACHIEVED')),
  total numeric(6, 2),
  answers jsonb not null default '{}',
  facts jsonb not null default '{}',
  scored_by uuid[] not null default '{}',
  scored_at timestamptz,
  sent_at timestamptz,
  appraised_by uuid,
  returned_reason text,
  returned_items text[] not null default '{}',
  revisited text[] not null default '{}',
  decision_id uuid references recognition.decision,
  signed_by uuid,
  version integer not null default 1,
  primary key (home_id, dossier_id),
  constraint dossier_once unique (home_id, subject_id, campaign_id),
  foreign key (home_id, subject_id) references registry.household (home_id, household_id),
  constraint dossier_signer_scored_nothing check (signed_by <> all (scored_by)),
  constraint dossier_appraiser_scored_nothing check (appraised_by <> all (scored_by)),
  constraint dossier_returned_with_reason check (stage <> 'RETURNED' or returned_reason <> ''),
  constraint dossier_recognised_by_decision check ((stage = 'RECOGNISED') = (decision_id is not null)),
  constraint dossier_decided_achieved check (stage <> 'RECOGNISED' or outcome = 'ACHIEVED'),
  constraint dossier_scored_has_outcome check (stage in ('LISTED', 'SCORING', 'REMOVED', 'RETURNED') or outcome is not null)
) with (fillfactor = 80);
-- The stage stands in no index: it changes often, and a change within the page touches no index at all.
create index dossier_in_area on recognition.dossier (area_now, campaign_id);
create index dossier_in_area_then on recognition.dossier (area_then, campaign_id);
create index dossier_in_campaign on recognition.dossier (campaign_id, area_now);
create index dossier_decision on recognition.dossier (decision_id);

-- Something that happened, to one dossier or to thousands at once. The opening of a campaign lists its
-- whole roll in one step without a row for each dossier.
create table recognition.step (
  step_id uuid primary key default uuidv7(),
  campaign_id integer not null references recognition.campaign,
  area_id integer not null references areas.area,
  event text not null,
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  reason text not null default '',
  dossiers integer not null,
  decision_id uuid references recognition.decision
);
create index step_decision on recognition.step (decision_id);
create index step_campaign on recognition.step (campaign_id, area_id, at);
create index step_area on recognition.step (area_id);

create table recognition.dossier_step (
  home_id integer not null,
  dossier_id uuid not null,
  step_id uuid not null references recognition.step,
  from_stage text not null,
  to_stage text not null,
  primary key (home_id, dossier_id, step_id),
  foreign key (home_id, dossier_id) references recognition.dossier
);
create index dossier_step_step on recognition.dossier_step (step_id);

-- Every change of an answer: {"2.2": [old, new]}, points as numbers, null where there was none.
create table recognition.answer_change (
  home_id integer not null,
  dossier_id uuid not null,
  change_id uuid not null default uuidv7(),
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor text not null,
  changes jsonb not null,
  reason text not null default '',
  primary key (home_id, dossier_id, change_id),
  foreign key (home_id, dossier_id) references recognition.dossier
);

-- One wide row per campaign and area, at village and commune level, as it was (0) and as it is (1).
-- Kept by the triggers below and by nothing else.
create table recognition.tally (
  campaign_id integer not null references recognition.campaign,
  area_id integer not null references areas.area,
  basis smallint not null check (basis in (0, 1)),
  level smallint not null,
  roll integer not null default 0,
  listed integer not null default 0,
  scoring integer not null default 0,
  scored integer not null default 0,
  sent integer not null default 0,
  returned integer not null default 0,
  approved integer not null default 0,
  not_achieved integer not null default 0,
  recognised integer not null default 0,
  reported integer not null default 0,
  primary key (campaign_id, area_id, basis)
) with (fillfactor = 50);
create index tally_area on recognition.tally (area_id);
-- The areas of one level, without reading past the many villages.
create index tally_level on recognition.tally (campaign_id, level, basis);

-- How many dossiers of one kind came (positive) or went (negative) by one statement.
create type recognition.moved as (
  campaign_id integer, area_then integer, area_now integer, stage text, outcome text, reported boolean, dossiers integer);

create function recognition.keep_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  change moved[];
begin
  -- Gathered by kind first: a bulk copy is then a few rows, and a statement that moves nothing ends here.
  if tg_op = 'INSERT' then
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                   count(*)::integer as dossiers
              from new_rows group by 1, 2, 3, 4, 5, 6) m
     where m.stage <> 'REMOVED';
  else
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, reported, sum(one)::integer as dossiers
              from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported, 1 as one
                      from new_rows
                    union all
                    select campaign_id, area_then, area_now, stage, outcome, sent_at is not null, -1
                      from old_rows) both_rows
             group by 1, 2, 3, 4, 5, 6) m
     where m.dossiers <> 0 and m.stage <> 'REMOVED';
  end if;
  if change is null then
    return null;
  end if;

  insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                          approved, not_achieved, recognised, reported)
  select m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level,
         sum(m.dossiers),
         sum(case when m.stage = 'LISTED' then m.dossiers else 0 end),
         sum(case when m.stage = 'SCORING' then m.dossiers else 0 end),
         sum(case when m.stage = 'SCORED' then m.dossiers else 0 end),
         sum(case when m.stage = 'SENT' then m.dossiers else 0 end),
         sum(case when m.stage = 'RETURNED' then m.dossiers else 0 end),
         sum(case when m.stage = 'APPROVED' and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.stage = 'APPROVED' and m.outcome = 'NOT_ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.stage = 'RECOGNISED' then m.dossiers else 0 end),
         sum(case when m.reported then m.dossiers else 0 end)
    from unnest(change) m
    join campaign c on c.campaign_id = m.campaign_id
   cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
    join areas.ancestor a on a.area_id = b.area_id and a.ancestor_level in (3, 4)
     and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                         else platform.today() end
   group by m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level
  -- One order for everybody: two writers on one commune wait for each other and never lock each other out.
   order by m.campaign_id, a.ancestor_id, b.basis
  on conflict (campaign_id, area_id, basis) do update set
    roll = t.roll + excluded.roll, listed = t.listed + excluded.listed, scoring = t.scoring + excluded.scoring,
    scored = t.scored + excluded.scored, sent = t.sent + excluded.sent, returned = t.returned + excluded.returned,
    approved = t.approved + excluded.approved, not_achieved = t.not_achieved + excluded.not_achieved,
    recognised = t.recognised + excluded.recognised, reported = t.reported + excluded.reported;
  return null;
end $$;

create trigger dossier_added after insert on recognition.dossier
  referencing new table as new_rows for each statement execute function recognition.keep_tally();
create trigger dossier_changed after update on recognition.dossier
  referencing old table as old_rows new table as new_rows for each statement execute function recognition.keep_tally();

-- Closing a campaign fixes "as it was" to the tree of its reference date: those figures are made anew.
create function recognition.freeze_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  delete from tally where campaign_id = new.campaign_id and basis = 0;
  insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                     not_achieved, recognised, reported)
  select campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
         recognised, reported
    from recount where campaign_id = new.campaign_id and basis = 0;
  return null;
end $$;
create trigger campaign_closed after update of status on recognition.campaign
  for each row when (old.status is distinct from new.status) execute function recognition.freeze_tally();

create function recognition.refuse_delete() returns trigger
  language plpgsql as $$
begin
  raise exception 'dossiers are never deleted';
end $$;
create trigger dossier_kept before delete or truncate on recognition.dossier
  for each statement execute function recognition.refuse_delete();

-- The same figures from the facts, for check, demonstration and bench.
create view recognition.recount as
select d.campaign_id, a.ancestor_id as area_id, b.basis, a.ancestor_level as level,
       count(*)::integer as roll,
       (count(*) filter (where d.stage = 'LISTED'))::integer as listed,
       (count(*) filter (where d.stage = 'SCORING'))::integer as scoring,
       (count(*) filter (where d.stage = 'SCORED'))::integer as scored,
       (count(*) filter (where d.stage = 'SENT'))::integer as sent,
       (count(*) filter (where d.stage = 'RETURNED'))::integer as returned,
       (count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'ACHIEVED'))::integer as approved,
       (count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'NOT_ACHIEVED'))::integer as not_achieved,
       (count(*) filter (where d.stage = 'RECOGNISED'))::integer as recognised,
       (count(*) filter (where d.sent_at is not null))::integer as reported
  from recognition.dossier d
  join recognition.campaign c using (campaign_id)
  cross join lateral (values (d.area_then, 0), (d.area_now, 1)) b (area_id, basis)
  join areas.ancestor a on a.area_id = b.area_id and a.ancestor_level in (3, 4)
   and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
 where d.stage <> 'REMOVED'
 group by d.campaign_id, a.ancestor_id, b.basis, a.ancestor_level;

select platform.open_to_application('recognition');
select platform.close_to_application('recognition.tally', 'insert, update');
select platform.close_to_application('recognition.dossier_step', 'update');
select platform.close_to_application('recognition.answer_change', 'update');
select platform.close_to_application('recognition.step', 'update');
select platform.allow_application('recognition.dossier', 'maintain');
