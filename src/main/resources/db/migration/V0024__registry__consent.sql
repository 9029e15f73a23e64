-- What a person took back with their consent is erased from the history too: that they were changed stays,
-- the sex, address and notes that were written there go. Only of a citizen without a consent that holds.
-- May be called again.
create function registry.forget_particulars(homes integer[], subjects uuid[]) returns integer
  language plpgsql security definer set search_path = registry, pg_temp set jit = off as $$
declare
  forgotten integer;
begin
  update subject_change c
     set before = c.before - array['sex', 'address', 'note'], after = c.after - array['sex', 'address', 'note']
    from unnest(homes, subjects) as t (home_id, subject_id)
    join subject s on s.home_id = t.home_id and s.subject_id = t.subject_id and s.kind = 'CITIZEN'
   where c.home_id = t.home_id and c.subject_id = t.subject_id and c.kind in ('CREATED', 'EDITED')
     and (c.before ?| array['sex', 'address', 'note'] or c.after ?| array['sex', 'address', 'note'])
     and exists (select from consent k
                  where k.home_id = t.home_id and k.subject_id = t.subject_id and k.withdrawn_on is not null)
     and not exists (select from consent k
                      where k.home_id = t.home_id and k.subject_id = t.subject_id and k.withdrawn_on is null);
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;

-- Whoever took it back before this.
do $$
begin
  perform registry.forget_particulars(array_agg(k.home_id), array_agg(k.subject_id))
     from (select distinct home_id, subject_id from registry.consent where withdrawn_on is not null) k;
end $$;
