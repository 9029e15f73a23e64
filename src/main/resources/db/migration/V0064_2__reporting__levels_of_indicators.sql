-- Which levels report an indicator by hand for their own areas; the others are never asked for it.
alter table reporting.indicator
  add column levels text[] not null default '{NATION,PROVINCE,DISTRICT,COMMUNE}'
    constraint indicator_levels check (levels <@ '{NATION,PROVINCE,DISTRICT,COMMUNE}' and cardinality(levels) > 0);
