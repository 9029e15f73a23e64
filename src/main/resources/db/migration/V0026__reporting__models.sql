-- A target is of a model at a level over a denominator, where its plan says so; a rate over another denominator
-- is never held against it.
alter table reporting.target
  add column level text,
  add column denominator text,
  add constraint target_level check (level in
    ('PERSON', 'HOUSEHOLD', 'CLAN', 'GROUP', 'CENTRE', 'VILLAGE', 'COMMUNE', 'DISTRICT', 'PROVINCE')),
  add constraint target_denominator check (denominator in
    ('HOUSEHOLDS', 'CLANS', 'GROUPS', 'CENTRES', 'VILLAGES', 'COMMUNES', 'DISTRICTS', 'PROVINCES', 'UNITS', 'CITIZENS',
     'ADULTS', 'WORKERS', 'WORKERS_IN_RECOGNISED', 'STAFF_IN_RECOGNISED'));
update reporting.target t
   set level = s.level, denominator = s.denominator
  from (values
       ('S0-4.1', 'PERSON', null),
       ('S0-4.2', 'HOUSEHOLD', 'HOUSEHOLDS'),
       ('S0-4.3', 'CLAN', 'CLANS'),
       ('S0-4.4', null, 'UNITS'),
       ('S1-b', 'HOUSEHOLD', 'HOUSEHOLDS'),
       ('S1-c', 'CLAN', 'CLANS'),
       ('S1-e', null, 'UNITS'),
       ('S1-f', 'PERSON', 'WORKERS_IN_RECOGNISED'),
       ('S1-g', 'PERSON', 'STAFF_IN_RECOGNISED'),
       ('S4-b', 'HOUSEHOLD', 'HOUSEHOLDS'),
       ('S4-c', 'CLAN', 'CLANS'),
       ('S4-e', 'COMMUNE', 'UNITS'),
       ('S4-f', 'DISTRICT', 'UNITS'),
       ('S4-g', 'PERSON', 'WORKERS_IN_RECOGNISED'),
       ('S4-h', 'PERSON', 'STAFF_IN_RECOGNISED'))
       as s (target_id, level, denominator)
 where t.target_id = s.target_id;

-- So is a declared total.
alter table reporting.declared_total
  add column level text not null default 'HOUSEHOLD',
  add column denominator text not null default 'HOUSEHOLDS';
alter table reporting.declared_total
  alter column level drop default,
  alter column denominator drop default;
drop index reporting.declared_total_area;
create index declared_total_area on reporting.declared_total (area_id, model, level, denominator, declared_no desc);
