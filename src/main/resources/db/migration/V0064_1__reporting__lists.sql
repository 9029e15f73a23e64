-- Lists that are reported by hand are kept as lists: what is on them, one entry each. The value is how many there are,
-- so that formulas count them as before; rows from before the lists were kept have a number alone.
alter table reporting.reported_value
  add column items text[] not null default '{}',
  add constraint reported_value_items check (cardinality(items) = 0 or value = cardinality(items));
