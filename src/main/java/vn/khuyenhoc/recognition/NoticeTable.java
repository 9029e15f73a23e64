package vn.khuyenhoc.recognition;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.DossierTable.NewStep;

/** All SQL of public notices and objections. */
@Repository
class NoticeTable {

  private static final String NOTICE =
      """
      select n.notice_id, n.campaign_id, n.area_id, n.posted_on, n.until, n.place, n.ended, n.recorded_at, n.actor,
             (select count(*)::integer from recognition.noticed x where x.notice_id = n.notice_id) as listed,
             (select count(*)::integer from recognition.objection o
               where o.notice_id = n.notice_id and o.resolution is null) as open
        from recognition.notice n
      """;

  /** Those that stand as the notice names them, and wait for its end. */
  private static final String WAITING =
      """
      d.home_id = x.home_id and d.dossier_id = x.dossier_id and d.version = x.version
        and d.stage = any (:from::text[])
        and not exists (select from recognition.objection o
                         where o.notice_id = x.notice_id and o.home_id = x.home_id and o.dossier_id = x.dossier_id
                           and o.resolution = 'UPHELD')
      """;

  private static final String UNANSWERED =
      """
      exists (select from recognition.objection o
               where o.notice_id = x.notice_id and o.home_id = x.home_id and o.dossier_id = x.dossier_id
                 and o.resolution is null and not o.late)
      """;

  /** Those of an area that no running notice names as they stand. */
  private static final String POSTABLE =
      """
      d.campaign_id = :campaign and d.area_now = :area and d.stage = any (:from::text[])
        and not exists (select from recognition.noticed x
                          join recognition.notice n on n.notice_id = x.notice_id and not n.ended
                         where
      """
          + WAITING
          + ")";

  private final JdbcClient jdbc;
  private final DossierTable dossiers;

  NoticeTable(JdbcClient jdbc, DossierTable dossiers) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
  }

  private static String[] names(Set<Stage> stages) {
    return stages.stream().map(Enum::name).toArray(String[]::new);
  }

  Optional<Notice> byId(UUID id) {
    return jdbc.sql(NOTICE + " where n.notice_id = :id")
        .param("id", id)
        .query(NoticeTable::notice)
        .optional();
  }

  /**
   * Those of an area in a campaign.
   *
   * @param before the area and what went into it as a whole
   * @param origins what it is a part of besides: of theirs only what names what lies here
   */
  List<Notice> of(
      int campaignId, int areaId, Collection<Integer> before, Collection<Integer> origins) {
    return jdbc.sql(
            NOTICE
                + """
                 where n.campaign_id = :campaign and n.area_id = any (:origins::integer[])
                   and (n.area_id = any (:before::integer[])
                     or exists (select from recognition.noticed x
                                  join recognition.dossier d on d.home_id = x.home_id and d.dossier_id = x.dossier_id
                                   and d.area_now = :area
                                 where x.notice_id = n.notice_id))
                 order by n.ended, n.posted_on desc, n.recorded_at desc limit 100
                """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("before", before.toArray(Integer[]::new))
        .param(
            "origins",
            Stream.concat(before.stream(), origins.stream()).distinct().toArray(Integer[]::new))
        .query(NoticeTable::notice)
        .list();
  }

  /** Those whose days are over, and that name something that waits. */
  List<UUID> due(LocalDate today) {
    return jdbc.sql(
            """
            select n.notice_id from recognition.notice n
              join recognition.campaign c on c.campaign_id = n.campaign_id and c.status = 'OPEN'
             where not n.ended and n.until < :today order by n.until, n.notice_id
            """)
        .param("today", Date.valueOf(today))
        .query(UUID.class)
        .list();
  }

  /**
   * What a notice may name.
   *
   * @param dossiers how many
   * @param since the day of the last meeting or score of any of them; null for none
   */
  record Postable(int dossiers, @Nullable LocalDate since) {}

  Postable postable(int campaignId, int areaId, Set<Stage> from) {
    return jdbc.sql(
            """
            select count(*)::integer as dossiers,
                   max(coalesce((select max(m.held_on) from recognition.vote b
                                   join recognition.meeting m on m.meeting_id = b.meeting_id and m.status = 'HELD'
                                    and m.kind = 'VILLAGE'
                                  where b.home_id = d.home_id and b.dossier_id = d.dossier_id),
                                (d.scored_at at time zone 'Asia/Ho_Chi_Minh')::date)) as since
              from recognition.dossier d where
            """
                + POSTABLE)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("from", names(from))
        .query(
            (row, number) -> {
              Date since = row.getDate("since");
              return new Postable(
                  row.getInt("dossiers"), since == null ? null : since.toLocalDate());
            })
        .single();
  }

  void post(Notice notice, Set<Stage> from, Actor actor) {
    jdbc.sql(
            """
            insert into recognition.notice
              (notice_id, campaign_id, area_id, posted_on, until, place, recorded_at, account_id, person_id, actor)
            values (:id, :campaign, :area, :postedOn, :until, :place, :at, :account, :person, :actor)
            """)
        .param("id", notice.id())
        .param("campaign", notice.campaignId())
        .param("area", notice.areaId())
        .param("postedOn", Date.valueOf(notice.postedOn()))
        .param("until", Date.valueOf(notice.until()))
        .param("place", notice.place())
        .param("at", Timestamp.from(notice.recordedAt()))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
    jdbc.sql(
            """
            insert into recognition.noticed (notice_id, home_id, dossier_id, place, name, outcome, version)
            select :id, d.home_id, d.dossier_id,
                   row_number() over (order by case when h.kind in ('HOUSEHOLD', 'CITIZEN')
                                                    then regexp_replace(h.name, '^.* ', '') else '' end collate platform.vi,
                                      h.name collate platform.vi, h.serial, d.home_id, d.dossier_id),
                   h.name, d.outcome, d.version
              from recognition.dossier d
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where
            """
                + POSTABLE)
        .param("id", notice.id())
        .param("campaign", notice.campaignId())
        .param("area", notice.areaId())
        .param("from", names(from))
        .update();
  }

  List<Notice.Line> lines(UUID noticeId) {
    return jdbc.sql(
            """
            select x.home_id, x.dossier_id, x.place, x.name, x.outcome, d.stage,
                   d.version <> x.version and d.stage in ('LISTED', 'SCORING', 'SCORED', 'MET', 'REMOVED') as changed,
                   (select count(*)::integer from recognition.objection o
                     where o.notice_id = x.notice_id and o.home_id = x.home_id and o.dossier_id = x.dossier_id) as objections
              from recognition.noticed x
              join recognition.dossier d on d.home_id = x.home_id and d.dossier_id = x.dossier_id
             where x.notice_id = :id order by x.place
            """)
        .param("id", noticeId)
        .query(
            (row, number) -> {
              String outcome = row.getString("outcome");
              return new Notice.Line(
                  DossierTable.key(row),
                  row.getInt("place"),
                  row.getString("name"),
                  outcome == null ? null : Outcome.valueOf(outcome),
                  Stage.valueOf(row.getString("stage")),
                  row.getBoolean("changed"),
                  row.getInt("objections"));
            })
        .list();
  }

  /** The offices of what a notice names, wherever that is now. */
  List<Integer> offices(UUID noticeId) {
    return jdbc.sql(
            """
            select distinct a.ancestor_id
              from recognition.noticed x
              join recognition.dossier d on d.home_id = x.home_id and d.dossier_id = x.dossier_id
              join areas.ancestor a on a.area_id = d.area_now and
            """
                + DossierTable.OFFICE
                + " where x.notice_id = :id order by a.ancestor_id")
        .param("id", noticeId)
        .query(Integer.class)
        .list();
  }

  /** Where what a notice names lies now. */
  List<Integer> villages(UUID noticeId) {
    return jdbc.sql(
            """
            select distinct d.area_now
              from recognition.noticed x
              join recognition.dossier d on d.home_id = x.home_id and d.dossier_id = x.dossier_id
             where x.notice_id = :id order by d.area_now
            """)
        .param("id", noticeId)
        .query(Integer.class)
        .list();
  }

  /** Ends a notice for what nobody objects to any more. */
  Done end(NewStep step, UUID noticeId, Set<Stage> from) {
    Done done =
        DossierTable.done(
            dossiers
                .step(
                    """
                    update recognition.dossier d
                       set stage = :to, version = d.version + 1
                      from recognition.noticed x
                     where x.notice_id = :notice and
                    """
                        + WAITING
                        + " and not "
                        + UNANSWERED
                        + " returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome",
                    step)
                .param("notice", noticeId)
                .param("to", DossierLifecycle.to(DossierEvent.POST).name())
                .param("from", names(from)));
    jdbc.sql(
            """
            update recognition.notice n set ended = true
             where n.notice_id = :notice and not exists (
               select from recognition.noticed x join recognition.dossier d on
            """
                + WAITING
                + " where x.notice_id = n.notice_id)")
        .param("notice", noticeId)
        .param("from", names(from))
        .update();
    return done;
  }

  /**
   * How those of an area stand that wait to be posted, or to be sent after that.
   *
   * @param unposted named by no notice as they stand
   * @param running posted, and the days are not over
   * @param until the last day of the last of those; null for none
   * @param unanswered posted, and somebody objected
   */
  record Waiting(int unposted, int running, @Nullable LocalDate until, int unanswered) {}

  Waiting waiting(int campaignId, int areaId, Set<Stage> from) {
    return jdbc.sql(
            """
            with here as (
              select d.home_id, d.dossier_id, n.until,
            """
                + UNANSWERED
                + """
                     as unanswered, n.notice_id is not null as posted
                from recognition.dossier d
                left join lateral (
                  select n.* from recognition.noticed x join recognition.notice n on n.notice_id = x.notice_id and not n.ended
                   where
                """
                + WAITING
                + """
                   order by n.posted_on desc limit 1) n on true
                left join recognition.noticed x
                  on x.notice_id = n.notice_id and x.home_id = d.home_id and x.dossier_id = d.dossier_id
               where d.campaign_id = :campaign and d.area_now = :area and d.stage = any (:from::text[]))
            select (count(*) filter (where not posted))::integer as unposted,
                   (count(*) filter (where posted and not unanswered))::integer as running,
                   max(until) as until, (count(*) filter (where unanswered))::integer as unanswered
              from here
            """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("from", names(from))
        .query(
            (row, number) -> {
              Date until = row.getDate("until");
              return new Waiting(
                  row.getInt("unposted"),
                  row.getInt("running"),
                  until == null ? null : until.toLocalDate(),
                  row.getInt("unanswered"));
            })
        .single();
  }

  // --- objections

  /**
   * Of these, those about which somebody objected in time and was not answered, whether or not the
   * notice has ended meanwhile.
   */
  Set<DossierKey> objected(Collection<DossierKey> keys) {
    return new HashSet<>(
        jdbc.sql(
                """
                select k.home as home_id, k.id as dossier_id
                  from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
                 where exists (select from recognition.with_joined(k.home, k.id) j
                                 join recognition.objection o
                                   on o.home_id = j.home_id and o.dossier_id = j.dossier_id
                                where o.resolution is null and not o.late)
                """)
            .param("homes", DossierTable.homes(keys))
            .param("ids", DossierTable.ids(keys))
            .query((row, number) -> DossierTable.key(row))
            .list());
  }

  /** The names of those of an area that wait to be sent and about which somebody objected so. */
  List<String> objected(int campaignId, int areaId, Set<Stage> stages) {
    return jdbc.sql(
            """
            select h.name
              from recognition.dossier d
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.campaign_id = :campaign and d.area_now = :area and d.stage = any (:stages::text[])
               and exists (select from recognition.with_joined(d.home_id, d.dossier_id) j
                             join recognition.objection o
                               on o.home_id = j.home_id and o.dossier_id = j.dossier_id
                            where o.resolution is null and not o.late)
             order by h.name collate platform.vi
            """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("stages", names(stages))
        .query(String.class)
        .list();
  }

  private static final String OBJECTION =
      """
      select o.objection_id, o.notice_id, o.home_id, o.dossier_id, x.name, o.raised_on, o.raised_by, o.words, o.late, o.source,
             o.recorded_at, o.actor, o.resolution, o.reason, o.resolved_at, o.resolver
        from recognition.objection o
        join recognition.noticed x on x.notice_id = o.notice_id and x.home_id = o.home_id and x.dossier_id = o.dossier_id
      """;

  List<Objection> objections(UUID noticeId) {
    return jdbc.sql(
            OBJECTION + " where o.notice_id = :id order by o.resolution is not null, o.recorded_at")
        .param("id", noticeId)
        .query(NoticeTable::objection)
        .list();
  }

  Optional<Objection> objection(UUID noticeId, UUID id) {
    return jdbc.sql(OBJECTION + " where o.notice_id = :notice and o.objection_id = :id")
        .param("notice", noticeId)
        .param("id", id)
        .query(NoticeTable::objection)
        .optional();
  }

  boolean names(UUID noticeId, DossierKey key) {
    return jdbc.sql(
            """
            select exists (select from recognition.noticed
                            where notice_id = :notice and home_id = :home and dossier_id = :id)
            """)
        .param("notice", noticeId)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(Boolean.class)
        .single();
  }

  /** How many that came through the public page wait for an answer, about a dossier. */
  int unanswered(UUID noticeId, DossierKey key) {
    return jdbc.sql(
            """
            select count(*)::integer from recognition.objection o
             where o.notice_id = :notice and o.home_id = :home and o.dossier_id = :id
               and o.source = 'PUBLIC' and o.resolution is null
            """)
        .param("notice", noticeId)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(Integer.class)
        .single();
  }

  void object(Objection one, Actor actor) {
    jdbc.sql(
            """
            insert into recognition.objection
              (objection_id, notice_id, home_id, dossier_id, raised_on, raised_by, words, late, source, recorded_at,
               account_id, actor)
            values (:id, :notice, :home, :dossier, :raisedOn, :raisedBy, :words, :late, :source, :at, :account,
                    :actor)
            on conflict (home_id, objection_id) do nothing
            """)
        .param("id", one.id())
        .param("notice", one.noticeId())
        .param("home", one.key().homeId())
        .param("dossier", one.key().dossierId())
        .param("raisedOn", Date.valueOf(one.raisedOn()))
        .param("raisedBy", one.raisedBy())
        .param("words", one.words())
        .param("late", one.late())
        .param("source", one.source().name())
        .param("at", Timestamp.from(one.recordedAt()))
        .param("account", actor.accountId())
        .param("actor", actor.name())
        .update();
  }

  void resolve(UUID id, Objection.Resolution resolution, String reason, Actor actor, Instant at) {
    jdbc.sql(
            """
            update recognition.objection
               set resolution = :resolution, reason = :reason, resolved_at = :at, resolved_by = :person,
                   resolver = :actor
             where objection_id = :id
            """)
        .param("id", id)
        .param("resolution", resolution.name())
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  /** Whether a person scored a dossier. */
  boolean scored(DossierKey key, UUID person) {
    return jdbc.sql(
            """
            select exists (select from recognition.dossier
                            where home_id = :home and dossier_id = :id and :person = any (scored_by))
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .param("person", person)
        .query(Boolean.class)
        .single();
  }

  private static Notice notice(ResultSet row, int number) throws SQLException {
    return new Notice(
        row.getObject("notice_id", UUID.class),
        row.getInt("campaign_id"),
        row.getInt("area_id"),
        row.getDate("posted_on").toLocalDate(),
        row.getDate("until").toLocalDate(),
        row.getString("place"),
        row.getBoolean("ended"),
        row.getInt("listed"),
        row.getInt("open"),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("actor"));
  }

  private static Objection objection(ResultSet row, int number) throws SQLException {
    String resolution = row.getString("resolution");
    Timestamp resolved = row.getTimestamp("resolved_at");
    return new Objection(
        row.getObject("objection_id", UUID.class),
        row.getObject("notice_id", UUID.class),
        DossierTable.key(row),
        row.getString("name"),
        row.getDate("raised_on").toLocalDate(),
        row.getString("raised_by"),
        row.getString("words"),
        row.getBoolean("late"),
        Objection.Source.valueOf(row.getString("source")),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("actor"),
        resolution == null ? null : Objection.Resolution.valueOf(resolution),
        row.getString("reason"),
        resolved == null ? null : resolved.toInstant(),
        row.getString("resolver"));
  }
}
