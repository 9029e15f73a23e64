package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;

/**
 * What tables are counted from, in one statement whatever they ask: pieces of a closed catalogue
 * around bound values. Tallies and dossiers are first brought to the same shape, so that both give
 * the same numbers for what both know. Reads only.
 */
@Repository
class CrossTable {

  /** Groups that are read at most; a table with more is refused. */
  static final int MOST_GROUPS = 200_000;

  /** One group: what it belongs to, empty for what is not recorded, and what is counted there. */
  record Group(String outer, String inner, String column, TableCounts counts) {}

  /**
   * An area with its name.
   *
   * @param above the name of what it belongs to
   */
  record PlaceName(int id, String name, String above, boolean unassigned) {}

  /** What a table is read from. */
  enum Source {
    TALLIES,
    DOSSIERS
  }

  /** Somebody whose campaigns are counted apart from those of others. */
  record Owner(int areaId, String name) {}

  private final DataSource database;
  private final JdbcClient jdbc;

  CrossTable(DataSource database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  private static final String COUNTERS =
      "roll, registered, reported, recognised, approved, not_achieved, scored, total";

  private static final List<String> TALLIED =
      List.of("roll", "registered", "reported", "recognised", "approved", "not_achieved");

  /**
   * Counts.
   *
   * @param source tallies only where they know the answer
   * @param owner only campaigns of that area; null for all
   * @param patience seconds after which the database gives up
   * @return at most one more than {@link #MOST_GROUPS}
   */
  List<Group> count(TableQuestion question, Source source, @Nullable Integer owner, int patience) {
    return asked(question, owner, patience, sql(question, source))
        .param("most", MOST_GROUPS + 1)
        .query(
            (row, number) ->
                new Group(
                    key(row.getString("k1")),
                    key(row.getString("k2")),
                    key(row.getString("k3")),
                    TableCounts.of(row)))
        .list();
  }

  /** A statement with everything that a question binds, which the database gives up in time. */
  private JdbcClient.StatementSpec asked(
      TableQuestion question, @Nullable Integer owner, int patience, String sql) {
    JdbcTemplate bounded = new JdbcTemplate(database);
    bounded.setQueryTimeout(patience);
    bounded.setFetchSize(5_000);
    JdbcClient.StatementSpec statement =
        JdbcClient.create(bounded)
            .sql(sql)
            .param("basis", question.basis().code())
            .param("years", question.years().toArray(Integer[]::new))
            .param(
                "models", question.models().stream().map(TableQuestion::key).toArray(String[]::new))
            .param("owner", owner)
            .param("root", question.areaId());
    for (Map.Entry<TableAxis, List<String>> filter : question.filters().entrySet()) {
      statement =
          statement.param("f_" + filter.getKey().name(), filter.getValue().toArray(String[]::new));
    }
    return statement;
  }

  private static String key(@Nullable String key) {
    return key == null ? TableAxis.UNKNOWN : key;
  }

  /** The statement that answers a question. */
  static String sql(TableQuestion question, Source source) {
    StringBuilder sql = new StringBuilder(CAMPAIGNS);
    sql.append(source == Source.TALLIES ? tallies(question) : dossiers(question));
    sql.append(")\nselect ");
    sql.append(outer(question.rows())).append(" as k1, ");
    TableAxis then = question.then();
    sql.append(then == null ? "null" : outer(then)).append(" as k2, ");
    TableAxis columns = question.columns();
    sql.append(columns == null ? "null" : outer(columns)).append(" as k3");
    for (String counter : COUNTERS.split(", ")) {
      sql.append(", coalesce(sum(f.").append(counter).append("), 0) as ").append(counter);
    }
    sql.append(placed(question));
    return sql.append("\n group by 1, 2, 3 having sum(f.roll) <> 0 limit :most").toString();
  }

  private static final String CAMPAIGNS =
      """
        with c as materialized (
          select c.campaign_id, c.model || '.' || c.level as model, c.form, c.year,
                 case when :basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end as day
            from recognition.campaign c
           where not c.training and c.year = any (:years::integer[])
             and c.model || '.' || c.level = any (:models::text[])
             and (:owner::integer is null or c.area_id = :owner::integer)),
        f as (
        """;

  /** Where what was read lies, narrowed to what areas and campaigns say. */
  private static String placed(TableQuestion question) {
    StringBuilder sql = new StringBuilder();
    sql.append("\n  from f join c on c.campaign_id = f.campaign_id\n");
    if (question.level() != AreaLevel.NATION) {
      sql.append(
          """
            join areas.ancestor o on o.area_id = f.area_id and o.ancestor_id = :root and o.valid @> c.day
          """);
    }
    for (int level : levels(question)) {
      sql.append(
          """
            left join areas.ancestor a%1$d on a%1$d.area_id = f.area_id and a%1$d.ancestor_level = %1$d and a%1$d.valid @> c.day
          """
              .formatted(level));
    }
    String and = " where ";
    for (TableAxis axis : question.filters().keySet()) {
      if (!axis.carried()) {
        sql.append(and).append(axis.sql()).append(" = any (:f_").append(axis).append("::text[])");
        and = "\n   and ";
      }
    }
    return sql.toString();
  }

  /**
   * The dossiers behind a cell, people by given name.
   *
   * @param patience seconds after which the database gives up
   */
  List<DossierBehind> behind(
      TableQuestion whole, TableCell cell, int limit, long offset, int patience) {
    TableQuestion question = near(whole, cell);
    StringBuilder sql = new StringBuilder(CAMPAIGNS);
    sql.append(
        each(
            question,
            "d.home_id, d.dossier_id, d.subject_id, d.stage, d.outcome, d.total",
            counts(question.measure())));
    sql.append(
        """
        )
        select h.home_id, f.dossier_id, h.name, h.address, concat_ws(', ', n.name, u.name) as place, f.stage, f.outcome, f.total,
               count(*) over () as found
        """);
    String placed = placed(question);
    int where = placed.indexOf(" where ");
    sql.append(where < 0 ? placed : placed.substring(0, where));
    sql.append(
        """
          join registry.subject h on h.home_id = f.home_id and h.subject_id = f.subject_id
          left join areas.area_version n on n.area_id = f.area_id and n.valid @> c.day
          left join areas.area_version u on u.area_id = n.parent_id and u.valid @> c.day and n.level = 4
        """);
    sql.append(where < 0 ? " where true" : placed.substring(where));
    List<TableCell.Part> parts = cell.of(question);
    for (int at = 0; at < parts.size(); at++) {
      sql.append("\n   and coalesce(")
          .append(outer(parts.get(at).axis()))
          .append(", '') = :k")
          .append(at);
    }
    sql.append(
        """

         order by case when h.kind in ('HOUSEHOLD', 'CITIZEN') then substring(h.name from '[^ ]+$') else '' end
                    collate platform.vi,
                  h.name collate platform.vi, h.address collate platform.vi, h.home_id, f.dossier_id
         limit :limit offset :offset
        """);
    JdbcClient.StatementSpec statement =
        asked(question, null, patience, sql.toString())
            .param("limit", limit)
            .param("offset", offset);
    for (int at = 0; at < parts.size(); at++) {
      statement = statement.param("k" + at, parts.get(at).key());
    }
    return statement
        .query(
            (row, number) ->
                new DossierBehind(
                    new SubjectLine(
                        row.getInt("home_id"),
                        row.getObject("dossier_id", UUID.class),
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("stage"),
                        row.getString("outcome"),
                        row.getBigDecimal("total")),
                    row.getString("place"),
                    row.getLong("found")))
        .list();
  }

  /** The same question of the area of a cell alone, so that nothing beside it is read. */
  private static TableQuestion near(TableQuestion question, TableCell cell) {
    TableQuestion near = question;
    for (TableCell.Part part : cell.of(question)) {
      AreaLevel level = part.axis().level();
      if (level != null
          && level.compareTo(near.level()) > 0
          && !part.key().equals(TableAxis.UNKNOWN)) {
        near = question.at(Integer.parseInt(part.key()), level);
      }
    }
    return near;
  }

  /** What is carried along was read below under a name of its own. */
  private static String outer(TableAxis axis) {
    return axis.carried() ? "f." + carried(axis) : axis.sql();
  }

  private static String carried(TableAxis axis) {
    return "x_" + axis.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static TreeSet<Integer> levels(TableQuestion question) {
    TreeSet<Integer> levels = new TreeSet<>();
    for (TableAxis axis : question.used()) {
      AreaLevel level = axis.level();
      if (level != null) {
        levels.add(level.ordinal());
      } else if (axis.group() == TableAxis.Group.PLACE) {
        levels.add(AreaLevel.COMMUNE.ordinal());
      }
    }
    return levels;
  }

  /**
   * Communes count their villages too. Where villages are asked for, each is taken out of its
   * commune again, so that what belongs to a commune itself stays under it.
   */
  private static String tallies(TableQuestion question) {
    boolean step = question.uses(TableAxis.STEP);
    boolean rating = question.uses(TableAxis.RATING);
    boolean villages = question.uses(TableAxis.VILLAGE) || question.level() == AreaLevel.VILLAGE;
    String plain = "t.roll, t.registered, t.reported, t.recognised, t.approved, t.not_achieved";
    String columns =
        step
            ? """
              v.x_step, v.n as roll, 0 as registered, 0 as reported,
              case v.x_step when 'RECOGNISED' then v.n else 0 end as recognised,
              case when v.x_step in ('APPROVED', 'AGREED') then v.n else 0 end as approved,
              case v.x_step when 'NOT_ACHIEVED' then v.n else 0 end as not_achieved"""
            : rating
                ? """
                  v.x_rating, v.n as roll, 0 as registered, 0 as reported, v.n as recognised,
                  0 as approved, 0 as not_achieved"""
                : plain;
    String divided =
        step
            ? """
              cross join lateral (
                values ('LISTED', t.listed), ('SCORING', t.scoring), ('SCORED', t.scored - t.met - t.posted),
                       ('MET', t.met), ('POSTED', t.posted), ('SENT', t.sent), ('RETURNED', t.returned),
                       ('APPROVED', t.approved - t.agreed), ('AGREED', t.agreed), ('RECOGNISED', t.recognised),
                       ('NOT_ACHIEVED', t.not_achieved)) as v (x_step, n)
              """
            : rating
                ? """
                  cross join lateral (
                    values ('AVERAGE', t.recognised_average), ('FAIR', t.recognised_fair), ('GOOD', t.recognised_good),
                           ('LEVEL_1', t.recognised_level_1), ('LEVEL_2', t.recognised_level_2),
                           ('ACHIEVED', t.recognised - t.recognised_average - t.recognised_fair - t.recognised_good
                                          - t.recognised_level_1 - t.recognised_level_2)) as v (x_rating, n)
                  """
                : "";
    StringBuilder where = new StringBuilder();
    if (step || rating) {
      where.append(" where v.n <> 0");
      TableAxis axis = step ? TableAxis.STEP : TableAxis.RATING;
      if (question.filters().containsKey(axis)) {
        where
            .append(" and v.")
            .append(carried(axis))
            .append(" = any (:f_")
            .append(axis)
            .append("::text[])");
      }
    }
    // beside it lie thirty times as many of the country
    String within =
        question.level() == AreaLevel.NATION
            ? ""
            : " and t.area_id in (select n.area_id from areas.ancestor n where n.ancestor_id = :root)";
    String of =
        """
          select t.campaign_id, %s as area_id, %s, 0 as scored, 0::numeric as total
            from c
            join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = :basis and %s
            %s
            %s
          """;
    if (!villages) {
      return of.formatted("t.area_id", columns, "t.level < 4" + within, divided, where);
    }
    StringBuilder negative = new StringBuilder();
    if (step || rating) {
      negative.append(columns.replace("v.n", "-v.n"));
    } else {
      for (String counter : TALLIED) {
        negative.append(negative.isEmpty() ? "" : ", ").append("-t.").append(counter);
      }
    }
    return of.formatted("t.area_id", columns, "true" + within, divided, where)
        + " union all\n"
        + of.formatted(
            "k.ancestor_id",
            negative,
            "t.level = 4" + within,
            " join areas.ancestor k on k.area_id = t.area_id and k.ancestor_level = 3 and k.valid @> c.day\n"
                + divided,
            where);
  }

  /** Which dossiers a measure counts; empty for all on the roll. */
  private static String counts(TableMeasure measure) {
    return switch (measure) {
      case REGISTERED -> "d.registered_at is not null";
      case REPORTED -> "d.sent_at is not null";
      case RECOGNISED -> "d.stage = 'RECOGNISED'";
      case APPROVED -> "d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED'";
      case NOT_ACHIEVED ->
          "(d.stage = 'REVOKED' or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED')";
      case AVERAGE_TOTAL -> "d.total is not null";
      case ROLL, SHARE_RECOGNISED -> "";
    };
  }

  private static String dossiers(TableQuestion question) {
    StringBuilder counted = new StringBuilder();
    for (TableMeasure measure :
        List.of(
            TableMeasure.REGISTERED,
            TableMeasure.REPORTED,
            TableMeasure.RECOGNISED,
            TableMeasure.APPROVED,
            TableMeasure.NOT_ACHIEVED)) {
      counted
          .append(", count(*) filter (where ")
          .append(counts(measure))
          .append(") as ")
          .append(measure.name().toLowerCase(java.util.Locale.ROOT));
    }
    List<TableAxis> carried = question.used().stream().filter(TableAxis::carried).toList();
    StringBuilder sql =
        new StringBuilder(
            each(
                question,
                "count(*) as roll"
                    + counted
                    + ", count(d.total) as scored, coalesce(sum(d.total), 0) as total",
                ""));
    sql.append("   group by d.campaign_id, ").append(place(question));
    for (int at = 0; at < carried.size(); at++) {
      sql.append(", ").append(at + 3);
    }
    return sql.toString();
  }

  private static String place(TableQuestion question) {
    return question.basis() == Basis.AS_WAS ? "d.area_then" : "d.area_now";
  }

  /**
   * The dossiers of a question with what it is divided by.
   *
   * @param what what is read of them
   * @param only which of them; empty for all
   */
  private static String each(TableQuestion question, String what, String only) {
    String place = place(question);
    List<TableAxis> carried = question.used().stream().filter(TableAxis::carried).toList();
    StringBuilder sql = new StringBuilder("  select d.campaign_id, " + place + " as area_id");
    for (TableAxis axis : carried) {
      sql.append(",\n         ").append(axis.sql()).append(" as ").append(carried(axis));
    }
    sql.append(",\n         ").append(what);
    sql.append(
        """

            from c
            join recognition.dossier d on d.campaign_id = c.campaign_id and d.stage <> 'REMOVED'
        """);
    if (question.level() != AreaLevel.NATION) {
      sql.append("     and ")
          .append(place)
          .append(" in (select p.area_id from areas.ancestor p where p.ancestor_id = :root)\n");
    }
    if (question.ofRecognised()) {
      sql.append("     and d.stage = 'RECOGNISED'\n");
    }
    if (!only.isEmpty()) {
      sql.append("     and ").append(only).append("\n");
    }
    if (carried.stream().anyMatch(axis -> axis.group() == TableAxis.Group.SUBJECT)) {
      sql.append(subjects(question));
    }
    String and = "   where ";
    for (TableAxis axis : carried) {
      if (question.filters().containsKey(axis)) {
        sql.append(and)
            .append("(")
            .append(axis.sql())
            .append(") = any (:f_")
            .append(axis)
            .append("::text[])\n");
        and = "     and ";
      }
    }
    return sql.toString();
  }

  /** The part of the register that the models are kept in. */
  private static String subjects(TableQuestion question) {
    StringBuilder sql =
        new StringBuilder(
            "    join registry.subject s on s.home_id = d.home_id and s.subject_id = d.subject_id\n");
    Map<LearningModel, String> tables = new EnumMap<>(LearningModel.class);
    tables.put(LearningModel.LEARNING_CITIZEN, "registry.citizen z");
    tables.put(LearningModel.LEARNING_UNIT, "registry.unit u");
    tables.put(LearningModel.COMMUNITY_LEARNING_CENTRE, "registry.learning_centre n");
    boolean households = question.uses(TableAxis.HOUSEHOLDS);
    List<String> joined = new ArrayList<>();
    question.kinds().stream().map(tables::get).filter(Objects::nonNull).forEach(joined::add);
    if (households) {
      joined.add("registry.clan k");
      joined.add("registry.self_managed_group g");
    }
    for (String table : joined) {
      char as = table.charAt(table.length() - 1);
      sql.append(
          "    left join %s on %c.home_id = d.home_id and %c.subject_id = d.subject_id\n"
              .formatted(table, as, as));
    }
    return sql.toString();
  }

  /** The names of areas, in Vietnamese order, as they were on a day or last before it. */
  Map<Integer, PlaceName> places(Collection<Integer> ids, LocalDate day) {
    Map<Integer, PlaceName> places = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return places;
    }
    jdbc.sql(
            """
            with n as (
              select distinct on (v.area_id) v.area_id, v.name, v.code, v.kind, v.parent_id
                from areas.area_version v
               where v.area_id = any (:ids::integer[])
               order by v.area_id, lower(v.valid) > :day, case when lower(v.valid) > :day then lower(v.valid) end,
                        lower(v.valid) desc)
            select n.area_id, n.name, n.kind, coalesce(p.name, '') as above
              from n
              left join lateral (
                select v.name from areas.area_version v
                 where v.area_id = n.parent_id
                 order by lower(v.valid) > :day, lower(v.valid) desc
                 limit 1) p on true
             order by n.name collate platform.vi, p.name collate platform.vi, n.code, n.area_id
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("day", Date.valueOf(day))
        .query(
            row -> {
              places.put(
                  row.getInt("area_id"),
                  new PlaceName(
                      row.getInt("area_id"),
                      row.getString("name"),
                      row.getString("above"),
                      row.getString("kind").equals("UNASSIGNED")));
            });
    return places;
  }

  /** What axes that are data can be, in their order: code and name. */
  Map<TableAxis, Map<String, String>> codes() {
    Map<TableAxis, Map<String, String>> codes = new EnumMap<>(TableAxis.class);
    jdbc.sql(
            """
            select 'FORM' as axis, code, name, place from registry.labour_group
            union all
            select 'UNIT_KIND', code, name, place from registry.unit_kind
            union all
            select 'CENTRE_KIND', code, name, place from registry.centre_kind
            order by 1, 4, 2
            """)
        .query(
            row -> {
              codes
                  .computeIfAbsent(
                      TableAxis.valueOf(row.getString("axis")), axis -> new LinkedHashMap<>())
                  .put(row.getString("code"), row.getString("name"));
            });
    return codes;
  }

  /** Whose campaigns a question is about, by name. */
  List<Owner> owners(TableQuestion question) {
    return jdbc.sql(
            """
            select o.area_id, v.name
              from (select distinct c.area_id from recognition.campaign c
                     where not c.training and c.year = any (:years::integer[])
                       and c.model || '.' || c.level = any (:models::text[])) o
             cross join lateral (
               select v.name from areas.area_version v where v.area_id = o.area_id order by lower(v.valid) desc limit 1) v
             order by v.name collate platform.vi, o.area_id
            """)
        .param("years", question.years().toArray(Integer[]::new))
        .param("models", question.models().stream().map(TableQuestion::key).toArray(String[]::new))
        .query((row, number) -> new Owner(row.getInt(1), row.getString(2)))
        .list();
  }
}
