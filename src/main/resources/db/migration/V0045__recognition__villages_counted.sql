-- A commune knows of its villages how many have somebody on the roll, how many of these sent all of it,
-- and how many dossiers that makes: pages of a province or the nation read communes and never villages.
-- The day is that of the last change.
alter table recognition.tally
  add column villages integer not null default 0,
  add column villages_sent integer not null default 0,
  add column villages_roll integer not null default 0,
  add column villages_reported integer not null default 0,
  add column day date not null default platform.today();

-- A village that came onto a roll or left it, and one that had sent all of it for the first time or no more.
create type recognition.turned as (
  campaign_id integer,
  area_id integer,
  basis smallint,
  villages integer,
  sent integer
);

-- What the figures of an area, as it is now, were before their first change of a day. An area without a row
-- since a day is what it was on that day. Derived like the tally, and so without foreign keys.
create table recognition.tally_day (
  campaign_id integer not null,
  area_id integer not null,
  day date not null,
  level smallint not null,
  roll integer not null,
  registered integer not null,
  scored integer not null,
  reported integer not null,
  approved integer not null,
  not_achieved integer not null,
  recognised integer not null,
  primary key (campaign_id, area_id, day)
);
create index tally_day_level on recognition.tally_day (campaign_id, level, day);
select platform.allow_application('recognition.tally_day', 'select');

create function recognition.keep_tally_day() returns trigger
  language plpgsql security definer set search_path = recognition, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into tally_day values (new.campaign_id, new.area_id, platform.today(), new.level, 0, 0, 0, 0, 0, 0, 0)
      on conflict do nothing;
  else
    insert into tally_day values (old.campaign_id, old.area_id, platform.today(), old.level, old.roll, old.registered,
        old.scored, old.reported, old.approved, old.not_achieved, old.recognised)
      on conflict do nothing;
  end if;
  return null;
end $$;

create trigger tally_added after insert on recognition.tally
  for each row when (new.basis = 1) execute function recognition.keep_tally_day();
create trigger tally_changed after update on recognition.tally
  for each row when (new.basis = 1 and old.day <> new.day) execute function recognition.keep_tally_day();
create trigger tally_gone after delete on recognition.tally
  for each row when (old.basis = 1) execute function recognition.keep_tally_day();

-- Of all campaigns, or of one; writers are kept away by who calls.
create function recognition.count_villages(communes integer[], of_campaign integer) returns void
  language sql security definer set search_path = recognition, pg_temp set jit = off as $$
    update tally t
       set villages = v.villages, villages_sent = v.sent, villages_roll = v.roll, villages_reported = v.reported
      from (select x.campaign_id, a.ancestor_id as area_id, x.basis,
                   count(*) filter (where x.roll > 0) as villages,
                   count(*) filter (where x.roll > 0 and x.reported >= x.roll) as sent,
                   sum(x.roll) as roll, sum(x.reported) as reported
              from areas.ancestor a
              join tally x on x.area_id = a.area_id and x.level = 4
              join campaign c on c.campaign_id = x.campaign_id
             where a.ancestor_id = any (communes) and a.ancestor_level = 3
               and (of_campaign is null or x.campaign_id = of_campaign)
               and a.valid @> case when x.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
             group by x.campaign_id, a.ancestor_id, x.basis) v
     where t.campaign_id = v.campaign_id and t.area_id = v.area_id and t.basis = v.basis and t.level = 3
       and (t.villages, t.villages_sent, t.villages_roll, t.villages_reported)
           is distinct from (v.villages, v.sent, v.roll, v.reported)
$$;

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
                            villages_roll, villages_reported, day)
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
           platform.today()
      from unnest(change) m
      join campaign c on c.campaign_id = m.campaign_id
     cross join lateral (values (0::smallint, m.area_then), (1::smallint, m.area_now)) b (basis, area_id)
      join areas.ancestor a on a.area_id = b.area_id and (a.ancestor_level in (3, 4) or a.ancestor_id = a.area_id)
       and a.valid @> case when b.basis = 0 and c.status = 'CLOSED' then c.reference_date
                           else platform.today() end
     group by m.campaign_id, a.ancestor_id, b.basis, a.ancestor_level
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
    returning with (old as was, new as is_now) is_now.level, is_now.campaign_id, is_now.area_id, is_now.basis,
      (is_now.roll > 0)::integer - coalesce(was.roll > 0, false)::integer as villages,
      (is_now.roll > 0 and is_now.reported >= is_now.roll)::integer
        - coalesce(was.roll > 0 and was.reported >= was.roll, false)::integer as sent)
  select array_agg(row(k.campaign_id, k.area_id, k.basis, k.villages, k.sent)::turned) into turned
    from kept k where k.level = 4 and (k.villages <> 0 or k.sent <> 0);

  -- Only when a village came, went, or had sent everything for the first time.
  if turned is not null then
    update tally t
       set villages = t.villages + v.villages, villages_sent = t.villages_sent + v.sent
      from (select x.campaign_id, a.ancestor_id as area_id, x.basis, sum(x.villages) as villages, sum(x.sent) as sent
              from unnest(turned) x
              join campaign c on c.campaign_id = x.campaign_id
              join areas.ancestor a on a.area_id = x.area_id and a.ancestor_level = 3
               and a.valid @> case when x.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                   else platform.today() end
             group by x.campaign_id, a.ancestor_id, x.basis) v
     where t.campaign_id = v.campaign_id and t.area_id = v.area_id and t.basis = v.basis;
  end if;
  return null;
end $$;

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
    perform count_villages(communes, null);
  end if;
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
  return null;
end $$;

select recognition.count_villages(array(select distinct area_id from recognition.tally where level = 3), null);
