package vn.khuyenhoc.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.AreaLevel;

/** All SQL of duties to report. */
@Repository
class ObligationTable {

  private static final String VERSIONS =
      """
      select o.obligation_id, o.area_id, o.built_in, a.name as area_name, a.level as area_level, a.ended,
             v.version, v.act, v.reason, v.corrects, v.title, v.document, v.number, v.plan_id, v.words, v.reporter,
             v.forms, v.rhythm, v.first_day, v.second_day, v.day, v.later, v.once_on, v.once_within,
             lower(v.once_about) as about_from, upper(v.once_about) - 1 as about_to, v.days_after, v.inclusive,
             lower(v.terms) as terms_from, upper(v.terms) - 1 as terms_to, v.tracked_from, v.after_campaign,
             v.written_at, v.written_name,
             array(select i.input_id from reports.obligation_input i
                    where i.obligation_id = v.obligation_id and i.version = v.version order by 1) as inputs,
             (select json_agg(json_build_object('part', p.part, 'side', p.side, 'body', p.body_id, 'name', b.name,
                                                'words', p.words) order by p.part, p.place)
                from reports.obligation_party p
                left join registry.body b using (body_id)
               where p.obligation_id = v.obligation_id and p.version = v.version)::text as parties
        from reports.obligation o
        join reports.obligation_version v using (obligation_id)
       cross join lateral (
         select w.name, w.level, upper(w.valid) <= platform.today() is true as ended
           from areas.area_version w where w.area_id = o.area_id and lower(w.valid) <= platform.today()
          order by lower(w.valid) desc limit 1) a
      """;

  private static final String ORDER = " order by o.obligation_id, v.version";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ObligationTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Party(
      String part,
      ObligationParty.Side side,
      @Nullable UUID body,
      @Nullable String name,
      String words) {}

  /**
   * The duties of these areas, of those above them, and of those in them, also of those that were.
   *
   * @param before these areas and whatever went into them
   */
  List<Obligation> around(Collection<Integer> areaIds, Collection<Integer> before) {
    return areaIds.isEmpty()
        ? List.of()
        : read(
            jdbc.sql(
                    VERSIONS
                        + """
                           where o.area_id in (select c.ancestor_id from areas.ancestor c
                                                where c.area_id = any (:areas::integer[]) and c.valid @> platform.today())
                              or exists (select from areas.ancestor c
                                          where c.area_id = o.area_id and c.ancestor_id = any (:before::integer[]))
                          """
                        + ORDER)
                .param("areas", areaIds.toArray(Integer[]::new))
                .param("before", before.toArray(Integer[]::new)));
  }

  /**
   * Which levels of areas have ended within which areas, so that nobody is left there who could
   * report by a duty: districts since July 2025. A level that was never there has not ended.
   */
  Set<UUID> withoutReporters(Collection<Obligation> of) {
    List<Obligation> asked =
        of.stream().filter(one -> one.says().reporter().level() != null).toList();
    return asked.isEmpty()
        ? Set.of()
        : Set.copyOf(
            jdbc.sql(
                    """
                    with asked as (
                      select * from unnest(:obligations::uuid[], :areas::integer[], :levels::smallint[])
                                      as t (obligation_id, area_id, level)),
                    -- areas of these levels first: below a country are ninety thousand villages, which owe none
                    reporter as materialized (
                      select v.area_id, v.level, v.valid from areas.area_version v
                       where v.level = any (:levels::smallint[]) and v.kind <> 'UNASSIGNED'),
                    level as (
                      select c.ancestor_id as area_id, r.level
                        from reporter r
                        join areas.ancestor c on c.area_id = r.area_id and c.ancestor_id = any (:areas::integer[])
                       group by c.ancestor_id, r.level
                      having not bool_or(r.valid @> platform.today() and c.valid @> platform.today()))
                    select a.obligation_id from asked a join level l using (area_id, level)
                    """)
                .param("obligations", asked.stream().map(Obligation::id).toArray(UUID[]::new))
                .param("areas", asked.stream().map(Obligation::areaId).toArray(Integer[]::new))
                .param(
                    "levels",
                    asked.stream()
                        .map(one -> Objects.requireNonNull(one.says().reporter().level()).ordinal())
                        .toArray(Integer[]::new))
                .query(UUID.class)
                .list());
  }

  /** The duties of an area that come from a plan, or did in an earlier version. */
  List<Obligation> ofPlan(String plan, int areaId) {
    return read(
        jdbc.sql(
                VERSIONS
                    + """
                       where o.area_id = :area
                         and exists (select from reports.obligation_version p
                                      where p.obligation_id = o.obligation_id and p.plan_id = :plan)
                      """
                    + ORDER)
            .param("area", areaId)
            .param("plan", plan));
  }

  /** One of them, or nothing. */
  Optional<Obligation> byId(UUID id) {
    return read(jdbc.sql(VERSIONS + " where o.obligation_id = :id" + ORDER).param("id", id))
        .stream()
        .findFirst();
  }

  /** Those of that identity, in as many statements as one of them. */
  List<Obligation> byIds(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : read(
            jdbc.sql(VERSIONS + " where o.obligation_id = any (:ids::uuid[])" + ORDER)
                .param("ids", ids.toArray(UUID[]::new)));
  }

  /** Which of those that come with the product are there. */
  List<String> builtIn() {
    return jdbc.sql("select built_in from reports.obligation where built_in is not null")
        .query(String.class)
        .list();
  }

  private List<Obligation> read(JdbcClient.StatementSpec statement) {
    Map<UUID, Obligation> heads = new LinkedHashMap<>();
    Map<UUID, List<ObligationVersion>> versions = new HashMap<>();
    statement.query(
        row -> {
          UUID id = row.getObject("obligation_id", UUID.class);
          ObligationVersion version = version(row);
          versions.computeIfAbsent(id, of -> new ArrayList<>()).add(version);
          if (version.number() == 1) {
            heads.put(
                id,
                new Obligation(
                    id,
                    row.getInt("area_id"),
                    row.getString("area_name"),
                    AreaLevel.values()[row.getInt("area_level")],
                    row.getBoolean("ended"),
                    row.getString("built_in"),
                    List.of(),
                    List.of(),
                    List.of()));
          }
        });
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<ObligationMove>> moves = moves(heads.keySet());
    Map<UUID, List<ObligationOccasion>> occasions = occasions(heads.keySet());
    return heads.values().stream()
        .map(
            one ->
                new Obligation(
                    one.id(),
                    one.areaId(),
                    one.areaName(),
                    one.areaLevel(),
                    one.areaEnded(),
                    one.builtIn(),
                    versions.getOrDefault(one.id(), List.of()),
                    moves.getOrDefault(one.id(), List.of()),
                    occasions.getOrDefault(one.id(), List.of())))
        .toList();
  }

  private Map<UUID, List<ObligationMove>> moves(Collection<UUID> ids) {
    Map<UUID, List<ObligationMove>> moves = new HashMap<>();
    jdbc.sql(
            """
            select m.obligation_id, lower(m.period) as since, upper(m.period) - 1 as until, m.due_on, m.was_on, m.reason,
                   m.written_at, m.written_name
              from reports.obligation_move m
             where m.obligation_id = any (:ids::uuid[])
             order by m.written_at, m.move_id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            row -> {
              moves
                  .computeIfAbsent(
                      row.getObject("obligation_id", UUID.class), of -> new ArrayList<>())
                  .add(
                      new ObligationMove(
                          new ObligationPeriod(needed(row, "since"), needed(row, "until")),
                          date(row, "due_on"),
                          date(row, "was_on"),
                          row.getString("reason"),
                          row.getTimestamp("written_at").toInstant(),
                          row.getString("written_name")));
            });
    return moves;
  }

  private Map<UUID, List<ObligationOccasion>> occasions(Collection<UUID> ids) {
    Map<UUID, List<ObligationOccasion>> occasions = new HashMap<>();
    jdbc.sql(
            """
            select c.obligation_id, c.occasion_id, c.name, c.happened_on, lower(c.period) as since,
                   upper(c.period) - 1 as until, c.due_on, c.words, c.recorded_at, c.recorded_name, c.withdrawn_reason
              from reports.obligation_occasion c
             where c.obligation_id = any (:ids::uuid[])
             order by c.happened_on, c.occasion_id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            row -> {
              occasions
                  .computeIfAbsent(
                      row.getObject("obligation_id", UUID.class), of -> new ArrayList<>())
                  .add(
                      new ObligationOccasion(
                          row.getObject("occasion_id", UUID.class),
                          row.getString("name"),
                          needed(row, "happened_on"),
                          new ObligationPeriod(needed(row, "since"), needed(row, "until")),
                          date(row, "due_on"),
                          row.getString("words"),
                          row.getTimestamp("recorded_at").toInstant(),
                          row.getString("recorded_name"),
                          row.getString("withdrawn_reason")));
            });
    return occasions;
  }

  private ObligationVersion version(ResultSet row) throws SQLException {
    String parties = row.getString("parties");
    List<Party> all =
        parties == null ? List.of() : json.readValue(parties, new TypeReference<List<Party>>() {});
    LocalDate aboutFrom = date(row, "about_from");
    LocalDate aboutTo = date(row, "about_to");
    String within = row.getString("once_within");
    return new ObligationVersion(
        row.getInt("version"),
        ObligationVersion.Act.valueOf(row.getString("act")),
        row.getString("reason"),
        row.getBoolean("corrects"),
        new ObligationSays(
            row.getString("title"),
            row.getString("document"),
            row.getString("number"),
            row.getString("plan_id"),
            row.getString("words"),
            ObligationReporter.valueOf(row.getString("reporter")),
            parties(all, "REPORTER"),
            parties(all, "RECIPIENT"),
            Arrays.asList((String[]) row.getArray("forms").getArray()),
            new ObligationRule(
                ObligationRhythm.valueOf(row.getString("rhythm")),
                monthDay(row, "first_day"),
                monthDay(row, "second_day"),
                whole(row, "day"),
                row.getBoolean("later"),
                date(row, "once_on"),
                within == null ? null : ObligationRule.Within.valueOf(within),
                aboutFrom == null || aboutTo == null
                    ? null
                    : new ObligationPeriod(aboutFrom, aboutTo),
                whole(row, "days_after"),
                row.getBoolean("inclusive")),
            needed(row, "terms_from"),
            date(row, "terms_to"),
            needed(row, "tracked_from"),
            Arrays.asList((UUID[]) row.getArray("inputs").getArray()),
            row.getBoolean("after_campaign")),
        row.getTimestamp("written_at").toInstant(),
        row.getString("written_name"));
  }

  private static List<ObligationParty> parties(List<Party> all, String part) {
    return all.stream()
        .filter(one -> one.part().equals(part))
        .map(
            one ->
                new ObligationParty(
                    one.side(), one.body(), one.name() == null ? "" : one.name(), one.words()))
        .toList();
  }

  private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
    Date date = row.getDate(column);
    return date == null ? null : date.toLocalDate();
  }

  private static LocalDate needed(ResultSet row, String column) throws SQLException {
    return row.getDate(column).toLocalDate();
  }

  private static @Nullable MonthDay monthDay(ResultSet row, String column) throws SQLException {
    String day = row.getString(column);
    return day == null ? null : MonthDay.parse(day);
  }

  private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  /** Adds a duty without saying anything yet; the same one sent twice is added once. */
  boolean add(UUID id, int areaId, @Nullable String builtIn) {
    return jdbc.sql(
                """
                insert into reports.obligation (obligation_id, area_id, built_in) values (:id, :area, :builtIn)
                on conflict do nothing
                """)
            .param("id", id)
            .param("area", areaId)
            .param("builtIn", builtIn)
            .update()
        == 1;
  }

  /** Holds a duty against other writers. */
  boolean lock(UUID id) {
    return !jdbc.sql(
            "select obligation_id from reports.obligation where obligation_id = :id for update")
        .param("id", id)
        .query(UUID.class)
        .list()
        .isEmpty();
  }

  /** Writes what a duty says from now on. */
  void write(UUID id, ObligationVersion version, @Nullable UUID by) {
    ObligationSays says = version.says();
    ObligationRule rule = says.rule();
    ObligationPeriod about = rule.rhythm() == ObligationRhythm.ONCE ? rule.aboutOnce() : null;
    ObligationRule.Within within = rule.within();
    jdbc.sql(
            """
            insert into reports.obligation_version
              (obligation_id, version, act, reason, corrects, title, document, number, plan_id, words, reporter, forms,
               rhythm, first_day, second_day, day, later, once_on, once_within, once_about, days_after, inclusive, terms,
               tracked_from, after_campaign, written_at, written_by, written_name)
            values (:id, :version, :act, :reason, :corrects, :title, :document, :number, :plan, :words, :reporter,
                    :forms::text[], :rhythm, :first, :second, :day, :later, :once, :within,
                    case when :aboutFrom::date is not null then daterange(:aboutFrom::date, :aboutTo::date, '[]') end,
                    :after, :inclusive, daterange(:from::date, :to::date, '[]'), :tracked, :campaign, :at, :by, :name)
            """)
        .param("id", id)
        .param("version", version.number())
        .param("act", version.act().name())
        .param("reason", version.reason())
        .param("corrects", version.corrects())
        .param("title", says.title())
        .param("document", says.document())
        .param("number", says.number())
        .param("plan", says.planId())
        .param("words", says.words())
        .param("reporter", says.reporter().name())
        .param("forms", says.forms().toArray(String[]::new))
        .param("rhythm", rule.rhythm().name())
        .param("first", text(rule.first()))
        .param("second", text(rule.second()))
        .param("day", rule.day())
        .param("later", rule.later())
        .param("once", rule.once())
        .param("within", within == null ? null : within.name())
        .param("aboutFrom", about == null ? null : about.from())
        .param("aboutTo", about == null ? null : about.to())
        .param("after", rule.daysAfter())
        .param("inclusive", rule.inclusive())
        .param("from", says.from())
        .param("to", says.to())
        .param("tracked", says.trackedFrom())
        .param("campaign", says.afterCampaign())
        .param("at", Timestamp.from(version.at()))
        .param("by", by)
        .param("name", version.by())
        .update();
    parties(id, version.number(), "REPORTER", says.reporters());
    parties(id, version.number(), "RECIPIENT", says.recipients());
    if (!says.inputs().isEmpty()) {
      jdbc.sql(
              """
              insert into reports.obligation_input (obligation_id, version, input_id)
              select :id, :version, i from unnest(:inputs::uuid[]) as i
              """)
          .param("id", id)
          .param("version", version.number())
          .param("inputs", says.inputs().toArray(UUID[]::new))
          .update();
    }
  }

  private void parties(UUID id, int version, String part, List<ObligationParty> parties) {
    if (parties.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into reports.obligation_party (obligation_id, version, part, place, side, body_id, words)
            select :id, :version, :part, p.place, p.side, p.body, p.words
              from unnest(:sides::text[], :bodies::text[]::uuid[], :words::text[]) with ordinality as p (side, body, words, place)
            """)
        .param("id", id)
        .param("version", version)
        .param("part", part)
        .param("sides", parties.stream().map(one -> one.side().name()).toArray(String[]::new))
        .param(
            "bodies",
            parties.stream()
                .map(one -> one.bodyId() == null ? null : one.bodyId().toString())
                .toArray(String[]::new))
        .param("words", parties.stream().map(ObligationParty::words).toArray(String[]::new))
        .update();
  }

  private static @Nullable String text(@Nullable MonthDay day) {
    return day == null ? null : day.toString();
  }

  /** Writes that the last day of a period was moved. */
  void move(UUID id, ObligationMove move, @Nullable UUID by) {
    jdbc.sql(
            """
            insert into reports.obligation_move
              (obligation_id, period, due_on, was_on, reason, written_at, written_by, written_name)
            values (:id, daterange(:from::date, :to::date, '[]'), :due, :was, :reason, :at, :by, :name)
            """)
        .param("id", id)
        .param("from", move.period().from())
        .param("to", move.period().to())
        .param("due", move.due())
        .param("was", move.was())
        .param("reason", move.reason())
        .param("at", Timestamp.from(move.at()))
        .param("by", by)
        .param("name", move.by())
        .update();
  }

  /** Writes an event or a request down; the same one sent twice once. */
  boolean add(UUID id, ObligationOccasion occasion, @Nullable UUID by) {
    return jdbc.sql(
                """
                insert into reports.obligation_occasion
                  (occasion_id, obligation_id, name, happened_on, period, due_on, words, recorded_at, recorded_by,
                   recorded_name)
                values (:occasion, :id, :name, :happened, daterange(:from::date, :to::date, '[]'), :due, :words, :at, :by,
                        :who)
                on conflict (occasion_id) do nothing
                """)
            .param("occasion", occasion.id())
            .param("id", id)
            .param("name", occasion.name())
            .param("happened", occasion.happenedOn())
            .param("from", occasion.period().from())
            .param("to", occasion.period().to())
            .param("due", occasion.due())
            .param("words", occasion.words())
            .param("at", Timestamp.from(occasion.at()))
            .param("by", by)
            .param("who", occasion.by())
            .update()
        == 1;
  }

  /** Takes an event or a request back. */
  boolean withdraw(UUID id, UUID occasion, String reason, Instant at, String by) {
    return jdbc.sql(
                """
                update reports.obligation_occasion
                   set withdrawn_at = :at, withdrawn_name = :by, withdrawn_reason = :reason
                 where occasion_id = :occasion and obligation_id = :id and withdrawn_at is null
                """)
            .param("id", id)
            .param("occasion", occasion)
            .param("reason", reason)
            .param("at", Timestamp.from(at))
            .param("by", by)
            .update()
        == 1;
  }

  /**
   * The last day of a year's campaigns around these areas, by area and year; those for practising
   * are none.
   */
  Map<Integer, Map<Integer, LocalDate>> campaignEnds(Collection<Integer> areaIds) {
    Map<Integer, Map<Integer, LocalDate>> ends = new HashMap<>();
    jdbc.sql(
            """
            select a.area_id, c.year, max(c.due_on) as due_on
              from areas.ancestor a
              join recognition.campaign c on c.area_id = a.ancestor_id
             where a.area_id = any (:areas::integer[]) and a.valid @> platform.today() and not c.training
             group by a.area_id, c.year
            """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query(
            row -> {
              ends.computeIfAbsent(row.getInt("area_id"), of -> new HashMap<>())
                  .put(row.getInt("year"), needed(row, "due_on"));
            });
    return ends;
  }
}
