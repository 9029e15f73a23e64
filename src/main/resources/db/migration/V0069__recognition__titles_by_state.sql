-- Titles in one state: the few that were revoked, and those that do not hold yet, are found without reading all.
create index title_revoked on recognition.title (revoked_on) where revoked_at is not null;
create index title_from on recognition.title using brin (valid_from);
