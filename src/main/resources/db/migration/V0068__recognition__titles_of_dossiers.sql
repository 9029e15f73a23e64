-- Titles are looked up by their dossier whether they hold or were revoked. The key over those that hold alone
-- could not serve that: the titles of one commune read all 16.6 million of a country.
drop index recognition.title_once;
create unique index title_once on recognition.title (home_id, dossier_id, revoked_at) nulls not distinct;
