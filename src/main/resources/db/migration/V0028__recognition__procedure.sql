-- Procedures as data: which steps a campaign has, who does each, by when, how long its titles hold.
create table recognition.procedure (
  procedure_id text primary key check (procedure_id ~ '^[a-z0-9][a-z0-9-]*$'),
  model text not null,
  level text not null,
  province_id integer references areas.area,
  title text not null check (title <> ''),
  year_from smallint not null check (year_from between 2000 and 2100),
  year_to smallint check (year_to >= year_from),
  status text not null default 'DRAFT' check (status in ('DRAFT', 'IN_FORCE', 'RETIRED')),
  edition integer not null default 1,
  content jsonb not null,
  built_in boolean not null default false,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_name text not null
);
create index procedure_province on recognition.procedure (province_id);
create index procedure_model on recognition.procedure (model, level, status);

create function recognition.keep_procedure() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then
      raise exception using errcode = 'check_violation', constraint = 'procedure_in_force_is_kept',
        message = 'a procedure that was in force is kept';
    end if;
    return old;
  end if;
  if old.status <> 'DRAFT'
     and ((new.content, new.model, new.level, new.province_id, new.title, new.year_from, new.year_to)
            is distinct from (old.content, old.model, old.level, old.province_id, old.title, old.year_from, old.year_to)
          or new.status = 'DRAFT' or old.status = 'RETIRED' and new.status <> 'RETIRED') then
    raise exception using errcode = 'check_violation', constraint = 'procedure_in_force_is_immutable',
      message = 'a procedure in force is immutable';
  end if;
  return new;
end $$;
create trigger procedure_kept before update or delete on recognition.procedure
  for each row execute function recognition.keep_procedure();
select platform.allow_application('recognition.procedure', 'insert, select, update, delete');

-- A campaign keeps the procedure that it was opened with; those opened before there were any have none and go
-- from scoring over appraisal to the decision, at the commune or, for what belongs to it, the province.
alter table recognition.campaign
  add column procedure_id text references recognition.procedure,
  add column training boolean not null default false,
  -- the levels (3 the commune, 1 the province) whose offices appraise and draw up decisions
  add column appraised_at smallint not null default 3 check (appraised_at in (1, 3)),
  add column decided_at smallint not null default 3 check (decided_at in (1, 3));
update recognition.campaign set appraised_at = 1, decided_at = 1 where level in ('DISTRICT', 'PROVINCE');
create index campaign_procedure on recognition.campaign (procedure_id);
-- Practising stands beside the real campaign of the year and counts nowhere.
alter table recognition.campaign
  drop constraint campaign_once,
  add constraint campaign_once unique (model, level, form, year, area_id, training);
create or replace view recognition.campaign_place as
select c.campaign_id, c.model, c.year, c.status, c.area_id,
       coalesce(areas.received_by(c.area_id), c.area_id) as province_id, c.level, c.form, c.training
  from recognition.campaign c;

-- Registration is a mark, not a stage: a household that registers late is scored like the others.
alter table recognition.dossier
  add column registered_at timestamptz,
  add column registered_how text check (registered_how in ('PAPER', 'ASSISTED', 'ONLINE')),
  add column corrected_by uuid[] not null default '{}',
  add column vote text check (vote in ('PASSED', 'FAILED')),
  drop constraint dossier_stage_check,
  drop constraint dossier_recognised_by_decision,
  add constraint dossier_stage check (stage in ('LISTED', 'SCORING', 'SCORED', 'MET', 'POSTED', 'SENT', 'RETURNED',
    'APPROVED', 'AGREED', 'RECOGNISED', 'REVOKED', 'REMOVED')),
  -- while a decision is drafted, what it is to recognise is kept for it
  add constraint dossier_recognised_by_decision check (
    (stage not in ('RECOGNISED', 'REVOKED') or decision_id is not null)
    and (decision_id is null or stage in ('APPROVED', 'AGREED', 'RECOGNISED', 'REVOKED'))),
  add constraint dossier_signer_corrected_nothing check (signed_by <> all (corrected_by)),
  add constraint dossier_registered_somehow check ((registered_at is null) = (registered_how is null)),
  add constraint dossier_voted_down check (vote <> 'FAILED' or outcome is distinct from 'ACHIEVED');

alter table recognition.tally add column registered integer not null default 0;
alter type recognition.moved add attribute registered boolean;

create or replace function recognition.keep_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  change moved[];
begin
  -- Gathered by kind first: a bulk copy is then a few rows, and a statement that moves nothing ends here.
  if tg_op = 'INSERT' then
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                   registered_at is not null as registered, count(*)::integer as dossiers
              from new_rows group by 1, 2, 3, 4, 5, 6, 7) m
     where m.stage <> 'REMOVED';
  else
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, reported, registered,
                   sum(one)::integer as dossiers
              from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                           registered_at is not null as registered, 1 as one
                      from new_rows
                    union all
                    select campaign_id, area_then, area_now, stage, outcome, sent_at is not null, registered_at is not null, -1
                      from old_rows) both_rows
             group by 1, 2, 3, 4, 5, 6, 7) m
     where m.dossiers <> 0 and m.stage <> 'REMOVED';
  end if;
  if change is null then
    return null;
  end if;

  insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                          approved, not_achieved, recognised, reported, registered)
  select m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level,
         sum(m.dossiers),
         sum(case when m.stage = 'LISTED' then m.dossiers else 0 end),
         sum(case when m.stage = 'SCORING' then m.dossiers else 0 end),
         sum(case when m.stage in ('SCORED', 'MET', 'POSTED') then m.dossiers else 0 end),
         sum(case when m.stage = 'SENT' then m.dossiers else 0 end),
         sum(case when m.stage = 'RETURNED' then m.dossiers else 0 end),
         sum(case when m.stage in ('APPROVED', 'AGREED') and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.stage = 'REVOKED' or m.stage in ('APPROVED', 'AGREED') and m.outcome = 'NOT_ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.stage = 'RECOGNISED' then m.dossiers else 0 end),
         sum(case when m.reported then m.dossiers else 0 end),
         sum(case when m.registered then m.dossiers else 0 end)
    from unnest(change) m
    join campaign c on c.campaign_id = m.campaign_id
   cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
    join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
     and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                         else platform.today() end
   group by m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level
  -- One order for everybody: two writers on one commune wait for each other and never lock each other out.
   order by m.campaign_id, a.ancestor_id, b.basis
  on conflict (campaign_id, area_id, basis) do update set
    roll = t.roll + excluded.roll, listed = t.listed + excluded.listed, scoring = t.scoring + excluded.scoring,
    scored = t.scored + excluded.scored, sent = t.sent + excluded.sent, returned = t.returned + excluded.returned,
    approved = t.approved + excluded.approved, not_achieved = t.not_achieved + excluded.not_achieved,
    recognised = t.recognised + excluded.recognised, reported = t.reported + excluded.reported,
    registered = t.registered + excluded.registered;
  return null;
end $$;

create or replace view recognition.recount as
select d.campaign_id, a.ancestor_id as area_id, b.basis, a.ancestor_level as level,
       count(*)::integer as roll,
       (count(*) filter (where d.stage = 'LISTED'))::integer as listed,
       (count(*) filter (where d.stage = 'SCORING'))::integer as scoring,
       (count(*) filter (where d.stage in ('SCORED', 'MET', 'POSTED')))::integer as scored,
       (count(*) filter (where d.stage = 'SENT'))::integer as sent,
       (count(*) filter (where d.stage = 'RETURNED'))::integer as returned,
       (count(*) filter (where d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED'))::integer as approved,
       (count(*) filter (where d.stage = 'REVOKED' or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED'))::integer as not_achieved,
       (count(*) filter (where d.stage = 'RECOGNISED'))::integer as recognised,
       (count(*) filter (where d.sent_at is not null))::integer as reported,
       (count(*) filter (where d.registered_at is not null))::integer as registered
  from recognition.dossier d
  join recognition.campaign c using (campaign_id)
  cross join lateral (values (d.area_then, 0), (d.area_now, 1)) b (area_id, basis)
  join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
   and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
 where d.stage <> 'REMOVED'
 group by d.campaign_id, a.ancestor_id, b.basis, a.ancestor_level;

create or replace function recognition.retally(own integer[], communes integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off
  set plan_cache_mode = force_custom_plan as $$
begin
  if cardinality(own) > 0 then
    delete from tally where area_id = any (own) and level <> 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported, registered)
    select o.campaign_id, o.area_id, o.basis, o.level, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
           o.approved, o.not_achieved, o.recognised, o.reported, o.registered
      from recount_own(own) o
     where o.level <> 3;
  end if;
  if cardinality(communes) > 0 then
    delete from tally where area_id = any (communes) and level = 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported, registered)
    select campaign_id, area_id, basis, 3, sum(roll), sum(listed), sum(scoring), sum(scored), sum(sent),
           sum(returned), sum(approved), sum(not_achieved), sum(recognised), sum(reported), sum(registered)
      from (select t.campaign_id, a.ancestor_id as area_id, t.basis, t.roll, t.listed, t.scoring, t.scored, t.sent,
                   t.returned, t.approved, t.not_achieved, t.recognised, t.reported, t.registered
              from areas.ancestor a
              join tally t on t.area_id = a.area_id and t.level = 4
              join campaign c on c.campaign_id = t.campaign_id
             where a.ancestor_id = any (communes) and a.ancestor_level = 3
               and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
            union all
            select o.campaign_id, o.area_id, o.basis, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
                   o.approved, o.not_achieved, o.recognised, o.reported, o.registered
              from recount_own(communes) o
             where o.level = 3) x
     group by campaign_id, area_id, basis;
  end if;
end $$;

drop function recognition.recount_own(integer[]);
create function recognition.recount_own(own integer[]) returns table (
  campaign_id integer, area_id integer, basis smallint, level smallint, roll bigint, listed bigint, scoring bigint,
  scored bigint, sent bigint, returned bigint, approved bigint, not_achieved bigint, recognised bigint, reported bigint,
  registered bigint)
  language sql stable security definer set search_path = recognition, pg_temp set jit = off as $$
    select d.campaign_id, d.area_id, d.basis, a.ancestor_level, count(*),
           count(*) filter (where d.stage = 'LISTED'),
           count(*) filter (where d.stage = 'SCORING'),
           count(*) filter (where d.stage in ('SCORED', 'MET', 'POSTED')),
           count(*) filter (where d.stage = 'SENT'),
           count(*) filter (where d.stage = 'RETURNED'),
           count(*) filter (where d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED'),
           count(*) filter (where d.stage = 'REVOKED' or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED'),
           count(*) filter (where d.stage = 'RECOGNISED'),
           count(*) filter (where d.sent_at is not null),
           count(*) filter (where d.registered_at is not null)
      from (select x.campaign_id, x.area_then as area_id, 0::smallint as basis, x.stage, x.outcome, x.sent_at, x.registered_at
              from dossier x where x.area_then = any (own)
            union all
            select x.campaign_id, x.area_now, 1::smallint, x.stage, x.outcome, x.sent_at, x.registered_at
              from dossier x where x.area_now = any (own)) d
      join campaign c on c.campaign_id = d.campaign_id
      join areas.ancestor a on a.area_id = d.area_id and a.ancestor_id = d.area_id
       and a.valid @> case when d.basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end
     where d.stage <> 'REMOVED'
     group by d.campaign_id, d.area_id, d.basis, a.ancestor_level
$$;

create or replace function recognition.freeze_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  if new.status = 'CLOSED' then
    -- what is recorded early and holds on the reference date holds for these figures now
    perform follow_reorganisation(r.reorganisation_id) from areas.reorganisation r
      where r.followed_on is null and r.withdrawn_at is null and r.effective_on <= new.reference_date;
    with back as (
      select distinct on (m.home_id, m.dossier_id) m.home_id, m.dossier_id, m.area_then
        from areas.reorganisation r
        join dossier_moved m on m.reorganisation_id = r.reorganisation_id and m.area_then is not null
        join dossier d on d.home_id = m.home_id and d.dossier_id = m.dossier_id and d.campaign_id = new.campaign_id
       where r.effective_on > new.reference_date and r.withdrawn_at is null
       order by m.home_id, m.dossier_id, r.effective_on)
    update dossier d set area_then = b.area_then
      from back b
     where d.home_id = b.home_id and d.dossier_id = b.dossier_id and d.area_then <> b.area_then;
    update dossier_moved m set area_then = null
      from areas.reorganisation r, dossier d
     where r.reorganisation_id = m.reorganisation_id and r.effective_on > new.reference_date and r.withdrawn_at is null
       and d.home_id = m.home_id and d.dossier_id = m.dossier_id and d.campaign_id = new.campaign_id
       and m.area_then is not null;
  end if;
  delete from tally where campaign_id = new.campaign_id and basis = 0;
  insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                     not_achieved, recognised, reported, registered)
  select campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
         recognised, reported, registered
    from recount where campaign_id = new.campaign_id and basis = 0;
  return null;
end $$;
