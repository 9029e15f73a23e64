-- What campaigns come to in provinces, for tables of the nation: sums of parts. A change adds a part and
-- touches none, so nobody waits for a province; parts are put together behind the pages (tally_wide), and
-- whoever reads adds up what is there. Exact with every commit, like the tally that it follows.
create table recognition.tally_wide (
  campaign_id integer not null,
  area_id integer not null,
  basis smallint not null,
  part bigint not null,
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
  registered integer not null default 0,
  unregistered integer not null default 0,
  met integer not null default 0,
  posted integer not null default 0,
  agreed integer not null default 0,
  recognised_average integer not null default 0,
  recognised_fair integer not null default 0,
  recognised_good integer not null default 0,
  recognised_level_1 integer not null default 0,
  recognised_level_2 integer not null default 0,
  villages integer not null default 0,
  villages_sent integer not null default 0,
  villages_roll integer not null default 0,
  villages_reported integer not null default 0,
  full_areas integer not null default 0,
  itself integer not null default 0,
  itself_full integer not null default 0,
  primary key (campaign_id, area_id, basis, part)
);
create sequence recognition.tally_wide_part owned by recognition.tally_wide.part;
select platform.allow_application('recognition.tally_wide', 'select');

-- When an area that reports itself has reported: 1 what belongs to it is sent; 2 its villages have sent
-- families; 3 its villages, and what belongs to itself, have sent; 4 a wide area with something of its own.
-- 0 reports nothing itself; -1 is not said yet.
create function recognition.tally_rule(model text, of_level text, area_level smallint, area integer) returns smallint
  language sql stable as $$
    select case
        when area_level = 4 or exists (select from areas.unassigned u where u.area_id = area) then 0
        when area_level = least(leaf, 3) then
          case when area_level >= leaf then 1 when model = 'LEARNING_FAMILY' then 2 else 3 end
        when area_level < least(leaf, 3) and model <> 'LEARNING_FAMILY' then 4
        else 0 end::smallint
      from (select case of_level when 'PROVINCE' then 1 when 'DISTRICT' then 2 when 'COMMUNE' then 3
                                 when 'CENTRE' then 3 else 4 end as leaf) x
$$;

alter table recognition.tally
  add column rule smallint not null default -1,
  add column full_area integer not null generated always as (
    case rule
      when 1 then (reported > 0 and reported >= roll)::integer
      when 2 then (reported > 0 and villages > 0 and villages_sent >= villages)::integer
      when 3 then (reported > 0 and villages + (roll > villages_roll)::integer > 0 and villages_sent >= villages
                   and (roll <= villages_roll or reported - villages_reported >= roll - villages_roll))::integer
      when 4 then (roll > 0 and reported >= roll)::integer
      else 0 end) stored;

create function recognition.rule_areas(areas integer[]) returns void
  language sql security definer set search_path = recognition, pg_temp as $$
    update tally t set rule = tally_rule(c.model, c.level, t.level, t.area_id)
      from campaign c
     where c.campaign_id = t.campaign_id and t.area_id = any (areas) and t.rule = -1
$$;

-- All parts of these campaigns made anew from the tallies of their communes; writers are kept away by who calls.
-- In one statement: what is taken away and what is counted are of the same moment.
create function recognition.widen(campaigns integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
begin
  perform pg_advisory_xact_lock(hashtext('recognition.tally_wide'));
  with gone as (
    delete from tally_wide where campaign_id = any (campaigns))
  insert into tally_wide (
    campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
    recognised, reported, registered, unregistered, met, posted, agreed,
    recognised_average, recognised_fair, recognised_good, recognised_level_1,
    recognised_level_2, villages, villages_sent, villages_roll, villages_reported,
    full_areas, itself, itself_full)
  select x.campaign_id, x.area_id, x.basis, nextval('tally_wide_part'),
         x.roll, x.listed, x.scoring, x.scored, x.sent, x.returned, x.approved, x.not_achieved, x.recognised,
         x.reported, x.registered, x.unregistered, x.met, x.posted, x.agreed, x.recognised_average,
         x.recognised_fair, x.recognised_good, x.recognised_level_1, x.recognised_level_2, x.villages,
         x.villages_sent, x.villages_roll, x.villages_reported, x.full_areas, x.itself, x.itself_full
    from (select t.campaign_id, a.ancestor_id as area_id, t.basis,
                 sum(t.roll) as roll,
                 sum(t.listed) as listed,
                 sum(t.scoring) as scoring,
                 sum(t.scored) as scored,
                 sum(t.sent) as sent,
                 sum(t.returned) as returned,
                 sum(t.approved) as approved,
                 sum(t.not_achieved) as not_achieved,
                 sum(t.recognised) as recognised,
                 sum(t.reported) as reported,
                 sum(t.registered) as registered,
                 sum(t.unregistered) as unregistered,
                 sum(t.met) as met,
                 sum(t.posted) as posted,
                 sum(t.agreed) as agreed,
                 sum(t.recognised_average) as recognised_average,
                 sum(t.recognised_fair) as recognised_fair,
                 sum(t.recognised_good) as recognised_good,
                 sum(t.recognised_level_1) as recognised_level_1,
                 sum(t.recognised_level_2) as recognised_level_2,
                 sum(t.villages) as villages,
                 sum(t.villages_sent) as villages_sent,
                 sum(t.villages_roll) as villages_roll,
                 sum(t.villages_reported) as villages_reported,
                 coalesce(sum(t.full_area) filter (where t.rule in (1, 2, 3)), 0) as full_areas,
                 count(*) filter (where t.rule = 4 and t.roll > 0) as itself,
                 coalesce(sum(t.full_area) filter (where t.rule = 4), 0) as itself_full
            from tally t
            join campaign c on c.campaign_id = t.campaign_id
            join areas.ancestor a on a.area_id = t.area_id and a.ancestor_level = 1
             and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                 else platform.today() end
           where t.campaign_id = any (campaigns) and t.level < 4
           group by t.campaign_id, a.ancestor_id, t.basis) x;
end $$;

-- Puts parts together where there are several; answers how many were taken away.
create function recognition.put_together() returns bigint
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off as $$
declare
  taken bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('recognition.tally_wide')) then
    return 0;
  end if;
  with several as (
    select campaign_id, area_id, basis from tally_wide group by 1, 2, 3 having count(*) > 1),
  gone as (
    delete from tally_wide w using several s
     where w.campaign_id = s.campaign_id and w.area_id = s.area_id and w.basis = s.basis
    returning w.*),
  put as (
    insert into tally_wide (
    campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
    recognised, reported, registered, unregistered, met, posted, agreed,
    recognised_average, recognised_fair, recognised_good, recognised_level_1,
    recognised_level_2, villages, villages_sent, villages_roll, villages_reported,
    full_areas, itself, itself_full)
    select x.campaign_id, x.area_id, x.basis, nextval('tally_wide_part'),
         x.roll, x.listed, x.scoring, x.scored, x.sent, x.returned, x.approved, x.not_achieved, x.recognised,
         x.reported, x.registered, x.unregistered, x.met, x.posted, x.agreed, x.recognised_average,
         x.recognised_fair, x.recognised_good, x.recognised_level_1, x.recognised_level_2, x.villages,
         x.villages_sent, x.villages_roll, x.villages_reported, x.full_areas, x.itself, x.itself_full
      from (select campaign_id, area_id, basis,
                   sum(roll) as roll,
                   sum(listed) as listed,
                   sum(scoring) as scoring,
                   sum(scored) as scored,
                   sum(sent) as sent,
                   sum(returned) as returned,
                   sum(approved) as approved,
                   sum(not_achieved) as not_achieved,
                   sum(recognised) as recognised,
                   sum(reported) as reported,
                   sum(registered) as registered,
                   sum(unregistered) as unregistered,
                   sum(met) as met,
                   sum(posted) as posted,
                   sum(agreed) as agreed,
                   sum(recognised_average) as recognised_average,
                   sum(recognised_fair) as recognised_fair,
                   sum(recognised_good) as recognised_good,
                   sum(recognised_level_1) as recognised_level_1,
                   sum(recognised_level_2) as recognised_level_2,
                   sum(villages) as villages,
                   sum(villages_sent) as villages_sent,
                   sum(villages_roll) as villages_roll,
                   sum(villages_reported) as villages_reported,
                   sum(full_areas) as full_areas,
                   sum(itself) as itself,
                   sum(itself_full) as itself_full
              from gone group by campaign_id, area_id, basis) x)
  select count(*) into taken from gone;
  return taken;
end $$;

create or replace function recognition.keep_tally() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  change moved[];
  turned turned[];
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

  with kept as (
    insert into tally as t (campaign_id, area_id, basis, level, roll, listed, scoring, scored, sent, returned,
                            approved, not_achieved, recognised, reported, registered,
                            unregistered, met, posted, agreed, recognised_average, recognised_fair,
                            recognised_good, recognised_level_1, recognised_level_2,
                            villages_roll, villages_reported, day, rule)
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
           sum(case when m.rating = 'LEVEL_2' then m.dossiers else 0 end),
           -- under a commune, but not its own
           sum(case when a.ancestor_level = 3 and b.area_id <> a.ancestor_id then m.dossiers else 0 end),
           sum(case when a.ancestor_level = 3 and b.area_id <> a.ancestor_id and m.reported then m.dossiers else 0 end),
           platform.today(),
           tally_rule(c.model, c.level, a.ancestor_level, a.ancestor_id)
      from unnest(change) m
      join campaign c on c.campaign_id = m.campaign_id
     cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
      join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
       and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by m.campaign_id, c.model, c.level, a.ancestor_id, b.basis, a.ancestor_level
     -- Communes first and in one order for everybody: two writers on one commune wait for each other there,
     -- also when each writes several times, and never lock each other out.
     order by m.campaign_id, a.ancestor_level = 4, a.ancestor_id, b.basis
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
      recognised_level_2 = t.recognised_level_2 + excluded.recognised_level_2,
      villages_roll = t.villages_roll + excluded.villages_roll,
      villages_reported = t.villages_reported + excluded.villages_reported,
      day = excluded.day
    returning with (old as was, new as is_now) was as before, is_now as after),
  -- What it comes to in provinces is written beside what is there, so that nobody waits for anybody.
  wide as (
    insert into tally_wide (
      campaign_id, area_id, basis, part, roll, listed, scoring, scored, sent, returned, approved, not_achieved,
      recognised, reported, registered, unregistered, met, posted, agreed, recognised_average, recognised_fair,
      recognised_good, recognised_level_1, recognised_level_2, villages, villages_sent, villages_roll,
      villages_reported, full_areas, itself, itself_full)
    select (k.after).campaign_id, a.ancestor_id, (k.after).basis, nextval('tally_wide_part'),
           sum((k.after).roll - coalesce((k.before).roll, 0)),
           sum((k.after).listed - coalesce((k.before).listed, 0)),
           sum((k.after).scoring - coalesce((k.before).scoring, 0)),
           sum((k.after).scored - coalesce((k.before).scored, 0)),
           sum((k.after).sent - coalesce((k.before).sent, 0)),
           sum((k.after).returned - coalesce((k.before).returned, 0)),
           sum((k.after).approved - coalesce((k.before).approved, 0)),
           sum((k.after).not_achieved - coalesce((k.before).not_achieved, 0)),
           sum((k.after).recognised - coalesce((k.before).recognised, 0)),
           sum((k.after).reported - coalesce((k.before).reported, 0)),
           sum((k.after).registered - coalesce((k.before).registered, 0)),
           sum((k.after).unregistered - coalesce((k.before).unregistered, 0)),
           sum((k.after).met - coalesce((k.before).met, 0)),
           sum((k.after).posted - coalesce((k.before).posted, 0)),
           sum((k.after).agreed - coalesce((k.before).agreed, 0)),
           sum((k.after).recognised_average - coalesce((k.before).recognised_average, 0)),
           sum((k.after).recognised_fair - coalesce((k.before).recognised_fair, 0)),
           sum((k.after).recognised_good - coalesce((k.before).recognised_good, 0)),
           sum((k.after).recognised_level_1 - coalesce((k.before).recognised_level_1, 0)),
           sum((k.after).recognised_level_2 - coalesce((k.before).recognised_level_2, 0)),
           sum((k.after).villages - coalesce((k.before).villages, 0)),
           sum((k.after).villages_sent - coalesce((k.before).villages_sent, 0)),
           sum((k.after).villages_roll - coalesce((k.before).villages_roll, 0)),
           sum((k.after).villages_reported - coalesce((k.before).villages_reported, 0)),
           sum(case when (k.after).rule in (1, 2, 3) then (k.after).full_area - coalesce((k.before).full_area, 0) else 0 end),
           sum(case (k.after).rule when 4 then ((k.after).roll > 0)::integer - coalesce((k.before).roll > 0, false)::integer else 0 end),
           sum(case (k.after).rule when 4 then (k.after).full_area - coalesce((k.before).full_area, 0) else 0 end)
      from kept k
      join campaign c on c.campaign_id = (k.after).campaign_id
      join areas.ancestor a on a.area_id = (k.after).area_id and a.ancestor_level = 1
       and a.valid @> case when (k.after).basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     where (k.after).level < 4
     group by (k.after).campaign_id, a.ancestor_id, (k.after).basis)
  select array_agg(row((k.after).campaign_id, (k.after).area_id, (k.after).basis,
                       ((k.after).roll > 0)::integer - coalesce((k.before).roll > 0, false)::integer,
                       ((k.after).roll > 0 and (k.after).reported >= (k.after).roll)::integer
                         - coalesce((k.before).roll > 0 and (k.before).reported >= (k.before).roll, false)::integer)::turned)
    into turned
    from kept k
   where (k.after).level = 4
     and (((k.after).roll > 0) is distinct from coalesce((k.before).roll > 0, false)
       or ((k.after).roll > 0 and (k.after).reported >= (k.after).roll)
            is distinct from coalesce((k.before).roll > 0 and (k.before).reported >= (k.before).roll, false));

  -- Only when a village came, went, or had sent everything for the first time.
  if turned is not null then
    with kept as (
      update tally t
         set villages = t.villages + v.villages, villages_sent = t.villages_sent + v.sent
        from (select x.campaign_id, a.ancestor_id as area_id, x.basis, sum(x.villages) as villages, sum(x.sent) as sent
                from unnest(turned) x
                join campaign c on c.campaign_id = x.campaign_id
                join areas.ancestor a on a.area_id = x.area_id and a.ancestor_level = 3
                 and a.valid @> case when x.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                     else platform.today() end
               group by x.campaign_id, a.ancestor_id, x.basis) v
       where t.campaign_id = v.campaign_id and t.area_id = v.area_id and t.basis = v.basis
      returning with (old as was, new as is_now) was as before, is_now as after)
    insert into tally_wide (campaign_id, area_id, basis, part, villages, villages_sent, full_areas)
    select (k.after).campaign_id, a.ancestor_id, (k.after).basis, nextval('tally_wide_part'),
           sum((k.after).villages - (k.before).villages), sum((k.after).villages_sent - (k.before).villages_sent),
           sum((k.after).full_area - (k.before).full_area)
      from kept k
      join campaign c on c.campaign_id = (k.after).campaign_id
      join areas.ancestor a on a.area_id = (k.after).area_id and a.ancestor_level = 1
       and a.valid @> case when (k.after).basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by (k.after).campaign_id, a.ancestor_id, (k.after).basis;
  end if;
  return null;
end $$;

create or replace function recognition.retally(own integer[], communes integer[]) returns void
  language plpgsql security definer set search_path = recognition, pg_temp set jit = off
  set plan_cache_mode = force_custom_plan as $$
declare
  those integer[] := array(select distinct t.campaign_id from tally t where t.area_id = any (own || communes));
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
    perform count_villages(communes, null);
  end if;
  perform rule_areas(own || communes);
  perform widen(those || array(select distinct t.campaign_id from tally t where t.area_id = any (own || communes)));
end $$;

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
  perform count_villages(array(select t.area_id from tally t
                                where t.campaign_id = new.campaign_id and t.basis = 0 and t.level = 3),
                         new.campaign_id);
  perform rule_areas(array(select t.area_id from tally t where t.campaign_id = new.campaign_id and t.basis = 0));
  perform widen(array[new.campaign_id]);
  return null;
end $$;

update recognition.tally t set rule = recognition.tally_rule(c.model, c.level, t.level, t.area_id)
  from recognition.campaign c where c.campaign_id = t.campaign_id;
select recognition.widen(array(select campaign_id from recognition.campaign));

-- Which areas below there are is asked by level, of a few thousand among all villages.
create index area_version_wide on areas.area_version (level, parent_id) where level < 4;

-- Whoever takes a file away asks for all of them.
drop index criteria.guide_file;
create index guide_file on criteria.guide (sha256);
