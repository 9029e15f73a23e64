-- Objections are as many as people make them: their key begins with the home, like everything that lies
-- beside a dossier.
alter table recognition.objection drop constraint objection_pkey;
alter table recognition.objection add primary key (home_id, objection_id);
create index objection_by_id on recognition.objection (objection_id);
