package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.registry.SubjectCode;
import vn.khuyenhoc.registry.SubjectKey;

/** All SQL that reads dossiers for lists and pages. */
@Repository
class DossierListTable {

  private static final TypeReference<Map<String, List<@Nullable BigDecimal>>> CHANGES =
      new TypeReference<>() {};

  private static final TypeReference<Map<String, List<@Nullable String>>> SOURCES =
      new TypeReference<>() {};

  private static final String COLUMNS =
      """
      d.home_id, d.dossier_id, d.subject_id, h.serial, h.name as head, h.address, d.area_now as village_id,
      v.name as village_name, d.stage, d.outcome, d.rating, d.total, d.source_changed_at, (select count(*)::integer from jsonb_object_keys(d.answers)) as answered, d.version,
      d.returned_reason, d.sent_at, d.registered_at
      """;

  private static final String FROM =
      """
        from recognition.dossier d
        join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
        join areas.area_version v on v.area_id = d.area_now and v.valid @> platform.today()
      """;

  /**
   * People by given name, as Vietnamese lists are read, everything else by its name; then the
   * number.
   */
  private static final String ORDER =
      """
      case when h.kind in ('HOUSEHOLD', 'CITIZEN') then regexp_replace(h.name, '^.* ', '') else '' end
        collate platform.vi,
      h.name collate platform.vi, h.serial, d.home_id, d.dossier_id
      """;

  /**
   * Through which tree lists are read: where dossiers are today, or where they were on a day.
   *
   * @param basis as it was or as it is
   * @param day the day of that tree
   */
  record Through(Basis basis, LocalDate day) {

    /** The same statement, written for today, through this tree. */
    private String of(String sql) {
      return basis == Basis.AS_IS
          ? sql
          : sql.replace("d.area_now", "d.area_then").replace("platform.today()", ":day::date");
    }

    private Date date() {
      return Date.valueOf(day);
    }
  }

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final DossierTable dossiers;

  DossierListTable(JdbcClient jdbc, JsonMapper json, DossierTable dossiers) {
    this.jdbc = jdbc;
    this.json = json;
    this.dossiers = dossiers;
  }

  /** A village's dossiers, of a stage or all on the roll. */
  Listing<DossierLine> inVillage(
      int campaignId,
      int villageId,
      Through tree,
      String query,
      @Nullable Stage stage,
      int page,
      int size) {
    return listing(
        page,
        size,
        number ->
            jdbc.sql(
                    tree.of(
                        "select "
                            + COLUMNS
                            + ", count(*) over ()::integer as found"
                            + FROM
                            + """
                         where d.campaign_id = :campaign and d.area_now = :village
                           and h.folded like all (:patterns::text[])
                           and (d.stage = :stage or (:stage::text is null and d.stage <> 'REMOVED'))
                         order by
                        """
                            + ORDER
                            + " limit :size offset :skip"))
                .param("day", tree.date())
                .param("campaign", campaignId)
                .param("village", villageId)
                .param("patterns", patterns(query))
                .param("stage", stage == null ? null : stage.name())
                .param("size", size)
                .param("skip", (number - 1L) * size)
                .query((row, n) -> new Found<>(line(row), row.getInt("found")))
                .list());
  }

  /** A row of the grid before the criteria have a say. */
  record GridRow(
      DossierLine line,
      Map<String, BigDecimal> answers,
      Facts kept,
      boolean returned,
      Set<String> returnedItems) {}

  Listing<GridRow> grid(int campaignId, int villageId, String query, int page, int size) {
    return listing(
        page,
        size,
        number ->
            jdbc.sql(
                    "select "
                        + COLUMNS
                        + """
                        , d.answers::text as answers, d.facts::text as facts, d.returned_items, count(*) over ()::integer as found
                        """
                        + FROM
                        + """
                         where d.campaign_id = :campaign and d.area_now = :village and d.stage <> 'REMOVED'
                           and h.folded like all (:patterns::text[])
                         order by
                        """
                        + ORDER
                        + " limit :size offset :skip")
                .param("campaign", campaignId)
                .param("village", villageId)
                .param("patterns", patterns(query))
                .param("size", size)
                .param("skip", (number - 1L) * size)
                .query((row, n) -> new Found<>(gridRow(row), row.getInt("found")))
                .list());
  }

  private GridRow gridRow(ResultSet row) throws SQLException {
    DossierLine line = line(row);
    return new GridRow(
        line,
        dossiers.answers(row.getString("answers")),
        dossiers.facts(row.getString("facts")),
        line.returnedReason() != null,
        DossierTable.texts(row.getArray("returned_items")));
  }

  /** A dossier with what the page of one shows. */
  record One(
      DossierLine line,
      int campaignId,
      int communeId,
      String communeName,
      Map<String, BigDecimal> answers,
      Facts kept,
      Set<String> returnedItems,
      List<String> scorers,
      @Nullable String appraiser,
      @Nullable UUID decisionId,
      @Nullable Instant scoredAt,
      @Nullable String placeThen) {}

  Optional<One> one(DossierKey key) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                , d.campaign_id, d.answers::text as answers, d.facts::text as facts, d.returned_items, d.decision_id, d.scored_at, a.ancestor_id as commune_id, w.name as commune_name,
                (select array_agg(p.full_name order by array_position(d.scored_by, p.person_id))
                   from registry.person p where p.person_id = any (d.scored_by)) as scorers,
                (select p.full_name from registry.person p where p.person_id = d.appraised_by) as appraiser,
                (select string_agg(p.name, ', ' order by p.level desc)
                   from recognition.campaign c
                   join areas.ancestor n on n.area_id = d.area_then
                    and (n.ancestor_level in (3, 4) or n.ancestor_id = n.area_id) and n.valid @> c.reference_date
                   join areas.area_version p on p.area_id = n.ancestor_id and p.valid @> c.reference_date
                  where c.campaign_id = d.campaign_id and c.status = 'CLOSED') as place_then
                """
                + FROM
                + """
                  join areas.ancestor a on a.area_id = d.area_now and
                """
                + DossierTable.OFFICE
                + """
                  join areas.area_version w on w.area_id = a.ancestor_id and w.valid @> platform.today()
                 where d.home_id = :home and d.dossier_id = :id
                """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(
            (row, number) -> {
              DossierLine line = line(row);
              return new One(
                  line,
                  row.getInt("campaign_id"),
                  row.getInt("commune_id"),
                  row.getString("commune_name"),
                  dossiers.answers(row.getString("answers")),
                  dossiers.facts(row.getString("facts")),
                  DossierTable.texts(row.getArray("returned_items")),
                  list(row, "scorers"),
                  row.getString("appraiser"),
                  row.getObject("decision_id", UUID.class),
                  instant(row, "scored_at"),
                  row.getString("place_then"));
            })
        .optional();
  }

  /** A dossier and its campaign. */
  record OwnLine(int campaignId, DossierLine line) {}

  /** All dossiers of these, newest year first; without those that left the roll. */
  List<OwnLine> own(Collection<SubjectKey> subjects) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", d.campaign_id"
                + FROM
                + """
                  join recognition.campaign c on c.campaign_id = d.campaign_id
                 where (d.home_id, d.subject_id) in (
                         select * from unnest(:homes::integer[], :subjects::uuid[]))
                   and d.stage <> 'REMOVED'
                 order by c.year desc, c.training, h.name collate platform.vi, d.campaign_id
                """)
        .param("homes", subjects.stream().map(SubjectKey::homeId).toArray(Integer[]::new))
        .param("subjects", subjects.stream().map(SubjectKey::subjectId).toArray(UUID[]::new))
        .query((row, number) -> new OwnLine(row.getInt("campaign_id"), line(row)))
        .list();
  }

  /**
   * What somebody's dossier of the year before came to.
   *
   * @param year which year
   * @param setId by which criteria set
   * @param total points; null where it was never complete
   * @param outcome achieved or not; null where it was never complete
   * @param answers points by indicator
   */
  record Before(
      int year,
      String setId,
      @Nullable BigDecimal total,
      @Nullable Outcome outcome,
      Map<String, BigDecimal> answers) {}

  Optional<Before> before(SubjectKey subject, Collection<Integer> campaigns) {
    return jdbc.sql(
            """
            select c.year, c.set_id, d.total, d.outcome, d.answers::text as answers
              from recognition.dossier d
              join recognition.campaign c on c.campaign_id = d.campaign_id and not c.training
             where d.home_id = :home and d.subject_id = :id and d.campaign_id = any (:campaigns::integer[])
               and d.stage <> 'REMOVED' and d.answers <> '{}'
             order by d.total desc nulls last
             limit 1
            """)
        .param("home", subject.homeId())
        .param("id", subject.subjectId())
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Before(
                    row.getInt("year"),
                    row.getString("set_id"),
                    row.getBigDecimal("total"),
                    DossierTable.outcome(row),
                    dossiers.answers(row.getString("answers"))))
        .optional();
  }

  /** The dossier of somebody in a campaign. */
  Optional<DossierKey> of(SubjectKey subject, int campaignId) {
    return jdbc.sql(
            """
            select home_id, dossier_id from recognition.dossier
             where home_id = :home and subject_id = :id and campaign_id = :campaign
            """)
        .param("home", subject.homeId())
        .param("id", subject.subjectId())
        .param("campaign", campaignId)
        .query((row, number) -> DossierTable.key(row))
        .optional();
  }

  /**
   * What happened to a dossier, newest first, with what happened to another entry of the same
   * household before the two were joined.
   */
  List<HistoryEntry> history(DossierKey key) {
    return jdbc.sql(
            """
            with own as (
              select d.home_id, d.dossier_id, d.campaign_id, d.subject_id from recognition.dossier d
               where d.home_id = :home and d.dossier_id = :id)
            , every as (
              select home_id, dossier_id, campaign_id from own
              union all
              select d.home_id, d.dossier_id, d.campaign_id
                from own o
                join registry.subject_link l on l.other_home_id = o.home_id
                 and l.other_subject_id = o.subject_id and l.kind = 'JOINED_INTO'
                join recognition.dossier d on d.home_id = l.home_id and d.subject_id = l.subject_id
                 and d.campaign_id = o.campaign_id)
            select s.at, s.actor, s.event, x.from_stage, x.to_stage, s.reason, s.step_id, s.decision_id, s.dossiers,
                   null::text as changes, x.changes::text as sources
              from every e
              join recognition.dossier_step x on x.home_id = e.home_id and x.dossier_id = e.dossier_id
              join recognition.step s on s.step_id = x.step_id
            union all
            select a.at, a.actor, case when a.reason = '' then 'SCORE' else 'CORRECT' end, null, null, a.reason, null, null, 1, a.changes::text,
                   null
              from every e
              join recognition.answer_change a on a.home_id = e.home_id and a.dossier_id = e.dossier_id
            union all
            select s.at, s.actor, s.event, null, 'LISTED', s.reason, s.step_id, null, s.dossiers, null, null
              from own o
              join recognition.campaign c on c.campaign_id = o.campaign_id
              join recognition.step s on s.campaign_id = c.campaign_id and s.area_id = c.area_id and s.event = 'LIST'
             where not exists (select from recognition.dossier_step x
                                where x.home_id = o.home_id and x.dossier_id = o.dossier_id
                                  and x.from_stage = 'NONE')
             order by 1 desc, 7 desc nulls last
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(
            (row, number) ->
                new HistoryEntry(
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor"),
                    DossierEvent.valueOf(row.getString("event")),
                    stage(row.getString("from_stage")),
                    stage(row.getString("to_stage")),
                    row.getString("reason"),
                    row.getObject("step_id", UUID.class),
                    row.getObject("decision_id", UUID.class),
                    row.getInt("dossiers"),
                    changes(row.getString("changes")),
                    sources(row.getString("sources"))))
        .list();
  }

  private List<HistoryEntry.AnswerChange> changes(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    List<HistoryEntry.AnswerChange> changes = new ArrayList<>();
    new TreeMap<>(json.readValue(text, CHANGES))
        .forEach(
            (id, points) ->
                changes.add(
                    new HistoryEntry.AnswerChange(id, points.getFirst(), points.getLast())));
    return changes;
  }

  /** The result first, then the facts that it comes from. */
  private List<SourceChange> sources(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    Map<String, List<@Nullable String>> both = json.readValue(text, SOURCES);
    List<SourceChange> changes = new ArrayList<>();
    for (String name : SourceChange.RESULTS) {
      List<@Nullable String> one = both.remove(name);
      if (one != null) {
        changes.add(new SourceChange(name, one.getFirst(), one.getLast()));
      }
    }
    new TreeMap<>(both)
        .forEach((name, one) -> changes.add(new SourceChange(name, one.getFirst(), one.getLast())));
    return changes;
  }

  private static @Nullable Stage stage(@Nullable String name) {
    return name == null || name.equals("NONE") ? null : Stage.valueOf(name);
  }

  /** The next dossier of the village that waits for scores, in the order of its list. */
  Optional<DossierKey> next(
      int campaignId, int villageId, @Nullable DossierKey after, boolean registered) {
    return jdbc.sql(
            """
            select home_id, dossier_id from (
              select d.home_id, d.dossier_id, d.stage, d.registered_at, row_number() over (order by
            """
                + ORDER
                + """
                ) as place
                  from recognition.dossier d
                  join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
                 where d.campaign_id = :campaign and d.area_now = :village and d.stage <> 'REMOVED') x
             where stage = any (:open::text[]) and (not :registered::boolean or registered_at is not null) and not (home_id = :home::integer and dossier_id = :id::uuid) is true
             order by place <= coalesce((select y.place from (
                 select d.home_id, d.dossier_id, row_number() over (order by
            """
                + ORDER
                + """
                ) as place
                   from recognition.dossier d
                   join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
                  where d.campaign_id = :campaign and d.area_now = :village and d.stage <> 'REMOVED') y
                  where y.home_id = :home::integer and y.dossier_id = :id::uuid), 0), place
             limit 1
            """)
        .param("campaign", campaignId)
        .param("village", villageId)
        .param("open", new String[] {"LISTED", "SCORING", "RETURNED"})
        .param("registered", registered)
        .param("home", after == null ? null : after.homeId())
        .param("id", after == null ? null : after.dossierId().toString())
        .query((row, number) -> DossierTable.key(row))
        .optional();
  }

  private static final String IN_COMMUNE =
      """
      = any (array(select a.area_id from areas.ancestor a
                    where a.ancestor_id = :commune and a.valid @> platform.today()))
      """;

  /** Villages whose waiting dossiers all have one and the same total. */
  List<Integer> alike(int campaignId, int communeId, int from) {
    return jdbc.sql(
            "select d.area_now from recognition.dossier d where d.campaign_id = :campaign and d.area_now "
                + IN_COMMUNE
                + """
                 and d.stage = 'SENT'
                 group by d.area_now having count(*) >= :from and min(d.total) = max(d.total)
                """)
        .param("campaign", campaignId)
        .param("commune", communeId)
        .param("from", from)
        .query(Integer.class)
        .list();
  }

  /**
   * The household's points of the year before. The sum keeps a freshly opened campaign, of which
   * the planner knows nothing yet, from being searched by its number alone.
   */
  private static final String LAST_YEAR =
      """
      (select p.total from recognition.dossier p
        where p.home_id = d.home_id and p.subject_id = d.subject_id and p.campaign_id + 0 = any (:previous::integer[])
          and p.stage <> 'REMOVED'
        order by p.total desc nulls last limit 1)
      """;

  /** How many dossiers of an office stand in each of these stages. */
  Map<Stage, StageCount> standing(
      int campaignId, int communeId, Through tree, Collection<Stage> stages) {
    Map<Stage, StageCount> counts = new EnumMap<>(Stage.class);
    jdbc.sql(
            tree.of(
                """
                select d.stage, count(*)::integer as dossiers,
                       (count(*) filter (where d.outcome = 'ACHIEVED'))::integer as achieved,
                       (count(*) filter (where d.outcome = 'ACHIEVED' and d.decision_id is null))::integer as undrafted
                  from recognition.dossier d
                 where d.campaign_id = :campaign and d.stage = any (:stages::text[]) and d.area_now
                """
                    + IN_COMMUNE
                    + " group by d.stage"))
        .param("day", tree.date())
        .param("campaign", campaignId)
        .param("commune", communeId)
        .param("stages", stages.stream().map(Enum::name).toArray(String[]::new))
        .query(
            row -> {
              counts.put(
                  Stage.valueOf(row.getString("stage")),
                  new StageCount(
                      row.getInt("dossiers"), row.getInt("achieved"), row.getInt("undrafted")));
            });
    return counts;
  }

  /** A commune's dossiers with last year's points beside them. */
  Listing<QueueLine> queue(
      int campaignId,
      List<Integer> previous,
      int communeId,
      Through tree,
      QueueFilter filter,
      Collection<Integer> alike,
      int far,
      int page,
      int size) {
    Set<Integer> same = Set.copyOf(alike);
    Stage stage = filter.stage();
    return listing(
        page,
        size,
        number ->
            jdbc.sql(
                    tree.of(
                        "select "
                            + COLUMNS
                            + ", "
                            + LAST_YEAR
                            + " as last_total, count(*) over ()::integer as found"
                            + FROM
                            + """
                         where d.campaign_id = :campaign and d.area_now
                        """
                            + IN_COMMUNE
                            + """
                           and (:village::integer is null or d.area_now = :village)
                           and (d.stage = :stage or (:stage::text is null and d.stage <> 'REMOVED'))
                           and h.folded like all (:patterns::text[])
                           and (not :closer or d.stage = 'SENT' and d.area_now = any (:alike::integer[])
                                or abs(d.total -
                        """
                            + LAST_YEAR
                            + """
                        ) >= :far)
                         order by v.name collate platform.vi, d.area_now,
                        """
                            + ORDER
                            + " limit :size offset :skip"))
                .param("day", tree.date())
                .param("campaign", campaignId)
                .param("previous", previous.toArray(Integer[]::new))
                .param("commune", communeId)
                .param("village", filter.villageId())
                .param("stage", stage == null ? null : stage.name())
                .param("patterns", patterns(filter.query()))
                .param("closer", filter.lookCloser())
                .param("alike", same.toArray(Integer[]::new))
                .param("far", far)
                .param("size", size)
                .param("skip", (number - 1L) * size)
                .query(
                    (row, n) -> {
                      DossierLine line = line(row);
                      BigDecimal last = row.getBigDecimal("last_total");
                      BigDecimal total = line.total();
                      return new Found<>(
                          new QueueLine(
                              line,
                              line.stage() == Stage.SENT && same.contains(line.villageId()),
                              last,
                              last != null
                                  && total != null
                                  && total.subtract(last).abs().intValue() >= far),
                          row.getInt("found"));
                    })
                .list());
  }

  /**
   * The households that a decision recognised, those joined with another one since included.
   *
   * @param officeId only what lies in its area today; null for all
   */
  Listing<DossierLine> decided(
      UUID decisionId, @Nullable Integer officeId, Through tree, int page, int size) {
    return listing(
        page,
        size,
        number ->
            jdbc.sql(
                    tree.of(
                        """
                    with signed as (
                      select x.home_id, x.dossier_id
                        from recognition.step s join recognition.dossier_step x using (step_id)
                       where s.decision_id = :decision and x.to_stage = 'RECOGNISED')
                    select
                    """
                            + COLUMNS
                            + ", count(*) over ()::integer as found"
                            + FROM
                            + """
                         where (d.home_id, d.dossier_id) in (
                           select home_id, dossier_id from recognition.dossier where decision_id = :decision
                           union
                           -- recognised, until it was withdrawn
                           select o.home_id, o.dossier_id
                             from signed o
                             join recognition.decision q on q.decision_id = :decision and q.status = 'WITHDRAWN'
                           union
                           -- recognised, and joined since with one that was not given its place
                           select o.home_id, o.dossier_id
                             from signed o
                             join recognition.dossier removed using (home_id, dossier_id)
                            where removed.stage = 'REMOVED'
                              and not exists (
                                select from registry.subject_link l
                                  join recognition.dossier k on k.home_id = l.other_home_id
                                   and k.subject_id = l.other_subject_id and k.decision_id = :decision
                                 where l.home_id = removed.home_id and l.subject_id = removed.subject_id
                                   and l.kind = 'JOINED_INTO'
                                   and (k.home_id, k.dossier_id) not in (select home_id, dossier_id from signed)))
                           and (:office::integer is null
                             or exists (select from areas.ancestor o where o.area_id = d.area_now
                                           and o.ancestor_id = :office and o.valid @> platform.today()))
                         order by v.name collate platform.vi, d.area_now,
                        """
                            + ORDER
                            + " limit :size offset :skip"))
                .param("day", tree.date())
                .param("decision", decisionId)
                .param("office", officeId)
                .param("size", size)
                .param("skip", (number - 1L) * size)
                .query((row, n) -> new Found<>(line(row), row.getInt("found")))
                .list());
  }

  /** These dossiers as lists show them. */
  List<DossierLine> lines(Collection<DossierKey> keys) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + FROM
                + """
                  where (d.home_id, d.dossier_id) in (select * from unnest(:homes::integer[], :ids::uuid[]))
                 """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .query((row, number) -> line(row))
        .list();
  }

  private record Found<T>(T row, int total) {}

  private interface Part<T> {
    List<Found<T>> at(int page);
  }

  /** A part of a list; the last part where the list has become shorter than asked for. */
  private static <T> Listing<T> listing(int page, int size, Part<T> part) {
    List<Found<T>> rows = part.at(Math.max(1, page));
    if (rows.isEmpty() && page > 1) {
      rows = part.at(1);
      int last = rows.isEmpty() ? 1 : (rows.getFirst().total() + size - 1) / size;
      if (last > 1) {
        rows = part.at(last);
      }
    }
    return new Listing<>(
        rows.stream().map(Found::row).toList(), rows.isEmpty() ? 0 : rows.getFirst().total());
  }

  private static String[] patterns(String query) {
    return Arrays.stream(VietnameseText.fold(VietnameseText.clean(query)).split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .toArray(String[]::new);
  }

  private static DossierLine line(ResultSet row) throws SQLException {
    int home = row.getInt("home_id");
    String outcome = row.getString("outcome");
    return new DossierLine(
        DossierTable.key(row),
        new SubjectKey(home, row.getObject("subject_id", UUID.class)),
        new SubjectCode(home, row.getInt("serial")).printed(),
        row.getString("head"),
        row.getString("address"),
        row.getInt("village_id"),
        row.getString("village_name"),
        Stage.valueOf(row.getString("stage")),
        outcome == null ? null : Outcome.valueOf(outcome),
        DossierTable.rating(row),
        row.getBigDecimal("total"),
        row.getInt("answered"),
        row.getInt("version"),
        row.getString("returned_reason"),
        instant(row, "sent_at"),
        instant(row, "source_changed_at"),
        instant(row, "registered_at"));
  }

  private static List<String> list(ResultSet row, String column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
