package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.registry.SubjectCode;

/** All SQL of meetings and votes. */
@Repository
class MeetingTable {

  private static final String MEETING =
      """
      select m.meeting_id, m.campaign_id, m.area_id, m.kind, m.status, m.held_on, m.place, m.invited, m.listed_at,
             m.chair, m.secretary, m.attendants, m.present, m.of_how_many, m.percent, m.recorded_at, m.actor,
             m.reason, m.replaces, m.scan_type, m.scanned_at, m.scanned_by, v.listed, v.passed, v.failed,
             (select n.meeting_id from recognition.meeting n where n.replaces = m.meeting_id) as replaced_by
        from recognition.meeting m
        cross join lateral (
          select count(*)::integer as listed, (count(*) filter (where b.result = 'PASSED'))::integer as passed,
                 (count(*) filter (where b.result = 'FAILED'))::integer as failed
            from recognition.vote b where b.meeting_id = m.meeting_id) v
      """;

  /** Those that a meeting may vote on. */
  private static final String VOTABLE =
      """
      d.campaign_id = :campaign and d.stage = :from
        and (:village::boolean and d.area_now = :area
          or not :village::boolean and d.outcome = 'ACHIEVED'
             and d.area_now = any (array(select a.area_id from areas.ancestor a
                                          where a.ancestor_id = :area and a.valid @> platform.today())))
      """;

  private final JdbcClient jdbc;
  private final DossierTable dossiers;

  MeetingTable(JdbcClient jdbc, DossierTable dossiers) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
  }

  Optional<Meeting> byId(UUID id) {
    return jdbc.sql(MEETING + " where m.meeting_id = :id")
        .param("id", id)
        .query(MeetingTable::meeting)
        .optional();
  }

  /** The meeting again, locked. */
  Meeting locked(UUID id) {
    jdbc.sql("select meeting_id from recognition.meeting where meeting_id = :id for update")
        .param("id", id)
        .query(UUID.class)
        .single();
    return byId(id).orElseThrow();
  }

  /** The one that is planned in an area, where there is one. */
  Optional<UUID> planned(int campaignId, int areaId, MeetingKind kind) {
    return jdbc.sql(
            """
            select meeting_id from recognition.meeting
             where campaign_id = :campaign and area_id = :area and kind = :kind and status = 'PLANNED'
            """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("kind", kind.name())
        .query(UUID.class)
        .optional();
  }

  /**
   * Those of an area in a campaign, newest first.
   *
   * @param before the area and what went into it as a whole
   * @param origins what it is a part of besides: of theirs only what is about what lies here
   */
  List<Meeting> of(
      int campaignId,
      int areaId,
      Collection<Integer> before,
      Collection<Integer> origins,
      MeetingKind kind) {
    return jdbc.sql(
            MEETING
                + """
                 where m.campaign_id = :campaign and m.kind = :kind and m.area_id = any (:origins::integer[])
                   and (m.area_id = any (:before::integer[])
                     or exists (select from recognition.vote b
                                  join recognition.dossier d on d.home_id = b.home_id and d.dossier_id = b.dossier_id
                                  join areas.ancestor a on a.area_id = d.area_now and a.ancestor_id = :area
                                   and a.valid @> platform.today()
                                 where b.meeting_id = m.meeting_id))
                 order by m.status = 'PLANNED' desc, m.held_on desc, m.recorded_at desc limit 100
                """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("before", before.toArray(Integer[]::new))
        .param(
            "origins",
            Stream.concat(before.stream(), origins.stream()).distinct().toArray(Integer[]::new))
        .param("kind", kind.name())
        .query(MeetingTable::meeting)
        .list();
  }

  /** Where what is on the list of a meeting lies now. */
  List<Integer> villages(UUID meetingId) {
    return jdbc.sql(
            """
            select distinct d.area_now
              from recognition.vote b
              join recognition.dossier d on d.home_id = b.home_id and d.dossier_id = b.dossier_id
             where b.meeting_id = :id order by d.area_now
            """)
        .param("id", meetingId)
        .query(Integer.class)
        .list();
  }

  /** How many wait to be voted on. */
  int votable(int campaignId, int areaId, MeetingKind kind) {
    return votable(
            jdbc.sql("select count(*)::integer from recognition.dossier d where " + VOTABLE),
            campaignId,
            areaId,
            kind)
        .query(Integer.class)
        .single();
  }

  private static JdbcClient.StatementSpec votable(
      JdbcClient.StatementSpec statement, int campaignId, int areaId, MeetingKind kind) {
    return statement
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("from", kind.from().name())
        .param("village", kind == MeetingKind.VILLAGE);
  }

  void plan(
      UUID id,
      int campaignId,
      int areaId,
      MeetingKind kind,
      LocalDate heldOn,
      String place,
      String invited,
      Actor actor,
      Instant at) {
    jdbc.sql(
            """
            insert into recognition.meeting
              (meeting_id, campaign_id, area_id, kind, held_on, place, invited, listed_at, recorded_at, account_id,
               person_id, actor)
            values (:id, :campaign, :area, :kind, :heldOn, :place, :invited, :at, :at, :account, :person, :actor)
            on conflict (meeting_id) do update set
              held_on = excluded.held_on, place = excluded.place, invited = excluded.invited,
              listed_at = excluded.listed_at, recorded_at = excluded.recorded_at, account_id = excluded.account_id,
              person_id = excluded.person_id, actor = excluded.actor
            """)
        .param("id", id)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("kind", kind.name())
        .param("heldOn", Date.valueOf(heldOn))
        .param("place", place)
        .param("invited", invited)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
    jdbc.sql("delete from recognition.vote where meeting_id = :id").param("id", id).update();
    votable(
            jdbc.sql(
                """
                insert into recognition.vote
                  (meeting_id, home_id, dossier_id, place, name, version, total, outcome, rating)
                select :id, d.home_id, d.dossier_id,
                       row_number() over (order by v.name collate platform.vi, d.area_now,
                                          case when h.kind in ('HOUSEHOLD', 'CITIZEN')
                                               then regexp_replace(h.name, '^.* ', '') else '' end collate platform.vi,
                                          h.name collate platform.vi, h.serial, d.home_id, d.dossier_id),
                       h.name, d.version, d.total, d.outcome, d.rating
                  from recognition.dossier d
                  join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
                  join areas.area_version v on v.area_id = d.area_now and v.valid @> platform.today()
                 where
                """
                    + VOTABLE),
            campaignId,
            areaId,
            kind)
        .param("id", id)
        .update();
  }

  void drop(UUID id) {
    jdbc.sql("delete from recognition.vote where meeting_id = :id").param("id", id).update();
    jdbc.sql("delete from recognition.meeting where meeting_id = :id").param("id", id).update();
  }

  /** The list of a meeting, in its order. */
  List<Ballot> ballots(UUID meetingId) {
    return jdbc.sql(
            """
            select b.home_id, b.dossier_id, b.place, h.serial, b.name, v.name as village, b.total, b.outcome, b.rating,
                   b.against, b.abstained, b.result
              from recognition.vote b
              join recognition.dossier d on d.home_id = b.home_id and d.dossier_id = b.dossier_id
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
              join lateral (select v.name from areas.area_version v
                             where v.area_id = d.area_now and lower(v.valid) <= platform.today()
                             order by lower(v.valid) desc limit 1) v on true
             where b.meeting_id = :id
             order by b.place
            """)
        .param("id", meetingId)
        .query(
            (row, number) -> {
              String outcome = row.getString("outcome");
              String result = row.getString("result");
              return new Ballot(
                  DossierTable.key(row),
                  row.getInt("place"),
                  new SubjectCode(row.getInt("home_id"), row.getInt("serial")).printed(),
                  row.getString("name"),
                  row.getString("village"),
                  row.getBigDecimal("total"),
                  outcome == null ? null : Outcome.valueOf(outcome),
                  DossierTable.rating(row),
                  row.getObject("against", Integer.class),
                  row.getObject("abstained", Integer.class),
                  result == null ? null : Vote.valueOf(result));
            })
        .list();
  }

  /**
   * A dossier on the list, locked.
   *
   * @param changed whether it moved, or was changed, since the list was drawn up
   * @param since the day of what has to come before the vote: the last score, or the approval
   * @param until the day of the first step after the vote; null where there was none yet
   */
  record Standing(
      DossierKey key,
      String name,
      boolean changed,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {}

  private static Standing standing(ResultSet row, int number) throws SQLException {
    Date since = row.getDate("since");
    Date until = row.getDate("until");
    return new Standing(
        DossierTable.key(row),
        row.getString("name"),
        row.getBoolean("changed"),
        since == null ? null : since.toLocalDate(),
        until == null ? null : until.toLocalDate());
  }

  /**
   * What a held meeting voted on, with what came before it and after it. What was scored or
   * approved once more after the meeting was first recorded does not bear on its day.
   */
  List<Standing> between(Meeting meeting) {
    return jdbc.sql(
            """
            with recursive record as (
              select m.replaces, m.recorded_at from recognition.meeting m where m.meeting_id = :id
              union all
              select m.replaces, m.recorded_at
                from record r join recognition.meeting m on m.meeting_id = r.replaces),
            first as (select min(recorded_at) as at from record)
            select d.home_id, d.dossier_id, b.name, false as changed,
                   (case when :village::boolean then case when d.scored_at <= f.at then d.scored_at end
                         else (select max(s.at) from recognition.dossier_step x
                                 join recognition.step s on s.step_id = x.step_id and s.event = 'APPROVE'
                                where x.home_id = d.home_id and x.dossier_id = d.dossier_id and s.at <= f.at) end
                     at time zone 'Asia/Ho_Chi_Minh')::date as since,
                   least((select min(n.posted_on) from recognition.noticed x
                            join recognition.notice n on n.notice_id = x.notice_id
                           where :village::boolean and x.home_id = d.home_id and x.dossier_id = d.dossier_id
                             and x.version > b.version),
                         (select min(m.held_on) from recognition.vote v
                            join recognition.meeting m
                              on m.meeting_id = v.meeting_id and m.kind = 'COUNCIL' and m.status = 'HELD'
                           where :village::boolean and v.home_id = d.home_id and v.dossier_id = d.dossier_id
                             and v.version > b.version),
                         (select q.decided_on from recognition.decision q
                           where q.decision_id = d.decision_id and q.status <> 'DRAFT')) as until
              from recognition.vote b
              join recognition.dossier d on d.home_id = b.home_id and d.dossier_id = b.dossier_id
              cross join first f
             where b.meeting_id = :id
             order by d.home_id, d.dossier_id
            """)
        .param("id", meeting.id())
        .param("village", meeting.kind() == MeetingKind.VILLAGE)
        .query(MeetingTable::standing)
        .list();
  }

  List<Standing> standing(Meeting meeting, int areaId) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id, b.name, d.stage <> :from or d.version <> b.version
                     or not exists (select from areas.ancestor a
                                     where a.area_id = d.area_now and a.valid @> platform.today()
                                       and a.ancestor_id = :area and (not :village::boolean or a.area_id = :area)) as changed,
                   (case when :village::boolean then d.scored_at
                         else (select max(s.at) from recognition.dossier_step x
                                 join recognition.step s on s.step_id = x.step_id and s.event = 'APPROVE'
                                where x.home_id = d.home_id and x.dossier_id = d.dossier_id) end
                     at time zone 'Asia/Ho_Chi_Minh')::date as since, null::date as until
              from recognition.vote b
              join recognition.dossier d on d.home_id = b.home_id and d.dossier_id = b.dossier_id
             where b.meeting_id = :id
             order by d.home_id, d.dossier_id
               for update of d
            """)
        .param("id", meeting.id())
        .param("area", areaId)
        .param("from", meeting.kind().from().name())
        .param("village", meeting.kind() == MeetingKind.VILLAGE)
        .query(MeetingTable::standing)
        .list();
  }

  void leaveOut(UUID meetingId, Collection<DossierKey> keys) {
    jdbc.sql(
            """
            delete from recognition.vote
             where meeting_id = :id
               and (home_id, dossier_id) in (select * from unnest(:homes::integer[], :ids::uuid[]))
            """)
        .param("id", meetingId)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .update();
  }

  /** Writes down that it was held, and every vote. */
  void held(
      UUID meetingId,
      Protocol protocol,
      int percent,
      Map<DossierKey, Vote> results,
      Actor actor,
      Instant at) {
    jdbc.sql(
            """
            update recognition.meeting
               set status = 'HELD', held_on = :heldOn, place = :place, chair = :chair, secretary = :secretary,
                   attendants = :attendants, present = :present, of_how_many = :all, percent = :percent,
                   recorded_at = :at, account_id = :account, person_id = :person, actor = :actor
             where meeting_id = :id
            """)
        .param("id", meetingId)
        .param("heldOn", Date.valueOf(Objects.requireNonNull(protocol.heldOn())))
        .param("place", protocol.place())
        .param("chair", protocol.chair())
        .param("secretary", protocol.secretary())
        .param("attendants", protocol.attendants())
        .param("present", protocol.present())
        .param("all", protocol.ofHowMany())
        .param("percent", percent)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
    votes(meetingId, protocol, results);
  }

  private void votes(UUID meetingId, Protocol protocol, Map<DossierKey, Vote> results) {
    List<DossierKey> keys = new ArrayList<>(results.keySet());
    jdbc.sql(
            """
            update recognition.vote b
               set against = n.against, abstained = n.abstained, result = n.result
              from unnest(:homes::integer[], :ids::uuid[], :against::integer[], :abstained::integer[], :results::text[])
                     as n (home, id, against, abstained, result)
             where b.meeting_id = :meeting and b.home_id = n.home and b.dossier_id = n.id
            """)
        .param("meeting", meetingId)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .param(
            "against", keys.stream().map(key -> protocol.of(key).against()).toArray(Integer[]::new))
        .param(
            "abstained",
            keys.stream().map(key -> protocol.of(key).abstained()).toArray(Integer[]::new))
        .param("results", DossierTable.strings(keys, key -> DossierTable.name(results.get(key))))
        .update();
  }

  /** Another one in its place, with the same list and its own votes; the old one is kept. */
  void replace(
      Meeting old,
      UUID id,
      String reason,
      Protocol protocol,
      int percent,
      Map<DossierKey, Vote> results,
      Actor actor,
      Instant at) {
    jdbc.sql("update recognition.meeting set status = 'REPLACED' where meeting_id = :id")
        .param("id", old.id())
        .update();
    jdbc.sql(
            """
            insert into recognition.meeting
              (meeting_id, campaign_id, area_id, kind, status, held_on, place, invited, listed_at, chair, secretary,
               attendants, present, of_how_many, percent, recorded_at, account_id, person_id, actor, replaces, reason,
               step_id)
            select :id, campaign_id, area_id, kind, 'HELD', :heldOn, :place, invited, listed_at, :chair, :secretary,
                   :attendants, :present, :all, :percent, :at, :account, :person, :actor, meeting_id, :reason, step_id
              from recognition.meeting where meeting_id = :old
            """)
        .param("id", id)
        .param("old", old.id())
        .param("heldOn", Date.valueOf(Objects.requireNonNull(protocol.heldOn())))
        .param("place", protocol.place())
        .param("chair", protocol.chair())
        .param("secretary", protocol.secretary())
        .param("attendants", protocol.attendants())
        .param("present", protocol.present())
        .param("all", protocol.ofHowMany())
        .param("percent", percent)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("reason", reason)
        .update();
    jdbc.sql(
            """
            insert into recognition.vote
              (meeting_id, home_id, dossier_id, place, name, version, total, outcome, rating)
            select :id, home_id, dossier_id, place, name, version, total, outcome, rating
              from recognition.vote where meeting_id = :old
            """)
        .param("id", id)
        .param("old", old.id())
        .update();
    votes(id, protocol, results);
  }

  /**
   * Moves what was voted on.
   *
   * @param keys only these; null for everything on the list
   */
  Done move(NewStep step, UUID meetingId, MeetingKind kind, @Nullable Collection<DossierKey> keys) {
    Collection<DossierKey> only = keys == null ? List.of() : keys;
    Done done =
        DossierTable.done(
            dossiers
                .step(
                    """
                    update recognition.dossier d
                       set stage = :to, vote = b.result,
                           outcome = case when b.result = 'FAILED' then 'NOT_ACHIEVED' else d.outcome end,
                           rating = case when b.result = 'FAILED' and d.rating is not null then 'NOT_ACHIEVED' else d.rating end,
                           version = d.version + 1
                      from recognition.vote b
                     where b.meeting_id = :meeting and b.result is not null
                       and d.home_id = b.home_id and d.dossier_id = b.dossier_id and d.stage = :from
                       and (:every::boolean
                         or (d.home_id, d.dossier_id) in (select * from unnest(:homes::integer[], :ids::uuid[])))
                    returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                    """,
                    step)
                .param("meeting", meetingId)
                .param("from", kind.from().name())
                .param("to", DossierLifecycle.to(kind.event()).name())
                .param("every", keys == null)
                .param("homes", DossierTable.homes(only))
                .param("ids", DossierTable.ids(only)));
    jdbc.sql("update recognition.meeting set step_id = :step where meeting_id = :id")
        .param("step", step.id())
        .param("id", meetingId)
        .update();
    return done;
  }

  /** Of these, the names of those that have gone on since: sent, posted, or opened again. */
  List<String> goneOn(Collection<DossierKey> keys, Stage stage) {
    return jdbc.sql(
            """
            select h.name
              from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
              join recognition.dossier d on d.home_id = k.home and d.dossier_id = k.id
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.stage <> :stage
                or exists (select from recognition.noticed x
                             join recognition.notice n on n.notice_id = x.notice_id and not n.ended
                            where x.home_id = d.home_id and x.dossier_id = d.dossier_id and x.version = d.version)
             order by h.name collate platform.vi
            """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .param("stage", stage.name())
        .query(String.class)
        .list();
  }

  /** Signed minutes that were attached. */
  record Scan(String sha256, String mediaType) {}

  Optional<Scan> scan(UUID meetingId) {
    return jdbc.sql(
            """
            select scan, scan_type from recognition.meeting where meeting_id = :id and scan is not null
            """)
        .param("id", meetingId)
        .query((row, number) -> new Scan(row.getString("scan"), row.getString("scan_type")))
        .optional();
  }

  void attach(UUID meetingId, Scan scan, Actor actor, Instant at) {
    jdbc.sql(
            """
            update recognition.meeting
               set scan = :scan, scan_type = :type, scanned_at = :at, scanned_by = :by
             where meeting_id = :id
            """)
        .param("id", meetingId)
        .param("scan", scan.sha256())
        .param("type", scan.mediaType())
        .param("at", Timestamp.from(at))
        .param("by", actor.name())
        .update();
  }

  /** What meetings said of a dossier, and of those joined into it, newest first. */
  List<Meetings.Said> said(DossierKey key) {
    return jdbc.sql(
            """
            select m.meeting_id, m.kind, m.held_on, m.present, m.present - b.against - b.abstained as agreed, b.result
              from recognition.vote b
              join recognition.meeting m on m.meeting_id = b.meeting_id and m.status = 'HELD'
             where (b.home_id, b.dossier_id) in (select * from recognition.with_joined(:home, :id))
             order by m.held_on desc, m.recorded_at desc
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(
            (row, number) ->
                new Meetings.Said(
                    row.getObject("meeting_id", UUID.class),
                    MeetingKind.valueOf(row.getString("kind")),
                    row.getDate("held_on").toLocalDate(),
                    row.getInt("agreed"),
                    row.getInt("present"),
                    Vote.valueOf(row.getString("result"))))
        .list();
  }

  private static Meeting meeting(ResultSet row, int number) throws SQLException {
    return new Meeting(
        row.getObject("meeting_id", UUID.class),
        row.getInt("campaign_id"),
        row.getInt("area_id"),
        MeetingKind.valueOf(row.getString("kind")),
        Meeting.Status.valueOf(row.getString("status")),
        row.getDate("held_on").toLocalDate(),
        row.getString("place"),
        row.getString("invited"),
        row.getTimestamp("listed_at").toInstant(),
        row.getString("chair"),
        row.getString("secretary"),
        row.getString("attendants"),
        row.getObject("present", Integer.class),
        row.getObject("of_how_many", Integer.class),
        integer(row.getBigDecimal("percent")),
        row.getInt("listed"),
        row.getInt("passed"),
        row.getInt("failed"),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("actor"),
        row.getString("reason"),
        row.getObject("replaces", UUID.class),
        row.getObject("replaced_by", UUID.class),
        row.getString("scan_type"),
        instant(row, "scanned_at"),
        row.getString("scanned_by"));
  }

  private static @Nullable Integer integer(@Nullable BigDecimal number) {
    return number == null ? null : number.intValue();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
