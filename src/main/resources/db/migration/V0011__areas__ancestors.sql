-- Ancestors are made from versions, whose own keys hold, by one function and nothing else; check compares
-- them. Two more keys a row took two thirds of the time of a country's reorganisation: 42 of 56 seconds.
alter table areas.ancestor
  drop constraint ancestor_area_id_fkey,
  drop constraint ancestor_ancestor_id_fkey;

-- What lies in an area that has ended today, whole, after however many reorganisations; none where it was
-- divided and nothing of it is unassigned.
create function areas.received_by(ended integer) returns integer
  language plpgsql stable security definer set search_path = areas, pg_temp as $$
declare
  here integer := ended;
  next_area integer;
begin
  loop
    if exists (select from area_version where area_id = here and valid @> platform.today()) then
      return nullif(here, ended);
    end if;
    select to_area into next_area from receiver
     where from_area = here and effective_on <= platform.today() order by effective_on desc limit 1;
    if not found then
      return null;
    end if;
    here := next_area;
  end loop;
end $$;
