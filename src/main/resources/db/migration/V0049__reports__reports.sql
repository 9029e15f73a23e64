-- Reports that areas owe and send: what is owed, and what was written for it. Both stay small: they grow with
-- offices and years.
create schema reports;

-- A duty to report, whatever it says: its rule stands in the versions beside it. It binds an area and what lies in it.
create table reports.obligation (
  obligation_id uuid primary key default uuidv7(),
  area_id integer not null references areas.area
);
create index obligation_area on reports.obligation (area_id);

-- A report of one area on one period. What it says stands in its versions; here is where it is.
create table reports.report (
  report_id uuid primary key default uuidv7(),
  -- who reports; kept through a reorganisation
  area_id integer not null references areas.area,
  -- what it fulfils; null where somebody reports unasked
  obligation_id uuid references reports.obligation,
  form text not null check (form ~ '^[A-Z][A-Z0-9_]*$'),
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  stage text not null check (stage in ('DRAFT', 'SENT', 'RETURNED', 'ACCEPTED')),
  -- the newest version that was sent
  sent_version integer,
  first_sent_at timestamptz,
  sent_at timestamptz,
  accepted_at timestamptz,
  constraint report_sent check (stage = 'DRAFT' or sent_version is not null and sent_at is not null and first_sent_at is not null)
);
-- One area owes one report for a duty and a period.
create unique index report_of_obligation on reports.report (obligation_id, area_id, period);
create index report_area on reports.report (area_id, period);

select platform.open_to_application('reports');
