-- A set that was put in force by mistake can be taken back while nothing refers to it: its row goes, and a draft with
-- the same content takes another identity; its own is never used again. Whatever was begun with it holds it by a
-- foreign key. The set that had been ended for it goes on.
alter table criteria.criteria_set add column followed_by text;

create table criteria.spent_id (
  set_id text primary key,
  taken_back_at timestamptz not null
);

create or replace function criteria.keep_in_force() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status <> 'DRAFT'
       and (old.status <> 'IN_FORCE' or current_setting('khuyenhoc.take_back', true) is distinct from old.set_id) then
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
       or new.status = 'DRAFT'
       or old.status = 'RETIRED' and new.status <> 'RETIRED'
          and current_setting('khuyenhoc.take_back', true) is distinct from old.followed_by) then
    raise exception using errcode = 'check_violation', constraint = 'criteria_set_in_force_is_immutable',
      message = 'a criteria set in force is immutable';
  end if;
  return new;
end $$;

select platform.allow_application('criteria.spent_id', 'select, insert');
