-- Criteria sets of every model: drafts that change, sets in force that never do. A place is a model, a level, a
-- labour group and a province or the whole country; on any day at most one set is in force there.
alter table criteria.criteria_set
  add column form text not null default '',
  add column based_on text references criteria.criteria_set,
  add column revision integer not null default 1 check (revision > 0),
  add column in_force_at timestamptz,
  add column retired_at timestamptz,
  add column changed_at timestamptz,
  add column changed_by uuid,
  add column changed_name text not null default '';

update criteria.criteria_set set changed_at = loaded_at, in_force_at = loaded_at;
alter table criteria.criteria_set alter column changed_at set not null;

create index criteria_set_based_on on criteria.criteria_set (based_on);

-- A draft has no period yet; whatever is or was in force has one.
alter table criteria.criteria_set
  add constraint criteria_set_period check ((status = 'DRAFT') = isempty(valid)),
  add constraint criteria_set_retired_ends check (status <> 'RETIRED' or not upper_inf(valid)),
  add constraint criteria_set_one_in_force exclude using gist
    (model with =, level with =, form with =, coalesce(province_id, 0) with =, valid with &&)
    where (status <> 'DRAFT');

-- Drafts may share a version until one of them is put in force.
alter table criteria.criteria_set drop constraint criteria_set_model_level_issuer_province_id_version_key;
create unique index criteria_set_version on criteria.criteria_set (model, level, form, issuer, province_id, version)
  nulls not distinct where status <> 'DRAFT';

create or replace function criteria.keep_in_force() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT' then
      raise exception using errcode = 'check_violation', constraint = 'criteria_set_in_force_is_immutable',
        message = 'a criteria set in force is immutable';
    end if;
    return old;
  end if;
  if old.status <> 'DRAFT'
     and ((new.set_id, new.content, new.content_sha256, new.model, new.level, new.form, new.province_id, new.based_on,
           new.issuer, new.version, new.title, new.sample, lower(new.valid))
          is distinct from
          (old.set_id, old.content, old.content_sha256, old.model, old.level, old.form, old.province_id, old.based_on,
           old.issuer, old.version, old.title, old.sample, lower(old.valid))
       or new.status = 'DRAFT' or old.status = 'RETIRED' and new.status <> 'RETIRED') then
    raise exception using errcode = 'check_violation', constraint = 'criteria_set_in_force_is_immutable',
      message = 'a criteria set in force is immutable';
  end if;
  return new;
end $$;
drop trigger criteria_set_immutable on criteria.criteria_set;
create trigger criteria_set_immutable before update or delete on criteria.criteria_set
  for each row execute function criteria.keep_in_force();

select platform.allow_application('criteria.criteria_set', 'delete');
