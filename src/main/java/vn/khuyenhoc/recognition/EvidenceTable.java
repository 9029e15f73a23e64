package vn.khuyenhoc.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;

/** All SQL of evidence. */
@Repository
class EvidenceTable {

  /** Pictures of one village that differ in so few of 64 bits are taken for the same. */
  private static final int ALIKE = 4;

  private static final String COLUMNS =
      """
      select e.home_id, e.evidence_id, e.dossier_id, e.indicator, e.sha256, e.preview_sha256, e.kind, e.name, e.size,
             e.pages, e.reason, e.reused_id, e.attached_at, e.actor, e.person_id, e.removed_at, e.removed_by,
             e.removed_reason, c.year, k.home_id as kept_home, k.dossier_id as kept_dossier,
      """;

  /** A dossier of another subject; of an entry that was joined it is the same one. */
  private static final String ANOTHER =
      """
      (od.home_id, od.subject_id) <> (d.home_id, d.subject_id)
        and not exists (select from registry.subject_link j
                         where j.home_id = od.home_id and j.subject_id = od.subject_id and j.kind = 'JOINED_INTO'
                           and j.other_home_id = d.home_id and j.other_subject_id = d.subject_id)
        and not exists (select from registry.subject_link j
                         where j.home_id = d.home_id and j.subject_id = d.subject_id and j.kind = 'JOINED_INTO'
                           and j.other_home_id = od.home_id and j.other_subject_id = od.subject_id)
      """;

  /**
   * The same file anywhere, the same picture saved anew anywhere, nearly the same in the village.
   */
  private static final String SHARED =
      """
      (select count(distinct x.dossier_id)::integer from (
         select o.home_id, o.dossier_id from recognition.evidence o
          where o.removed_at is null and (o.sha256 = e.sha256 or o.likeness = e.likeness)
         union all
         select o.home_id, o.dossier_id
           from recognition.dossier v
           join recognition.evidence o on o.home_id = v.home_id and o.dossier_id = v.dossier_id
          where e.likeness is not null and v.campaign_id = d.campaign_id and v.area_now = d.area_now
            and o.removed_at is null and bit_count((o.likeness # e.likeness)::bit(64)) <= %d) x
         join recognition.dossier od on od.home_id = x.home_id and od.dossier_id = x.dossier_id
         join recognition.campaign oc on oc.campaign_id = od.campaign_id and oc.training = c.training
        where
      """
              .formatted(ALIKE)
          + ANOTHER
          + ") as shared";

  private static final String FROM =
      """
        from recognition.evidence e
        join recognition.dossier d on d.home_id = e.home_id and d.dossier_id = e.dossier_id
        join recognition.campaign c on c.campaign_id = d.campaign_id
        cross join lateral recognition.joined_into(e.home_id, e.dossier_id) k
      """;

  private final JdbcClient jdbc;

  EvidenceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All of a dossier and of those joined into it, also what was taken off, in the order it came.
   */
  List<Evidence> of(DossierKey key) {
    return jdbc.sql(
            COLUMNS
                + SHARED
                + FROM
                + """
                   where (e.home_id, e.dossier_id) in (select * from recognition.with_joined(:home, :id))
                   order by e.attached_at, e.evidence_id
                  """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(EvidenceTable::read)
        .list();
  }

  Optional<Evidence> one(EvidenceKey key) {
    return jdbc.sql(COLUMNS + SHARED + FROM + " where e.home_id = :home and e.evidence_id = :id")
        .param("home", key.homeId())
        .param("id", key.evidenceId())
        .query(EvidenceTable::read)
        .optional();
  }

  /** What the same subject has beside other scores and in other years, newest first. */
  List<Evidence> reusable(DossierKey key, String indicator, int most) {
    return jdbc.sql(
            """
            with own as (
              select home_id, subject_id from recognition.dossier where home_id = :home and dossier_id = :id)
            , every as (
              select home_id, subject_id from own
              union
              select l.home_id, l.subject_id
                from own o
                join registry.subject_link l on l.other_home_id = o.home_id and l.other_subject_id = o.subject_id
                 and l.kind = 'JOINED_INTO')
            , found as (
              select distinct on (e.sha256) e.home_id, e.evidence_id
                from every s
                join recognition.dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id
                join recognition.evidence e on e.home_id = d.home_id and e.dossier_id = d.dossier_id
               where e.removed_at is null
                 and not exists (select from recognition.evidence h
                                  where (h.home_id, h.dossier_id) in (select * from recognition.with_joined(:home, :id))
                                    and h.indicator = :indicator
                                    and h.sha256 = e.sha256 and h.removed_at is null)
               order by e.sha256, e.attached_at desc)
            """
                + COLUMNS
                + " 0 as shared "
                + FROM
                + """
                  join found f on f.home_id = e.home_id and f.evidence_id = e.evidence_id
                 order by e.attached_at desc, e.evidence_id limit :most
                """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .param("indicator", indicator)
        .param("most", most)
        .query(EvidenceTable::read)
        .list();
  }

  List<EvidenceElsewhere> elsewhere(EvidenceKey key, int most) {
    return jdbc.sql(
            """
            select distinct od.home_id, od.dossier_id, od.area_now, h.name as head, x.indicator, c.year
              from recognition.evidence e
              join recognition.dossier d on d.home_id = e.home_id and d.dossier_id = e.dossier_id
             cross join lateral (
               select o.home_id, o.dossier_id, o.indicator from recognition.evidence o
                where o.removed_at is null and (o.sha256 = e.sha256 or o.likeness = e.likeness)
               union
               select o.home_id, o.dossier_id, o.indicator
                 from recognition.dossier v
                 join recognition.evidence o on o.home_id = v.home_id and o.dossier_id = v.dossier_id
                where e.likeness is not null and v.campaign_id = d.campaign_id and v.area_now = d.area_now
                  and o.removed_at is null and bit_count((o.likeness # e.likeness)::bit(64)) <= :alike) x
              join recognition.dossier od on od.home_id = x.home_id and od.dossier_id = x.dossier_id
               and
            """
                + ANOTHER
                + """
              join recognition.campaign own on own.campaign_id = d.campaign_id
              join recognition.campaign c on c.campaign_id = od.campaign_id and c.training = own.training
              join registry.subject h on h.home_id = od.home_id and h.subject_id = od.subject_id
             where e.home_id = :home and e.evidence_id = :id
             order by c.year desc, h.name, x.indicator limit :most
            """)
        .param("home", key.homeId())
        .param("id", key.evidenceId())
        .param("alike", ALIKE)
        .param("most", most)
        .query(
            (row, number) ->
                new EvidenceElsewhere(
                    DossierTable.key(row),
                    row.getInt("area_now"),
                    row.getString("head"),
                    row.getString("indicator"),
                    row.getInt("year")))
        .list();
  }

  /** How much counts in each of these dossiers; those with none are left out. */
  Map<String, EvidenceCount> counts(Collection<DossierKey> keys) {
    Map<String, EvidenceCount> counts = new HashMap<>();
    if (keys.isEmpty()) {
      return counts;
    }
    jdbc.sql(
            """
            select k.home as home_id, k.id as dossier_id, count(*)::integer as pieces,
                   (count(*) filter (where exists (
                      select from recognition.evidence o
                        join recognition.dossier od on od.home_id = o.home_id and od.dossier_id = o.dossier_id
                       where (o.sha256 = e.sha256 or o.likeness = e.likeness) and o.removed_at is null
                         and
            """
                + ANOTHER
                + """
                      )))::integer as shared
              from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
              cross join lateral recognition.with_joined(k.home, k.id) m
              join recognition.evidence e on e.home_id = m.home_id and e.dossier_id = m.dossier_id
              join recognition.dossier d on d.home_id = e.home_id and d.dossier_id = e.dossier_id
             where e.removed_at is null
             group by k.home, k.id
            """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .query(
            row -> {
              counts.put(
                  DossierTable.key(row).text(),
                  new EvidenceCount(row.getInt("pieces"), row.getInt("shared")));
            });
    return counts;
  }

  List<EvidenceChange> history(DossierKey key) {
    return jdbc.sql(
            """
            select x.at, x.actor, x.event, e.indicator, e.name, x.reason
              from recognition.evidence_change x
              join recognition.evidence e on e.home_id = x.home_id and e.evidence_id = x.evidence_id
             where (x.home_id, x.dossier_id) in (select * from recognition.with_joined(:home, :id))
             order by x.at desc, x.change_id desc
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(
            (row, number) ->
                new EvidenceChange(
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor"),
                    row.getString("event"),
                    row.getString("indicator"),
                    row.getString("name"),
                    row.getString("reason")))
        .list();
  }

  /** The same file beside the same score, taken off or not. */
  Optional<EvidenceKey> same(DossierKey key, String indicator, String sha256) {
    return jdbc.sql(
            """
            select home_id, evidence_id from recognition.evidence
             where (home_id, dossier_id) in (select * from recognition.with_joined(:home, :id))
               and indicator = :indicator and sha256 = :sha
             order by removed_at nulls first, attached_at limit 1
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .param("indicator", indicator)
        .param("sha", sha256)
        .query(
            (row, number) ->
                new EvidenceKey(row.getInt("home_id"), row.getObject("evidence_id", UUID.class)))
        .optional();
  }

  /** How many pieces count in a dossier. */
  int present(DossierKey key) {
    return jdbc.sql(
            """
            select count(*)::integer from recognition.evidence
             where (home_id, dossier_id) in (select * from recognition.with_joined(:home, :id))
               and removed_at is null
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(Integer.class)
        .single();
  }

  void add(
      EvidenceKey evidence,
      DossierKey key,
      String indicator,
      Attachment file,
      String sha256,
      @Nullable String previewSha256,
      String reason,
      Actor actor,
      Instant at) {
    jdbc.sql(
            """
            insert into recognition.evidence
              (home_id, evidence_id, dossier_id, indicator, sha256, preview_sha256, kind, name, size, width, height,
               pages, likeness, reason, attached_at, account_id, person_id, actor)
            values (:home, :evidence, :id, :indicator, :sha, :preview, :kind, :name, :size, :width, :height, :pages,
                    :likeness, :reason, :at, :account, :person, :actor)
            """)
        .param("home", key.homeId())
        .param("evidence", evidence.evidenceId())
        .param("id", key.dossierId())
        .param("indicator", indicator)
        .param("sha", sha256)
        .param("preview", previewSha256)
        .param("kind", file.kind().name())
        .param("name", file.name())
        .param("size", file.content().length)
        .param("width", file.width())
        .param("height", file.height())
        .param("pages", file.pages())
        .param("likeness", file.likeness())
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  /** The same file beside another score. */
  void reuse(
      EvidenceKey evidence,
      EvidenceKey from,
      DossierKey key,
      String indicator,
      String reason,
      Actor actor,
      Instant at) {
    jdbc.sql(
            """
            insert into recognition.evidence
              (home_id, evidence_id, dossier_id, indicator, sha256, preview_sha256, kind, name, size, width, height,
               pages, likeness, reason, reused_home_id, reused_id, attached_at, account_id, person_id, actor)
            select :home, :evidence, :id, :indicator, sha256, preview_sha256, kind, name, size, width, height, pages,
                   likeness, :reason, home_id, evidence_id, :at, :account, :person, :actor
              from recognition.evidence where home_id = :fromHome and evidence_id = :from
            """)
        .param("home", key.homeId())
        .param("evidence", evidence.evidenceId())
        .param("id", key.dossierId())
        .param("indicator", indicator)
        .param("reason", reason)
        .param("fromHome", from.homeId())
        .param("from", from.evidenceId())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  /** Takes it off, or puts it back where the reason is null. */
  void remove(EvidenceKey key, @Nullable String reason, Actor actor, Instant at) {
    jdbc.sql(
            """
            update recognition.evidence
               set removed_at = case when :reason::text is null then null else :at::timestamptz end,
                   removed_by = case when :reason::text is null then null else :actor end,
                   removed_reason = :reason::text
             where home_id = :home and evidence_id = :id
            """)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("actor", actor.name())
        .param("home", key.homeId())
        .param("id", key.evidenceId())
        .update();
  }

  void changed(EvidenceKey key, String event, String reason, Actor actor, Instant at) {
    jdbc.sql(
            """
            insert into recognition.evidence_change
              (home_id, dossier_id, evidence_id, at, account_id, person_id, actor, event, reason)
            select home_id, dossier_id, evidence_id, :at, :account, :person, :actor, :event, :reason
              from recognition.evidence where home_id = :home and evidence_id = :id
            """)
        .param("home", key.homeId())
        .param("id", key.evidenceId())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("event", event)
        .param("reason", reason)
        .update();
  }

  private static Evidence read(ResultSet row, int number) throws SQLException {
    int home = row.getInt("home_id");
    Timestamp removed = row.getTimestamp("removed_at");
    return new Evidence(
        new EvidenceKey(home, row.getObject("evidence_id", UUID.class)),
        new DossierKey(row.getInt("kept_home"), row.getObject("kept_dossier", UUID.class)),
        row.getString("indicator"),
        row.getString("sha256"),
        row.getString("preview_sha256"),
        AttachmentKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getLong("size"),
        row.getInt("pages"),
        row.getString("reason"),
        row.getObject("reused_id") != null,
        row.getTimestamp("attached_at").toInstant(),
        row.getString("actor"),
        row.getObject("person_id", UUID.class),
        removed == null ? null : removed.toInstant(),
        row.getString("removed_by"),
        row.getString("removed_reason"),
        row.getInt("year"),
        row.getInt("shared"));
  }
}
