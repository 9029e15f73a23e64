-- Reports that were written before the system was there, made again from their facts. Never changed: facts that were
-- read anew stand beside those of before. A handful.
create table reports.past_report (
  past_report_id uuid primary key,
  -- whose it is; its areas below stand in its content as they were on its day
  area_id integer not null references areas.area,
  number text not null check (number <> ''),
  signed_on date not null,
  title text not null check (title <> ''),
  -- canonical JSON; its SHA-256
  content text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  kept_at timestamptz not null,
  kept_name text not null,
  unique (area_id, number, signed_on, hash)
);
create function reports.past_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'what is kept of report % of the past is never changed', old.past_report_id;
end $$;
create trigger past_is_final before update or delete on reports.past_report
  for each row execute function reports.past_is_final();

select platform.allow_application('reports.past_report', 'select, insert');
