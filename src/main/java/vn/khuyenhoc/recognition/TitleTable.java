package vn.khuyenhoc.recognition;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.registry.SubjectCode;
import vn.khuyenhoc.registry.SubjectKey;

/** All SQL of titles: made, taken back and corrected by whole decisions at once, and read. */
@Repository
class TitleTable {

  private static final int FETCH = 2_000;

  private final JdbcClient jdbc;
  private final JdbcClient chunks;

  TitleTable(JdbcClient jdbc, DataSource source) {
    this.jdbc = jdbc;
    JdbcTemplate template = new JdbcTemplate(source);
    template.setFetchSize(FETCH);
    this.chunks = JdbcClient.create(template);
  }

  /**
   * A title for everything that a decision recognises, linked to the one before; none for
   * practising. One statement, however many.
   *
   * @return how many
   */
  int give(UUID decisionId, LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            insert into recognition.title
              (home_id, dossier_id, campaign_id, subject_id, decision_id, name, rating, valid_from, valid_until,
               previous_id)
            select d.home_id, d.dossier_id, d.campaign_id, d.subject_id, d.decision_id, s.name,
                   coalesce(d.rating, 'ACHIEVED'), :from, :until, b.title_id
              from recognition.dossier d
              join recognition.campaign c on c.campaign_id = d.campaign_id and not c.training
              join registry.subject s on s.home_id = d.home_id and s.subject_id = d.subject_id
              left join lateral (
                select t.title_id
                  from recognition.title t
                  join recognition.campaign w on w.campaign_id = t.campaign_id
                 where t.home_id = d.home_id and t.subject_id = d.subject_id and t.revoked_at is null
                   and w.model = c.model and w.level = c.level and t.valid_from <= :from
                 order by t.valid_from desc, t.title_id desc
                 limit 1) b on true
             where d.decision_id = :decision and d.stage = 'RECOGNISED'
            """)
        .param("decision", decisionId)
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .update();
  }

  /** Another period for every title of a decision that still holds: its date was corrected. */
  void period(UUID decisionId, LocalDate from, LocalDate until) {
    jdbc.sql(
            """
            update recognition.title set valid_from = :from, valid_until = :until, version = version + 1
             where decision_id = :decision and revoked_at is null
            """)
        .param("decision", decisionId)
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .update();
  }

  /** Another name as printed. */
  void rename(Title.Key key, String name) {
    jdbc.sql(
            """
            update recognition.title set name = :name, version = version + 1
             where home_id = :home and title_id = :id
            """)
        .param("home", key.homeId())
        .param("id", key.id())
        .param("name", name)
        .update();
  }

  /** Takes back every title of a decision that still holds; how many. */
  int revokeAll(
      UUID decisionId, LocalDate on, String reason, String document, Actor actor, Instant at) {
    return revoking(
            "decision_id = :decision and revoked_at is null", on, reason, document, actor, at)
        .param("decision", decisionId)
        .update();
  }

  /** Takes one title back; false where it was already, or was changed meanwhile. */
  boolean revoke(
      Title.Key key,
      int version,
      LocalDate on,
      String reason,
      String document,
      Actor actor,
      Instant at) {
    return revoking(
                "home_id = :home and title_id = :id and version = :version and revoked_at is null",
                on,
                reason,
                document,
                actor,
                at)
            .param("home", key.homeId())
            .param("id", key.id())
            .param("version", version)
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec revoking(
      String which, LocalDate on, String reason, String document, Actor actor, Instant at) {
    return jdbc.sql(
            """
            update recognition.title
               set revoked_at = :at, revoked_on = :on, revoked_reason = :reason, revoked_document = :document,
                   revoked_by = :by, revoked_name = :byName, version = version + 1
             where
            """
                + which)
        .param("at", Timestamp.from(at))
        .param("on", Date.valueOf(on))
        .param("reason", reason)
        .param("document", document)
        .param("by", actor.personId())
        .param("byName", actor.name());
  }

  /** The titles of a decision that hold, in the order of its list. */
  List<Title> holding(UUID decisionId) {
    return jdbc.sql(
            COLUMNS
                + FROM
                + OF_IT
                + AROUND
                + """
                 where t.decision_id = :decision and t.revoked_at is null
                 order by v.name collate platform.vi, d.area_now,
                          case when s.kind in ('HOUSEHOLD', 'CITIZEN') then regexp_replace(s.name, '^.* ', '') else '' end
                            collate platform.vi,
                          s.name collate platform.vi, s.serial, t.home_id, t.title_id
                """)
        .param("decision", decisionId)
        .query(TitleTable::title)
        .list();
  }

  /**
   * Whether a title has a certificate that counts. Those of old could be revoked by themselves: the
   * title that still holds has none then.
   */
  private static final String CERTIFIED =
      """
      t.certificate_id is not null
        and not exists (select from certificates.certificate g
                         where g.certificate_id = t.certificate_id and g.status = 'REVOKED')
      """;

  /** Of the titles of a decision that hold, those without a certificate that counts. */
  Set<Title.Key> uncertified(UUID decisionId) {
    return Set.copyOf(
        jdbc.sql(
                "select t.home_id, t.title_id from recognition.title t"
                    + " where t.decision_id = :decision and t.revoked_at is null and not ("
                    + CERTIFIED
                    + ")")
            .param("decision", decisionId)
            .query(TitleTable::key)
            .list());
  }

  /** The certificates of a decision's titles that hold. */
  List<UUID> certificates(UUID decisionId) {
    return jdbc.sql(
            """
            select certificate_id from recognition.title
             where decision_id = :decision and revoked_at is null and certificate_id is not null
            """)
        .param("decision", decisionId)
        .query(UUID.class)
        .list();
  }

  /** By title of a decision, the certificate of the title before it, where that has one. */
  Map<UUID, UUID> certificatesOfPrevious(UUID decisionId) {
    Map<UUID, UUID> found = new HashMap<>();
    jdbc.sql(
            """
            select t.title_id, b.certificate_id
              from recognition.title t
              join recognition.title b on b.home_id = t.home_id and b.title_id = t.previous_id
             where t.decision_id = :decision and b.certificate_id is not null and b.revoked_at is null
            """)
        .param("decision", decisionId)
        .query(
            (row, number) ->
                found.put(
                    row.getObject("title_id", UUID.class),
                    row.getObject("certificate_id", UUID.class)))
        .list();
    return found;
  }

  /** A title that got a certificate. */
  record Certified(Title.Key key, UUID certificateId, String number) {}

  /** Writes down the certificates of titles, however many. */
  void certified(List<Certified> done) {
    jdbc.sql(
            """
            update recognition.title t set certificate_id = n.certificate, certificate = n.number
              from unnest(:homes::integer[], :ids::uuid[], :certificates::uuid[], :numbers::text[])
                   as n (home, id, certificate, number)
             where t.home_id = n.home and t.title_id = n.id
            """)
        .param("homes", done.stream().map(one -> one.key().homeId()).toArray(Integer[]::new))
        .param("ids", done.stream().map(one -> one.key().id().toString()).toArray(String[]::new))
        .param(
            "certificates",
            done.stream().map(one -> one.certificateId().toString()).toArray(String[]::new))
        .param("numbers", done.stream().map(Certified::number).toArray(String[]::new))
        .update();
  }

  /** The title that holds and has this certificate. */
  Optional<Title.Key> certifiedBy(UUID certificateId) {
    return jdbc.sql(
            """
            select home_id, title_id from recognition.title
             where certificate_id = :certificate and revoked_at is null
            """)
        .param("certificate", certificateId)
        .query(
            (row, number) ->
                new Title.Key(row.getInt("home_id"), row.getObject("title_id", UUID.class)))
        .optional();
  }

  /** Where a title is, before anything is locked. */
  record Place(int campaignId, UUID decisionId, DossierKey dossier, int areaId, int decidedIn) {}

  Optional<Place> place(Title.Key key) {
    return jdbc.sql(
            """
            select t.campaign_id, t.decision_id, t.dossier_id, d.area_now, q.area_id as decided_in
              from recognition.title t
              join recognition.dossier d on d.home_id = t.home_id and d.dossier_id = t.dossier_id
              join recognition.decision q on q.decision_id = t.decision_id
             where t.home_id = :home and t.title_id = :id
            """)
        .param("home", key.homeId())
        .param("id", key.id())
        .query(
            (row, number) ->
                new Place(
                    row.getInt("campaign_id"),
                    row.getObject("decision_id", UUID.class),
                    new DossierKey(key.homeId(), row.getObject("dossier_id", UUID.class)),
                    row.getInt("area_now"),
                    row.getInt("decided_in")))
        .optional();
  }

  /** How many titles of a decision still hold, and how many were taken back one by one. */
  record Held(int held, int revoked, int certified) {}

  Held held(UUID decisionId) {
    return jdbc.sql(
            """
            select (count(*) filter (where t.revoked_at is null))::integer as held,
                   (count(*) filter (where t.revoked_at is not null))::integer as revoked,
                   (count(*) filter (where t.revoked_at is null and
            """
                + CERTIFIED
                + "))::integer as certified from recognition.title t where t.decision_id = :decision")
        .param("decision", decisionId)
        .query(
            (row, number) ->
                new Held(row.getInt("held"), row.getInt("revoked"), row.getInt("certified")))
        .single();
  }

  private static final String COLUMNS =
      """
      select t.home_id, t.title_id, t.dossier_id, t.subject_id, s.serial, t.name, c.model, c.level,
             coalesce(g.name, c.form) as form_name, c.year, t.rating, d.area_now, v.name as area_name,
             o.name as office_name, t.decision_id, q.area_id as decided_in, q.number, q.decided_on, t.valid_from, t.valid_until, t.previous_id,
             (select n.title_id from recognition.title n
               where n.home_id = t.home_id and n.subject_id = t.subject_id and n.previous_id = t.title_id
                 and n.revoked_at is null
               limit 1) as next_id,
             t.certificate_id, t.certificate, t.revoked_on, t.revoked_reason, t.revoked_document, t.revoked_at, t.revoked_name, t.version
      """;

  private static final String FROM = " from recognition.title t\n";

  private static final String OF_IT =
      """
        join recognition.dossier d on d.home_id = t.home_id and d.dossier_id = t.dossier_id
        join recognition.campaign c on c.campaign_id = t.campaign_id
        join recognition.decision q on q.decision_id = t.decision_id
        join registry.subject s on s.home_id = t.home_id and s.subject_id = t.subject_id
        join areas.area_version v on v.area_id = d.area_now and v.valid @> platform.today()
      """;

  private static final String AROUND =
      """
        left join registry.labour_group g on g.code = c.form
        join areas.ancestor a on a.area_id = d.area_now and
      """
          + DossierTable.OFFICE
          + """
             join areas.area_version o on o.area_id = a.ancestor_id and o.valid @> platform.today()
            """;

  /** How a title stands, by the day. */
  private static final String STATE =
      """
      case when t.revoked_at is not null then 'REVOKED' when t.valid_until < :today then 'EXPIRED'
           when t.valid_from > :today then 'NOT_YET'
           when t.valid_until < :today::date + %d then 'ENDING' else 'VALID' end
      """
          .formatted(Title.SOON);

  Optional<Title> byKey(Title.Key key) {
    return jdbc.sql(
            COLUMNS + FROM + OF_IT + AROUND + " where t.home_id = :home and t.title_id = :id")
        .param("home", key.homeId())
        .param("id", key.id())
        .query(TitleTable::title)
        .optional();
  }

  /** The titles that a subject has or had, with those of entries joined into it, newest first. */
  List<Title> of(SubjectKey subject) {
    return whole(
        jdbc.sql(
                """
                with recursive whose as (
                  select :home::integer as home_id, :id::uuid as subject_id
                  union
                  select l.home_id, l.subject_id
                    from whose w
                    join registry.subject_link l on l.other_home_id = w.home_id and l.other_subject_id = w.subject_id
                     and l.kind = 'JOINED_INTO')
                select t.home_id, t.title_id
                  from whose w
                  join recognition.title t on t.home_id = w.home_id and t.subject_id = w.subject_id
                 order by t.valid_from desc, t.title_id desc
                 limit 50
                """)
            .param("home", subject.homeId())
            .param("id", subject.subjectId())
            .query(TitleTable::key)
            .list());
  }

  private static Title.Key key(ResultSet row, int number) throws SQLException {
    return new Title.Key(row.getInt("home_id"), row.getObject("title_id", UUID.class));
  }

  /**
   * Titles with all that is told of them, in this order. They are picked before anything is joined
   * to them: so many tables are joined as they are written down.
   */
  private List<Title> whole(List<Title.Key> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            with picked as materialized (
              select t.*, k.place
                from unnest(:homes::integer[], :ids::uuid[]) with ordinality as k (home, id, place)
                join recognition.title t on t.home_id = k.home and t.title_id = k.id)
            """
                + COLUMNS
                + " from picked t\n"
                + OF_IT
                + AROUND
                + " order by t.place")
        .param("homes", keys.stream().map(Title.Key::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(one -> one.id().toString()).toArray(String[]::new))
        .query(TitleTable::title)
        .list();
  }

  /**
   * The titles that a dossier led to, newest first: more than one where a decision was withdrawn.
   */
  List<Title> of(DossierKey dossier) {
    return jdbc.sql(
            COLUMNS
                + FROM
                + OF_IT
                + AROUND
                + """
                 where t.home_id = :home and t.dossier_id = :id
                 order by t.valid_from desc, t.title_id desc
                """)
        .param("home", dossier.homeId())
        .param("id", dossier.dossierId())
        .query(TitleTable::title)
        .list();
  }

  /** The titles that a decision gave these dossiers. */
  List<Title> of(UUID decisionId, Collection<DossierKey> dossiers) {
    return jdbc.sql(
            COLUMNS
                + FROM
                + OF_IT
                + AROUND
                + """
                  join unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
                    on k.home = t.home_id and k.id = t.dossier_id
                 where t.decision_id = :decision
                """)
        .param("decision", decisionId)
        .param("homes", DossierTable.homes(dossiers))
        .param("ids", DossierTable.ids(dossiers))
        .query(TitleTable::title)
        .list();
  }

  /**
   * The titles of an area that a filter shows. The places come first, so that the planner knows how
   * many there are.
   */
  private static final String PLACES =
      """
      with place as materialized (
        select b.area_id, v.name
          from areas.ancestor b
          join areas.area_version v on v.area_id = b.area_id and v.valid @> platform.today()
         where b.ancestor_id = :area and b.valid @> platform.today())
      """;

  /**
   * The day is written out: a plan for any day would take half of a country for as rare as none of
   * it.
   */
  private static String filtered(TitleFilter filter, LocalDate today) {
    String day = "date '" + today + "'";
    Title.State state = filter.state();
    return """
             from place p
             join recognition.dossier d on d.area_now = p.area_id
             join recognition.title t on t.home_id = d.home_id and t.dossier_id = d.dossier_id
             join recognition.campaign c on c.campaign_id = t.campaign_id
             join recognition.decision q on q.decision_id = t.decision_id
            where true
           """
        + (filter.model() == null ? "" : " and c.model = :model")
        + (filter.year() == null ? "" : " and c.year = :year")
        + (state == null
            ? ""
            : " and "
                + switch (state) {
                  case REVOKED -> "t.revoked_at is not null";
                  case EXPIRED -> "t.revoked_at is null and t.valid_until < " + day;
                  case NOT_YET ->
                      "t.revoked_at is null and t.valid_until >= %1$s and t.valid_from > %1$s"
                          .formatted(day);
                  case ENDING ->
                      "t.revoked_at is null and t.valid_until >= %1$s and t.valid_until < %1$s + %2$d and t.valid_from <= %1$s"
                          .formatted(day, Title.SOON);
                  case VALID ->
                      "t.revoked_at is null and t.valid_until >= %1$s and t.valid_from <= %1$s"
                          .formatted(day);
                })
        + (filter.query().isBlank()
            ? ""
            : """
               and (lower(q.number) = lower(:query)
                 or exists (select from registry.subject s
                             where s.home_id = t.home_id and s.subject_id = t.subject_id
                               and s.folded like all (:patterns::text[])))
              """);
  }

  private static JdbcClient.StatementSpec bound(
      JdbcClient.StatementSpec statement, TitleFilter filter) {
    LearningModel model = filter.model();
    String query = VietnameseText.clean(filter.query());
    return statement
        .param("area", filter.areaId())
        .param("model", model == null ? null : model.name())
        .param("year", filter.year())
        .param("query", query)
        .param("patterns", patterns(query));
  }

  /** Place after place, so that whoever reads the first page reads the first places alone. */
  private static String ordered(TitleFilter filter, LocalDate today) {
    return PLACES
        + """
          select x.home_id, x.title_id
            from (select * from place order by name collate platform.vi, area_id) o
            cross join lateral (
                 select t.home_id, t.title_id, t.name, t.valid_from
          """
        + filtered(filter, today).replace("from place p", "from (select o.area_id) p")
        + """
                 offset 0) x
           order by o.name collate platform.vi, o.area_id, x.name collate platform.vi, x.valid_from desc,
                    x.home_id, x.title_id
          """;
  }

  /**
   * How many titles the filter shows.
   *
   * @param most how many are counted at most
   */
  int count(TitleFilter filter, LocalDate today, int most) {
    return bound(
            jdbc.sql(
                PLACES
                    + "select count(*)::integer from (select 1"
                    + filtered(filter, today)
                    + " limit :most) x"),
            filter)
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /**
   * Titles by place and name.
   *
   * @param skip how many are left out first
   */
  List<Title> list(TitleFilter filter, LocalDate today, int size, long skip) {
    return whole(
        bound(jdbc.sql(ordered(filter, today) + " limit :size offset :skip"), filter)
            .param("size", size)
            .param("skip", skip)
            .query(TitleTable::key)
            .list());
  }

  /**
   * Hands over every title of the filter by place and name: one statement says which, and so many
   * at a time are in memory. Needs a transaction around it.
   */
  void each(TitleFilter filter, LocalDate today, Consumer<Title> taker) {
    List<Title.Key> part = new ArrayList<>(FETCH);
    bound(chunks.sql(ordered(filter, today)), filter)
        .query(
            row -> {
              part.add(key(row, 0));
              if (part.size() == FETCH) {
                whole(part).forEach(taker);
                part.clear();
              }
            });
    whole(part).forEach(taker);
  }

  /** How many titles stand how, of those the filter shows in any state. */
  record Count(Title.State state, int titles) {}

  /**
   * @param most how many are looked at
   */
  List<Count> counts(TitleFilter filter, LocalDate today, int most) {
    TitleFilter any =
        new TitleFilter(filter.areaId(), filter.model(), filter.year(), null, filter.query());
    return bound(
            jdbc.sql(
                PLACES
                    + "select state, count(*)::integer as titles from (select "
                    + STATE
                    + " as state"
                    + filtered(any, today)
                    + " limit :most) x group by state"),
            any)
        .param("today", Date.valueOf(today))
        .param("most", most)
        .query(
            (row, number) ->
                new Count(Title.State.valueOf(row.getString("state")), row.getInt("titles")))
        .list();
  }

  /** The assessment years of which there are titles, newest first. */
  List<Integer> years(int areaId) {
    return jdbc.sql(
            """
            select distinct c.year::integer
              from recognition.decision q
              join recognition.campaign c on c.campaign_id = q.campaign_id and not c.training
             where q.status <> 'DRAFT'
               and q.area_id in (select a.area_id from areas.ancestor a
                                  where a.ancestor_id = :area and a.valid @> platform.today()
                                 union all
                                 select b.ancestor_id from areas.ancestor b
                                  where b.area_id = :area and b.valid @> platform.today())
             order by 1 desc
            """)
        .param("area", areaId)
        .query(Integer.class)
        .list();
  }

  private static String[] patterns(String query) {
    return Arrays.stream(VietnameseText.fold(query).split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .toArray(String[]::new);
  }

  private static Title title(ResultSet row, int number) throws SQLException {
    int home = row.getInt("home_id");
    Timestamp revoked = row.getTimestamp("revoked_at");
    return new Title(
        new Title.Key(home, row.getObject("title_id", UUID.class)),
        new DossierKey(home, row.getObject("dossier_id", UUID.class)),
        new SubjectKey(home, row.getObject("subject_id", UUID.class)),
        new SubjectCode(home, row.getInt("serial")).printed(),
        row.getString("name"),
        LearningModel.valueOf(row.getString("model")),
        ModelLevel.valueOf(row.getString("level")),
        row.getString("form_name"),
        row.getInt("year"),
        Rating.valueOf(row.getString("rating")),
        row.getInt("area_now"),
        row.getString("area_name"),
        row.getString("office_name"),
        row.getObject("decision_id", UUID.class),
        row.getInt("decided_in"),
        row.getString("number"),
        row.getDate("decided_on").toLocalDate(),
        row.getDate("valid_from").toLocalDate(),
        row.getDate("valid_until").toLocalDate(),
        key(home, row.getObject("previous_id", UUID.class)),
        key(home, row.getObject("next_id", UUID.class)),
        row.getObject("certificate_id", UUID.class),
        row.getString("certificate"),
        revoked == null
            ? null
            : new Title.Revocation(
                row.getDate("revoked_on").toLocalDate(),
                row.getString("revoked_reason"),
                row.getString("revoked_document"),
                revoked.toInstant(),
                row.getString("revoked_name")),
        row.getInt("version"));
  }

  private static Title.@Nullable Key key(int home, @Nullable UUID id) {
    return id == null ? null : new Title.Key(home, id);
  }
}
