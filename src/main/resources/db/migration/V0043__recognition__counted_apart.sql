-- Counted apart, so that lists of work and targets are read from the tallies alone: of the listed those
-- not registered; of the scored those voted on and those posted; of the approved those a council agreed
-- to; and of the recognised how many at each rating ("từ loại khá trở lên"). The recognised that are rated
-- no more than achieved are what is left.
alter table recognition.tally
  add column unregistered integer not null default 0,
  add column met integer not null default 0,
  add column posted integer not null default 0,
  add column agreed integer not null default 0,
  add column recognised_average integer not null default 0,
  add column recognised_fair integer not null default 0,
  add column recognised_good integer not null default 0,
  add column recognised_level_1 integer not null default 0,
  add column recognised_level_2 integer not null default 0;
alter type recognition.moved add attribute rating text;

create or replace function recognition.keep_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  change moved[];
begin
  -- Gathered by kind first: a bulk copy is then a few rows, and a statement that moves nothing ends here.
  if tg_op = 'INSERT' then
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered, m.rating)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                   registered_at is not null as registered, case when stage = 'RECOGNISED' then rating end as rating,
                   count(*)::integer as dossiers
              from new_rows group by 1, 2, 3, 4, 5, 6, 7, 8) m
     where m.stage <> 'REMOVED';
  else
    select array_agg(row(m.campaign_id, m.area_then, m.area_now, m.stage, m.outcome, m.reported, m.dossiers, m.registered, m.rating)::moved)
      into change
      from (select campaign_id, area_then, area_now, stage, outcome, reported, registered, rating,
                   sum(one)::integer as dossiers
              from (select campaign_id, area_then, area_now, stage, outcome, sent_at is not null as reported,
                           registered_at is not null as registered,
                           case when stage = 'RECOGNISED' then rating end as rating, 1 as one
                      from new_rows
                    union all
                    select campaign_id, area_then, area_now, stage, outcome, sent_at is not null, registered_at is not null,
                           case when stage = 'RECOGNISED' then rating end, -1
                      from old_rows) both_rows
             group by 1, 2, 3, 4, 5, 6, 7, 8) m
     where m.dossiers <> 0 and m.stage <> 'REMOVED';
  end if;
  if change is null then
    return null;
  end if;

  insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                          approved, not_achieved, recognised, reported, registered,
                          unregistered, met, posted, agreed, recognised_average, recognised_fair,
                          recognised_good, recognised_level_1, recognised_level_2)
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
         sum(case when m.registered then m.dossiers else 0 end),
         sum(case when m.stage = 'LISTED' and not m.registered then m.dossiers else 0 end),
         sum(case when m.stage = 'MET' then m.dossiers else 0 end),
         sum(case when m.stage = 'POSTED' then m.dossiers else 0 end),
         sum(case when m.stage = 'AGREED' and m.outcome = 'ACHIEVED' then m.dossiers else 0 end),
         sum(case when m.rating = 'AVERAGE' then m.dossiers else 0 end),
         sum(case when m.rating = 'FAIR' then m.dossiers else 0 end),
         sum(case when m.rating = 'GOOD' then m.dossiers else 0 end),
         sum(case when m.rating = 'LEVEL_1' then m.dossiers else 0 end),
         sum(case when m.rating = 'LEVEL_2' then m.dossiers else 0 end)
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
    registered = t.registered + excluded.registered,
    unregistered = t.unregistered + excluded.unregistered,
    met = t.met + excluded.met,
    posted = t.posted + excluded.posted,
    agreed = t.agreed + excluded.agreed,
    recognised_average = t.recognised_average + excluded.recognised_average,
    recognised_fair = t.recognised_fair + excluded.recognised_fair,
    recognised_good = t.recognised_good + excluded.recognised_good,
    recognised_level_1 = t.recognised_level_1 + excluded.recognised_level_1,
    recognised_level_2 = t.recognised_level_2 + excluded.recognised_level_2;
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
       (count(*) filter (where d.registered_at is not null))::integer as registered,
       (count(*) filter (where d.stage = 'LISTED' and d.registered_at is null))::integer as unregistered,
       (count(*) filter (where d.stage = 'MET'))::integer as met,
       (count(*) filter (where d.stage = 'POSTED'))::integer as posted,
       (count(*) filter (where d.stage = 'AGREED' and d.outcome = 'ACHIEVED'))::integer as agreed,
       (count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'AVERAGE'))::integer as recognised_average,
       (count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'FAIR'))::integer as recognised_fair,
       (count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'GOOD'))::integer as recognised_good,
       (count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'LEVEL_1'))::integer as recognised_level_1,
       (count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'LEVEL_2'))::integer as recognised_level_2
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
                       not_achieved, recognised, reported, registered,
                       unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
                       recognised_level_1, recognised_level_2)
    select o.campaign_id, o.area_id, o.basis, o.level, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
           o.approved, o.not_achieved, o.recognised, o.reported, o.registered,
           o.unregistered, o.met, o.posted, o.agreed, o.recognised_average, o.recognised_fair, o.recognised_good,
           o.recognised_level_1, o.recognised_level_2
      from recount_own(own) o
     where o.level <> 3;
  end if;
  if cardinality(communes) > 0 then
    delete from tally where area_id = any (communes) and level = 3;
    insert into tally (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved,
                       not_achieved, recognised, reported, registered,
                       unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
                       recognised_level_1, recognised_level_2)
    select campaign_id, area_id, basis, 3, sum(roll), sum(listed), sum(scoring), sum(scored), sum(sent),
           sum(returned), sum(approved), sum(not_achieved), sum(recognised), sum(reported), sum(registered),
           sum(unregistered), sum(met), sum(posted), sum(agreed), sum(recognised_average), sum(recognised_fair),
           sum(recognised_good), sum(recognised_level_1), sum(recognised_level_2)
      from (select t.campaign_id, a.ancestor_id as area_id, t.basis, t.roll, t.listed, t.scoring, t.scored, t.sent,
                   t.returned, t.approved, t.not_achieved, t.recognised, t.reported, t.registered,
                   t.unregistered, t.met, t.posted, t.agreed, t.recognised_average, t.recognised_fair,
                   t.recognised_good, t.recognised_level_1, t.recognised_level_2
              from areas.ancestor a
              join tally t on t.area_id = a.area_id and t.level = 4
              join campaign c on c.campaign_id = t.campaign_id
             where a.ancestor_id = any (communes) and a.ancestor_level = 3
               and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
            union all
            select o.campaign_id, o.area_id, o.basis, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned,
                   o.approved, o.not_achieved, o.recognised, o.reported, o.registered,
                   o.unregistered, o.met, o.posted, o.agreed, o.recognised_average, o.recognised_fair,
                   o.recognised_good, o.recognised_level_1, o.recognised_level_2
              from recount_own(communes) o
             where o.level = 3) x
     group by campaign_id, area_id, basis;
  end if;
end $$;

drop function recognition.recount_own(integer[]);
create function recognition.recount_own(own integer[]) returns table (
  campaign_id integer, area_id integer, basis smallint, level smallint, roll bigint, listed bigint, scoring bigint,
  scored bigint, sent bigint, returned bigint, approved bigint, not_achieved bigint, recognised bigint, reported bigint,
  registered bigint, unregistered bigint, met bigint, posted bigint, agreed bigint, recognised_average bigint,
  recognised_fair bigint, recognised_good bigint, recognised_level_1 bigint, recognised_level_2 bigint)
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
           count(*) filter (where d.registered_at is not null),
           count(*) filter (where d.stage = 'LISTED' and d.registered_at is null),
           count(*) filter (where d.stage = 'MET'),
           count(*) filter (where d.stage = 'POSTED'),
           count(*) filter (where d.stage = 'AGREED' and d.outcome = 'ACHIEVED'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'AVERAGE'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'FAIR'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'GOOD'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'LEVEL_1'),
           count(*) filter (where d.stage = 'RECOGNISED' and d.rating = 'LEVEL_2')
      from (select x.campaign_id, x.area_then as area_id, 0::smallint as basis, x.stage, x.outcome, x.sent_at, x.registered_at,
                   x.rating
              from dossier x where x.area_then = any (own)
            union all
            select x.campaign_id, x.area_now, 1::smallint, x.stage, x.outcome, x.sent_at, x.registered_at, x.rating
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
                     not_achieved, recognised, reported, registered,
                     unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
                     recognised_level_1, recognised_level_2)
  select campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
         recognised, reported, registered,
         unregistered, met, posted, agreed, recognised_average, recognised_fair, recognised_good,
         recognised_level_1, recognised_level_2
    from recount where campaign_id = new.campaign_id and basis = 0;
  return null;
end $$;

update recognition.tally t
   set unregistered = r.unregistered,
       met = r.met,
       posted = r.posted,
       agreed = r.agreed,
       recognised_average = r.recognised_average,
       recognised_fair = r.recognised_fair,
       recognised_good = r.recognised_good,
       recognised_level_1 = r.recognised_level_1,
       recognised_level_2 = r.recognised_level_2
  from recognition.recount r
 where r.campaign_id = t.campaign_id and r.area_id = t.area_id and r.basis = t.basis;

-- Drafts are few among all decisions, and so are objections that wait.
create index decision_draft on recognition.decision (campaign_id) where status = 'DRAFT';
create index objection_open on recognition.objection (home_id, dossier_id) where resolution is null;
