-- Asked for with every campaign; the content is far too long to be opened for it.
alter table criteria.criteria_set add column engine text generated always as (content ->> 'engine') stored;

-- What was just loaded is planned for only after its statistics were taken, also of later tables.
do $$
declare
  module text;
begin
  if exists (select from pg_roles where rolname = 'khuyenhoc_app') then
    foreach module in array array['platform', 'areas', 'criteria', 'registry', 'identity', 'recognition', 'certificates',
                                  'reporting', 'reminders'] loop
      execute format('grant maintain on all tables in schema %I to khuyenhoc_app', module);
    end loop;
  end if;
end $$;
