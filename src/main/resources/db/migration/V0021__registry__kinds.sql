-- Everybody and everything that can hold a title besides households: what only one kind has, who belongs to
-- what since when, consent of persons, and communities that come and go with their areas.

-- Serial 0 is the community of an area, so that villages keep counting their households from 1.
alter table registry.subject
  drop constraint household_serial_check,
  add constraint subject_serial_not_negative check (serial >= 0),
  add constraint subject_persons_of_households
    check (kind = 'HOUSEHOLD' or num_nonnulls(children, adults, workers) = 0);
create unique index subject_automatic on registry.subject (home_id, kind) where kind in ('COMMUNITY', 'PROGRAMME');

alter table registry.subject_change drop constraint household_change_kind_check;
alter table registry.subject_change add constraint subject_change_kind check (kind in
  ('CREATED', 'EDITED', 'SPLIT', 'JOINED', 'MOVED', 'CLOSED', 'REOPENED', 'CONSENTED', 'WITHDRAWN', 'BELONGS'));

-- A village has several times as many citizens as households: a list reads only the kind that it shows.
alter table registry.residence add column kind text not null default 'HOUSEHOLD';
drop index registry.residence_now;
create index residence_now on registry.residence (area_id, kind, home_id, subject_id) where upper_inf(valid);

alter table registry.import_batch add column kind text not null default 'HOUSEHOLD'
  constraint import_batch_kind check (kind in
    ('HOUSEHOLD', 'CITIZEN', 'CLAN', 'UNIT', 'SELF_MANAGED_GROUP', 'LEARNING_CENTRE'));

-- Groups of working people, each assessed by a form of its own.
create table registry.labour_group (
  code text primary key check (code ~ '^[A-Z][A-Z0-9_]*$'),
  name text not null check (name <> ''),
  explanation text not null default '',
  source text not null default '',
  verified boolean not null,
  place smallint not null,
  retired boolean not null default false
);
insert into registry.labour_group (code, name, explanation, source, verified, place) values
  ('FARMER', 'Nông dân, lao động nông thôn', '', 'Thí điểm "Công dân học tập" từ tháng 11/2020', true, 1),
  ('WORKER', 'Công nhân khu công nghiệp, thợ thủ công', '', 'Thí điểm "Công dân học tập" từ tháng 11/2020', true, 2),
  ('OFFICIAL', 'Lao động trí óc, cán bộ', '', 'Thí điểm "Công dân học tập" từ tháng 11/2020', true, 3),
  ('LEARNER', 'Học viên, học sinh, sinh viên (mẫu)', '', '', false, 4);

-- What a unit, and what a learning centre can be.
create table registry.unit_kind (
  code text primary key check (code ~ '^[A-Z][A-Z0-9_]*$'),
  name text not null check (name <> ''),
  place smallint not null,
  retired boolean not null default false
);
insert into registry.unit_kind (code, name, place) values
  ('AGENCY', 'Cơ quan, tổ chức', 1),
  ('SCHOOL', 'Trường học, cơ sở giáo dục', 2),
  ('ENTERPRISE', 'Doanh nghiệp', 3),
  ('COOPERATIVE', 'Hợp tác xã', 4),
  ('OTHER', 'Đơn vị khác', 5);

create table registry.centre_kind (
  code text primary key check (code ~ '^[A-Z][A-Z0-9_]*$'),
  name text not null check (name <> ''),
  place smallint not null,
  retired boolean not null default false
);
insert into registry.centre_kind (code, name, place) values
  ('LEARNING', 'Trung tâm học tập cộng đồng', 1),
  ('CULTURE_LEARNING', 'Trung tâm Văn hóa - Học tập cộng đồng', 2);

-- A person. The identity number is kept enciphered, with a keyed hash that tells whether it was entered before.
create table registry.citizen (
  home_id integer not null,
  subject_id uuid not null,
  birth_year smallint not null check (birth_year between 1900 and 2100),
  sex text check (sex in ('FEMALE', 'MALE')),
  labour_group text not null references registry.labour_group,
  id_cipher bytea,
  id_hash bytea,
  primary key (home_id, subject_id),
  foreign key (home_id, subject_id) references registry.subject,
  constraint citizen_id_whole check (num_nulls(id_cipher, id_hash) in (0, 2))
);
create index citizen_labour_group on registry.citizen (labour_group);
create unique index citizen_id_once on registry.citizen (id_hash);

create table registry.unit (
  home_id integer not null,
  subject_id uuid not null,
  unit_kind text not null references registry.unit_kind,
  managing_level text not null check (managing_level in ('COMMUNE', 'DISTRICT', 'PROVINCE')),
  school boolean not null default false,
  -- as the unit states them; null when it did not
  learners integer check (learners between 0 and 999999),
  staff integer check (staff between 0 and 999999),
  head text not null default '',
  primary key (home_id, subject_id),
  foreign key (home_id, subject_id) references registry.subject,
  constraint unit_learners_of_a_school check (school or learners is null)
);
create index unit_kind_of on registry.unit (unit_kind);

create table registry.clan (
  home_id integer not null,
  subject_id uuid not null,
  head text not null default '',
  -- as the clan states them; null when it did not
  households integer check (households between 0 and 99999),
  primary key (home_id, subject_id),
  foreign key (home_id, subject_id) references registry.subject
);

create table registry.self_managed_group (
  home_id integer not null,
  subject_id uuid not null,
  head text not null default '',
  households integer check (households between 0 and 99999),
  primary key (home_id, subject_id),
  foreign key (home_id, subject_id) references registry.subject
);

create table registry.learning_centre (
  home_id integer not null,
  subject_id uuid not null,
  centre_kind text not null references registry.centre_kind,
  head text not null default '',
  primary key (home_id, subject_id),
  foreign key (home_id, subject_id) references registry.subject
);
create index learning_centre_kind on registry.learning_centre (centre_kind);

-- Every subject with what only its kind has; columns of other kinds are null.
create view registry.known_subject with (security_invoker = true) as
select s.home_id, s.subject_id, s.kind, s.serial, s.name, s.address, s.note, s.status, s.version, s.folded, s.batch_id,
       c.birth_year, c.sex, c.labour_group, c.id_cipher,
       u.unit_kind, u.managing_level, u.school, u.learners, u.staff,
       coalesce(u.head, k.head, g.head, l.head) as head, coalesce(k.households, g.households) as households,
       l.centre_kind
  from registry.subject s
  left join registry.citizen c on c.home_id = s.home_id and c.subject_id = s.subject_id
  left join registry.unit u on u.home_id = s.home_id and u.subject_id = s.subject_id
  left join registry.clan k on k.home_id = s.home_id and k.subject_id = s.subject_id
  left join registry.self_managed_group g on g.home_id = s.home_id and g.subject_id = s.subject_id
  left join registry.learning_centre l on l.home_id = s.home_id and l.subject_id = s.subject_id;

-- Who belongs to what, when: a citizen lives in a household, works or studies in a unit; a household belongs
-- to a clan. One at a time for each role.
create table registry.membership (
  home_id integer not null,
  subject_id uuid not null,
  role text not null check (role in ('LIVES_IN', 'WORKS_IN', 'STUDIES_IN', 'BELONGS_TO')),
  other_home_id integer not null,
  other_subject_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  primary key (home_id, subject_id, role, valid without overlaps),
  foreign key (home_id, subject_id) references registry.subject,
  foreign key (other_home_id, other_subject_id) references registry.subject
);
create index membership_other on registry.membership (other_home_id, other_subject_id, role);
create index membership_now on registry.membership (home_id, subject_id, role) where upper_inf(valid);

-- A person agreed to be registered: to which text, how, when, who wrote it down; and took it back.
create table registry.consent (
  home_id integer not null,
  subject_id uuid not null,
  consent_id uuid not null default uuidv7(),
  text_version smallint not null,
  how text not null check (how in ('PAPER', 'IN_PERSON', 'ONLINE')),
  given_on date not null,
  guardian text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_name text not null,
  batch_id uuid references registry.import_batch,
  withdrawn_on date,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_name text,
  primary key (home_id, subject_id, consent_id),
  foreign key (home_id, subject_id) references registry.subject,
  constraint consent_withdrawn_by_somebody check (num_nulls(withdrawn_on, withdrawn_at, withdrawn_name) in (0, 3)),
  constraint consent_withdrawn_later check (withdrawn_on >= given_on)
);
create index consent_batch on registry.consent (batch_id);
create unique index consent_holds on registry.consent (home_id, subject_id) where withdrawn_on is null;

-- Rows of a list of anything but households between reading and applying; see import_row.
create unlogged table registry.subject_row (
  batch_id uuid not null,
  row_number integer not null,
  code text,
  home_id integer,
  serial integer,
  subject_id uuid,
  seen_version integer,
  area_id integer,
  name text,
  address text,
  note text,
  birth_year integer,
  sex text,
  labour_group text,
  unit_kind text,
  managing_level text,
  school boolean,
  learners integer,
  staff integer,
  head text,
  households integer,
  centre_kind text,
  -- the household that a person lives in, the unit that they work or study in
  household text,
  household_home integer,
  household_serial integer,
  household_id uuid,
  unit text,
  unit_home integer,
  unit_serial integer,
  unit_id uuid,
  role text,
  consent_how text,
  consent_on date,
  guardian text,
  outcome text not null check (outcome in ('IMPORT', 'UPDATE', 'SKIP', 'FAIL')),
  primary key (batch_id, row_number)
);

-- Communities and programmes of these areas as the tree says today: one for every area that stands, closed
-- when its area ended, called what it is called. Answers what changed. May be called again.
create function registry.keep_communities(touched integer[], at_moment timestamptz, by_account uuid, by_name text)
  returns table (home integer, subject uuid, of_kind text, what text)
  language plpgsql security definer set search_path = registry, pg_temp set jit = off
  set plan_cache_mode = force_custom_plan as $$
begin
  return query
  with standing as (
    select v.area_id, v.name, v.level,
           (select min(lower(o.valid)) from areas.area_version o where o.area_id = v.area_id) as since
      from unnest(touched) as t (area_id)
      join areas.area_version v on v.area_id = t.area_id and v.level in (1, 3, 4) and v.valid @> platform.today()
     where not exists (select from areas.unassigned u where u.area_id = v.area_id)),
  wanted as (
    select distinct s.area_id, s.name, s.since, k.kind
      from standing s cross join (values ('COMMUNITY'), ('PROGRAMME')) as k (kind)
     where (k.kind = 'COMMUNITY' or s.level <> 4)
       and not exists (select from registry.subject x where x.home_id = s.area_id and x.kind = k.kind)),
  added as (
    insert into registry.subject (home_id, serial, kind, name, created_at, created_by)
    select w.area_id,
           case w.kind when 'COMMUNITY' then 0
             else 1 + coalesce((select max(x.serial) from registry.subject x where x.home_id = w.area_id), 0) end,
           w.kind, w.name, at_moment, by_account
      from wanted w
    returning registry.subject.home_id, registry.subject.subject_id, registry.subject.kind),
  living as (
    insert into registry.residence (home_id, subject_id, kind, valid, area_id)
    select a.home_id, a.subject_id, a.kind, daterange(w.since, null), a.home_id
      from added a join wanted w on w.area_id = a.home_id and w.kind = a.kind)
  select a.home_id, a.subject_id, a.kind, 'ADDED' from added a;

  update subject s set name = v.name, version = s.version + 1
    from unnest(touched) as t (area_id)
    join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
   where s.home_id = t.area_id and s.kind in ('COMMUNITY', 'PROGRAMME') and s.name <> v.name;

  return query
  with ended as (
    select v.area_id, max(upper(v.valid)) as day
      from unnest(touched) as t (area_id)
      join areas.area_version v on v.area_id = t.area_id
     group by v.area_id
    having not bool_or(v.valid @> platform.today()) and max(upper(v.valid)) <= platform.today()),
  closed as (
    update registry.subject s set status = 'CLOSED', version = s.version + 1
      from ended e
     where s.home_id = e.area_id and s.kind in ('COMMUNITY', 'PROGRAMME') and s.status = 'ACTIVE'
    returning s.home_id, s.subject_id, s.kind, e.day),
  told as (
    insert into registry.subject_change (home_id, subject_id, at, account_id, actor, kind, before, after)
    select c.home_id, c.subject_id, at_moment, by_account, by_name, 'CLOSED', '{"status": "ACTIVE"}',
           jsonb_build_object('status', 'CLOSED', 'on', c.day::text)
      from closed c)
  select c.home_id, c.subject_id, c.kind, 'CLOSED' from closed c;

  return query
  with reopened as (
    update registry.subject s set status = 'ACTIVE', version = s.version + 1
      from unnest(touched) as t (area_id)
      join areas.area_version v on v.area_id = t.area_id and v.valid @> platform.today()
     where s.home_id = t.area_id and s.kind in ('COMMUNITY', 'PROGRAMME') and s.status = 'CLOSED'
    returning s.home_id, s.subject_id, s.kind),
  told as (
    insert into registry.subject_change (home_id, subject_id, at, account_id, actor, kind, before, after)
    select r.home_id, r.subject_id, at_moment, by_account, by_name, 'REOPENED', '{"status": "CLOSED"}',
           '{"status": "ACTIVE"}'
      from reopened r)
  select r.home_id, r.subject_id, r.kind, 'REOPENED' from reopened r;
end $$;

-- Communities of areas that only the reorganisation made which is being withdrawn. Where more than the
-- register stands on one, it stays and is told among what stands in the way.
create function registry.forget_communities(of_reorganisation integer) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  forgotten integer;
begin
  create temporary table forgetting on commit drop as
  select s.home_id, s.subject_id
    from areas.area_version v
    join subject s on s.home_id = v.area_id and s.kind in ('COMMUNITY', 'PROGRAMME')
   where v.begun_by = of_reorganisation
     and not exists (select from areas.area_version o
                      where o.area_id = v.area_id and o.begun_by is distinct from of_reorganisation);
  begin
    delete from residence r using forgetting f where r.home_id = f.home_id and r.subject_id = f.subject_id;
    delete from subject_change c using forgetting f where c.home_id = f.home_id and c.subject_id = f.subject_id;
    delete from subject s using forgetting f where s.home_id = f.home_id and s.subject_id = f.subject_id;
  exception when foreign_key_violation then
    null;
  end;
  select count(*) into forgotten
    from forgetting f where not exists (select from subject s where s.home_id = f.home_id and s.subject_id = f.subject_id);
  drop table forgetting;
  return forgotten;
end $$;

-- Residences follow a reorganisation whose day has come; a community is its area and stays there. May be
-- called again: what followed stays.
create or replace function registry.follow_reorganisation(of_reorganisation integer) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  day date;
  followed integer;
begin
  select effective_on into day from areas.reorganisation
   where reorganisation_id = of_reorganisation and effective_on <= platform.today() and withdrawn_at is null;
  if day is null then
    return 0;
  end if;
  create temporary table moving on commit drop as
  select r.home_id, r.subject_id, r.kind, r.valid, m.from_area, m.to_area
    from areas.receiver m
    join residence r on r.area_id = m.from_area and r.valid && daterange(day, null)
     and r.kind not in ('COMMUNITY', 'PROGRAMME')
   where m.reorganisation_id = of_reorganisation;
  insert into residence_moved (reorganisation_id, home_id, subject_id, area_id, moved_to)
  select distinct of_reorganisation, home_id, subject_id, from_area, to_area from moving
  on conflict do nothing;
  update residence r set area_id = m.to_area
    from moving m
   where r.home_id = m.home_id and r.subject_id = m.subject_id and r.valid = m.valid and lower(m.valid) >= day;
  update residence r set valid = daterange(lower(r.valid), day)
    from moving m
   where r.home_id = m.home_id and r.subject_id = m.subject_id and r.valid = m.valid and lower(m.valid) < day;
  insert into residence (home_id, subject_id, kind, valid, area_id)
  select home_id, subject_id, kind, daterange(day, upper(valid)), to_area from moving where lower(valid) < day;
  select count(*) into followed from moving;
  drop table moving;
  return followed;
end $$;

-- Whatever lies in the line of a divided village or commune may be assigned to one of its successors.
create or replace view registry.assignable as
select u.area_id as from_village, s.to_area as to_village, u.reorganisation_id, r.effective_on
  from areas.unassigned u
  join areas.area a on a.area_id = u.area_id and a.level in (3, 4)
  join areas.reorganisation r on r.reorganisation_id = u.reorganisation_id and r.withdrawn_at is null
  join areas.succession s on s.reorganisation_id = u.reorganisation_id and s.from_area = u.divided_area
 where exists (select from areas.area_version v where v.area_id = s.to_area and v.valid @> platform.today());

-- Residences of these persons and of whom they live with go on in another area from a day on; one that began
-- on that day or later is corrected.
create function registry.move_members(homes integer[], households uuid[], to_areas integer[], since date[])
  returns table (home integer, subject uuid, to_area integer)
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
begin
  create temporary table following on commit drop as
  select m.home_id, m.subject_id, h.to_area, h.since, r.valid, r.area_id
    from unnest(homes, households, to_areas, since) as h (home_id, subject_id, to_area, since)
    join membership m on m.other_home_id = h.home_id and m.other_subject_id = h.subject_id and m.role = 'LIVES_IN'
     and upper_inf(m.valid)
    join residence r on r.home_id = m.home_id and r.subject_id = m.subject_id and upper_inf(r.valid)
   where r.area_id <> h.to_area;
  update residence r set area_id = f.to_area
    from following f
   where r.home_id = f.home_id and r.subject_id = f.subject_id and r.valid = f.valid and lower(f.valid) >= f.since;
  update residence r set valid = daterange(lower(r.valid), f.since)
    from following f
   where r.home_id = f.home_id and r.subject_id = f.subject_id and r.valid = f.valid and lower(f.valid) < f.since;
  insert into residence (home_id, subject_id, kind, valid, area_id)
  select f.home_id, f.subject_id, 'CITIZEN', daterange(f.since, null), f.to_area from following f where lower(f.valid) < f.since;
  update subject s set version = s.version + 1
    from following f where s.home_id = f.home_id and s.subject_id = f.subject_id;
  return query select f.home_id, f.subject_id, f.to_area from following f;
  drop table following;
end $$;

-- Who belongs to what from a day on: what held before ends there, and what began on that day or later is
-- corrected. Without another it only ends. Answers how many changed.
create function registry.set_memberships(homes integer[], subjects uuid[], of_role text, other_homes integer[],
                                         others uuid[], since date) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  changed integer;
begin
  create temporary table setting on commit drop as
  select n.home_id, n.subject_id, n.other_home, n.other, m.valid
    from unnest(homes, subjects, other_homes, others) as n (home_id, subject_id, other_home, other)
    left join membership m on m.home_id = n.home_id and m.subject_id = n.subject_id and m.role = of_role
     and upper_inf(m.valid)
   where (m.other_home_id, m.other_subject_id) is distinct from (n.other_home, n.other);
  delete from membership m using setting s
   where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = of_role and m.valid = s.valid
     and lower(s.valid) >= since;
  update membership m set valid = daterange(lower(m.valid), since)
    from setting s
   where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = of_role and m.valid = s.valid
     and lower(s.valid) < since;
  insert into membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
  select home_id, subject_id, of_role, other_home, other, daterange(since, null) from setting where other is not null;
  select count(*) into changed from setting;
  drop table setting;
  return changed;
end $$;

do $$
begin
  perform registry.keep_communities(
    (select coalesce(array_agg(distinct area_id), '{}') from areas.area_version where level in (1, 3, 4)), now(), null, '');
end $$;

select platform.allow_application('registry.labour_group', 'select, insert, update');
select platform.allow_application('registry.unit_kind', 'select, insert, update');
select platform.allow_application('registry.centre_kind', 'select, insert, update');
select platform.allow_application('registry.citizen', 'select, insert, update, maintain');
select platform.allow_application('registry.unit', 'select, insert, update, maintain');
select platform.allow_application('registry.clan', 'select, insert, update, maintain');
select platform.allow_application('registry.self_managed_group', 'select, insert, update, maintain');
select platform.allow_application('registry.learning_centre', 'select, insert, update, maintain');
select platform.allow_application('registry.known_subject', 'select');
select platform.allow_application('registry.membership', 'select, insert, update, maintain');
select platform.allow_application('registry.consent', 'select, insert, update, maintain');
select platform.allow_application('registry.subject_row', 'select, insert, update, delete, maintain');
