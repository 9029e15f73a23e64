-- Which labour groups are people who work: targets count workers of recognised families apart from others.
alter table registry.labour_group add column working boolean not null default true;
update registry.labour_group set working = false where code = 'LEARNER';
