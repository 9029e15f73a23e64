package vn.khuyenhoc.recognition;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.registry.SubjectKey;

/** All SQL that finds who depends on what changed, and writes what they come to now. */
@Repository
class RecomputingTable {

  private final JdbcClient jdbc;
  private final DossierTable dossiers;

  RecomputingTable(JdbcClient jdbc, DossierTable dossiers) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
  }

  /** Whose title or numbers changed: subjects of a decision, of an import, or named; or areas. */
  sealed interface Source {

    /** Everybody whom a decision recognises, or did before it was withdrawn. */
    record Decided(UUID decisionId) implements Source {}

    /** Everybody whom an import brought or changed. */
    record Imported(UUID batchId) implements Source {}

    /** These. */
    record Named(Collection<SubjectKey> keys) implements Source {}

    /** Whatever is rated in these areas, or in one above them. */
    record Within(Collection<Integer> areaIds) implements Source {}
  }

  private static String given(Source source) {
    return switch (source) {
      case Source.Decided any ->
          "select home_id, subject_id from recognition.title where decision_id = :decision";
      case Source.Imported any ->
          """
          select home_id, subject_id from registry.subject where batch_id = :batch
          union
          select home_id, subject_id from registry.subject_change where batch_id = :batch
          """;
      case Source.Named any ->
          "select n.home, n.id from unnest(:homes::integer[], :ids::uuid[]) as n (home, id)";
      case Source.Within any -> "select null::integer, null::uuid where false";
    };
  }

  /**
   * Those who may feel it. Where somebody belonged once counts too: what they left feels it as
   * well. Every one is locked, in one order for everybody, so that what is read of it next is what
   * holds.
   */
  private static final String FOUND =
      """
      , households as (
        select home_id, subject_id from source where kind = 'HOUSEHOLD'
        union
        select m.other_home_id, m.other_subject_id
          from source s
          join registry.membership m on m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = 'LIVES_IN'
         where s.kind = 'CITIZEN'),
      touched as (
        select home_id, subject_id from source
        union
        select home_id, subject_id from households
        union
        select m.other_home_id, m.other_subject_id
          from source s
          join registry.membership m on m.home_id = s.home_id and m.subject_id = s.subject_id
           and m.role in ('WORKS_IN', 'STUDIES_IN')
         where s.kind = 'CITIZEN'
        union
        select m.other_home_id, m.other_subject_id
          from households h
          join registry.membership m on m.home_id = h.home_id and m.subject_id = h.subject_id and m.role = 'BELONGS_TO'),
      place as (
        select distinct a.ancestor_id as area_id
          from (select r.area_id
                  from source s
                  join registry.residence r on r.home_id = s.home_id and r.subject_id = s.subject_id
                 where cardinality(:wide::integer[]) > 0
                union
                select d.area_now
                  from source s
                  join recognition.dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id
                 where cardinality(:wide::integer[]) > 0
                union
                select unnest(:areas::integer[])) x
          join areas.ancestor a on a.area_id = x.area_id and a.valid @> platform.today()),
      found as (
        select d.home_id, d.dossier_id
          from touched t
          join recognition.dossier d on d.home_id = t.home_id and d.subject_id = t.subject_id
         where d.campaign_id = any (:near::integer[])
        union
        select d.home_id, d.dossier_id
          from place p
          join recognition.dossier d on d.area_now = p.area_id
         where d.campaign_id = any (:wide::integer[]))
      select d.campaign_id,
      """
          + DossierTable.COLUMNS
          + """
              from found f
              join recognition.dossier d on d.home_id = f.home_id and d.dossier_id = f.dossier_id
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.stage not in ('RECOGNISED', 'REVOKED', 'REMOVED')
             order by d.home_id, d.dossier_id
               for update of d
            """;

  /** A dossier that may feel a change, and its campaign. */
  record Found(int campaignId, DossierRow row) {}

  /**
   * The dossiers that may feel it, locked.
   *
   * @param near campaigns of persons, households, clans and units among which they are looked for
   * @param wide campaigns of areas as a whole
   */
  List<Found> found(Source source, Collection<Integer> near, Collection<Integer> wide) {
    return jdbc.sql(
            "with source as materialized (select s.home_id, s.subject_id, s.kind from ("
                + given(source)
                + ") as g (home_id, subject_id) join registry.subject s"
                + " on s.home_id = g.home_id and s.subject_id = g.subject_id)"
                + FOUND)
        .param("decision", source instanceof Source.Decided one ? one.decisionId() : null)
        .param("batch", source instanceof Source.Imported one ? one.batchId() : null)
        .param(
            "homes",
            source instanceof Source.Named named
                ? named.keys().stream().map(SubjectKey::homeId).toArray(Integer[]::new)
                : new Integer[0])
        .param(
            "ids",
            source instanceof Source.Named named
                ? named.keys().stream()
                    .map(key -> key.subjectId().toString())
                    .toArray(String[]::new)
                : new String[0])
        .param(
            "areas",
            source instanceof Source.Within within
                ? within.areaIds().toArray(Integer[]::new)
                : new Integer[0])
        .param("near", near.toArray(Integer[]::new))
        .param("wide", wide.toArray(Integer[]::new))
        .query((row, number) -> new Found(row.getInt("campaign_id"), dossiers.read(row, number)))
        .list();
  }

  /**
   * What a dossier comes to now.
   *
   * @param row the dossier afterwards
   * @param changes what changed, as JSON; null where nothing but a fact that makes no difference
   */
  record Changed(DossierRow row, @Nullable String changes) {}

  /** Writes them, with one step a campaign and office for those that changed to be seen. */
  void write(List<Changed> changed, Actor actor, Instant at) {
    List<DossierRow> rows = changed.stream().map(Changed::row).toList();
    DossierTable.become(
            jdbc.sql(
                """
            with given as (
              select *
                from unnest(:homes::integer[], :ids::uuid[], :stages::text[], :outcomes::text[], :ratings::text[],
                            :totals::numeric[], :facts::text[], :changes::text[])
                     as n (home, id, stage, outcome, rating, total, facts, changes)),
            written as (
              update recognition.dossier d
                 set stage = g.stage, outcome = g.outcome, rating = g.rating, total = g.total, facts = g.facts::jsonb,
                     source_changed_at = case when g.changes is null then d.source_changed_at else :at end
                from given g
               where d.home_id = g.home and d.dossier_id = g.id
              returning d.campaign_id, d.area_now as area_id, d.home_id, d.dossier_id, old.stage as was, d.stage,
                        g.changes),
            moved as (
              select w.*, a.ancestor_id as office
                from written w
                join areas.ancestor a on a.area_id = w.area_id and
            """
                    + DossierTable.OFFICE
                    + """
                 where w.changes is not null),
            grouped as (
              select uuidv7() as step_id, campaign_id, office, count(*)::integer as dossiers
                from moved group by campaign_id, office),
            stepped as (
              insert into recognition.step
                (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, dossiers)
              select step_id, campaign_id, office, :event, :at, :account, :person, :actor, dossiers from grouped)
            insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage, changes)
            select m.home_id, m.dossier_id, g.step_id, m.was, m.stage, m.changes::jsonb
              from moved m
              join grouped g on g.campaign_id = m.campaign_id and g.office = m.office
            """),
            rows)
        .param("event", DossierEvent.RECOMPUTED.name())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("facts", DossierTable.strings(rows, row -> dossiers.text(row.facts())))
        .param("changes", DossierTable.strings(changed, Changed::changes))
        .update();
  }
}
