package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/** All SQL of plans, targets and rating scales. */
@Repository
class TargetTable {

  private static final String PLAN =
      """
      p.plan_id, p.area_id as plan_area_id, p.area_name, p.issuer, p.title, p.number, p.dated, p.remark,
      extract(year from lower(p.period))::integer as first_year,
      extract(year from upper(p.period) - 1)::integer as last_year,
      p.built_in, p.stated_targets, p.version as plan_version, p.withdrawn_at as plan_withdrawn_at,
      p.withdrawn_name as plan_withdrawn_name, p.withdrawn_reason as plan_withdrawn_reason
      """;

  private static final String TARGETS =
      "select "
          + PLAN
          + """
            , t.target_id, t.year, t.area_id, t.indicator, t.measured_by, t.scope, t.direction, t.value, t.value_kind,
              t.other_kind, t.period, t.base_year, t.condition, t.level, t.unit_level, t.area_level, t.denominator,
              t.scale_id, t.least_rating, t.doubt, t.version, t.withdrawn_at, t.withdrawn_name, t.withdrawn_reason
              from reporting.target t
              join reporting.plan p using (plan_id)
            """;

  /** As the plan lists them, and by number as people count: 2 before 10. */
  private static final String ORDER =
      """
       t.place,
       regexp_replace(regexp_replace(t.target_id, '(\\d+)', '0000000000\\1', 'g'), '\\d*(\\d{10})', '\\1', 'g')
         collate platform.vi,
       t.target_id collate platform.vi, t.year
      """;

  private final JdbcClient jdbc;

  TargetTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every plan, newest first, with its targets in its own order. */
  Map<Plan, List<PlanTarget>> all() {
    Map<String, Plan> plans = new LinkedHashMap<>();
    Map<String, List<PlanTarget>> targets = new LinkedHashMap<>();
    jdbc.sql(
            "select "
                + PLAN
                + """
                  , t.target_id, t.year, t.area_id, t.indicator, t.measured_by, t.scope, t.direction, t.value,
                    t.value_kind, t.other_kind, t.period, t.base_year, t.condition, t.level, t.unit_level, t.area_level,
                    t.denominator, t.scale_id, t.least_rating, t.doubt, t.version, t.withdrawn_at, t.withdrawn_name,
                    t.withdrawn_reason
                    from reporting.plan p
                    left join reporting.target t using (plan_id)
                   order by lower(p.period) desc, p.plan_id,
                  """
                + ORDER)
        .query(
            row -> {
              Plan plan = plan(row);
              Plan known = plans.computeIfAbsent(plan.id(), id -> plan);
              List<PlanTarget> of = targets.computeIfAbsent(plan.id(), id -> new ArrayList<>());
              if (row.getString("target_id") != null) {
                of.add(target(row, known));
              }
            });
    Map<Plan, List<PlanTarget>> all = new LinkedHashMap<>();
    plans.forEach((id, plan) -> all.put(plan, targets.getOrDefault(id, List.of())));
    return all;
  }

  /** One plan. */
  Optional<Plan> plan(String id) {
    return jdbc.sql("select " + PLAN + " from reporting.plan p where p.plan_id = :id")
        .param("id", id)
        .query((row, number) -> plan(row))
        .optional();
  }

  /** The same, held against other writers. */
  Optional<Plan> locked(String id) {
    return jdbc.sql("select " + PLAN + " from reporting.plan p where p.plan_id = :id for update")
        .param("id", id)
        .query((row, number) -> plan(row))
        .optional();
  }

  /** One target. */
  Optional<PlanTarget> target(String plan, String id, int year) {
    return jdbc.sql(TARGETS + " where t.plan_id = :plan and t.target_id = :id and t.year = :year")
        .param("plan", plan)
        .param("id", id)
        .param("year", year)
        .query((row, number) -> target(row, plan(row)))
        .optional();
  }

  /** The targets of a plan. */
  List<PlanTarget> of(String plan) {
    return jdbc.sql(TARGETS + " where t.plan_id = :plan order by " + ORDER)
        .param("plan", plan)
        .query((row, number) -> target(row, plan(row)))
        .list();
  }

  /** The targets of a model at a level for one of these areas, in any year, over whatever. */
  List<PlanTarget> of(Measured measured, Collection<Integer> areaIds) {
    return jdbc.sql(
            TARGETS
                + """
                 where t.indicator = :model and coalesce(t.level, :level) = :level and t.area_id = any (:areas::integer[])
                 order by p.plan_id, t.target_id, t.year
                """)
        .param("model", measured.model().name())
        .param("level", measured.level().name())
        .param("areas", areaIds.toArray(Integer[]::new))
        .query((row, number) -> target(row, plan(row)))
        .list();
  }

  /** The rating scales, and which ratings the criteria give that are in force or in a campaign. */
  Grades grades() {
    return new Grades(
        scales(),
        new HashSet<>(
            jdbc.sql(
                    """
                    select distinct s.model, s.level, r.rating
                      from criteria.criteria_set s
                     cross join lateral (
                       select band ->> 'rating' as rating
                         from jsonb_array_elements(coalesce(s.content -> 'ratings', '[]')) as band
                       union all
                       select unnest(array['LEVEL_1', 'LEVEL_2']) where s.content ->> 'engine' = 'LEVELS') r
                     where s.status = 'IN_FORCE' and coalesce(upper(s.valid), 'infinity') > platform.today()
                        or exists (select from recognition.campaign c where c.set_id = s.set_id)
                    """)
                .query(
                    (row, number) ->
                        new Grades.Grade(
                            LearningModel.valueOf(row.getString("model")),
                            ModelLevel.valueOf(row.getString("level")),
                            Rating.valueOf(row.getString("rating"))))
                .list()));
  }

  private Map<String, RatingScale> scales() {
    Map<String, List<RatingScale.Step>> steps = new LinkedHashMap<>();
    jdbc.sql(
            "select scale_id, rating, word, rank, verified, source from reporting.rating_scale order by 1, 4 desc, 2")
        .query(
            row -> {
              steps
                  .computeIfAbsent(row.getString("scale_id"), id -> new ArrayList<>())
                  .add(
                      new RatingScale.Step(
                          Rating.valueOf(row.getString("rating")),
                          row.getString("word"),
                          row.getInt("rank"),
                          row.getBoolean("verified"),
                          row.getString("source")));
            });
    Map<String, RatingScale> scales = new LinkedHashMap<>();
    steps.forEach((id, those) -> scales.put(id, new RatingScale(id, those)));
    return scales;
  }

  /** Adds a plan where it is not there yet. */
  boolean addPlan(Plan plan) {
    return plan(
            """
            insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, dated, period, remark,
                                        built_in, stated_targets)
            values (:id, :area, :areaName, :issuer, :title, :number, :dated,
                    daterange(make_date(:first, 1, 1), make_date(:last + 1, 1, 1)), :remark, :builtIn, :stated)
            on conflict do nothing
            """,
            plan)
        == 1;
  }

  /** Writes what a plan says now; nothing where somebody changed it meanwhile. */
  boolean changePlan(Plan plan) {
    return plan(
            """
            update reporting.plan
               set area_id = :area, area_name = :areaName, issuer = :issuer, title = :title, number = :number,
                   dated = :dated, period = daterange(make_date(:first, 1, 1), make_date(:last + 1, 1, 1)),
                   remark = :remark, stated_targets = :stated, version = version + 1
             where plan_id = :id and version = :version and not built_in and :builtIn = false
            """,
            plan)
        == 1;
  }

  private int plan(String sql, Plan plan) {
    return jdbc.sql(sql)
        .param("id", plan.id())
        .param("area", plan.areaId())
        .param("areaName", plan.areaName())
        .param("issuer", plan.issuer())
        .param("title", plan.title())
        .param("number", plan.number())
        .param("dated", plan.dated())
        .param("first", plan.firstYear())
        .param("last", plan.lastYear())
        .param("remark", plan.remark())
        .param("builtIn", plan.builtIn())
        .param("stated", plan.statedTargets())
        .param("version", plan.version())
        .update();
  }

  /** Marks a plan as withdrawn. */
  void withdrawPlan(String id, Withdrawn withdrawn) {
    jdbc.sql(
            """
            update reporting.plan
               set withdrawn_at = :at, withdrawn_name = :name, withdrawn_reason = :reason, version = version + 1
             where plan_id = :id
            """)
        .param("id", id)
        .param("at", Timestamp.from(withdrawn.at()))
        .param("name", withdrawn.by())
        .param("reason", withdrawn.reason())
        .update();
  }

  /** Marks a target as withdrawn. */
  void withdrawTarget(PlanTarget target, Withdrawn withdrawn) {
    jdbc.sql(
            """
            update reporting.target
               set withdrawn_at = :at, withdrawn_name = :name, withdrawn_reason = :reason, version = version + 1
             where plan_id = :plan and target_id = :id and year = :year
            """)
        .param("plan", target.plan().id())
        .param("id", target.id())
        .param("year", target.year())
        .param("at", Timestamp.from(withdrawn.at()))
        .param("name", withdrawn.by())
        .param("reason", withdrawn.reason())
        .update();
  }

  /** Takes away what stands at the same place of a plan as a corrected target is to stand at. */
  void moveTarget(PlanTarget from, String id, int year) {
    jdbc.sql(
            """
            update reporting.target set target_id = :newId, year = :newYear
             where plan_id = :plan and target_id = :id and year = :year
            """)
        .param("plan", from.plan().id())
        .param("id", from.id())
        .param("year", from.year())
        .param("newId", id)
        .param("newYear", year)
        .update();
  }

  /**
   * Adds targets, and writes anew what those say that are there; all at once. The order given is
   * their order in the plan.
   *
   * @param first the place of the first of them
   */
  int putTargets(List<PlanTarget> targets, int first) {
    return jdbc.sql(
            """
            insert into reporting.target as k
              (plan_id, target_id, year, area_id, area_name, indicator, measured_by, scope, direction, value, value_kind,
               other_kind, period, base_year, condition, level, unit_level, area_level, denominator, scale_id,
               least_rating, doubt, place)
            select n.plan, n.id, n.year, n.area, p.area_name, n.indicator, nullif(n.measured_by, ''), n.scope,
                   n.direction, n.value, n.kind, n.other, n.period, n.base, n.condition, n.level, n.unit_level,
                   n.area_level, n.denominator, nullif(n.scale, ''), n.least, n.doubt, :first + n.place
              from unnest(:plans::text[], :ids::text[], :years::integer[], :areas::integer[], :indicators::text[],
                          :measuredBy::text[], :scopes::text[], :directions::text[], :values::numeric[],
                          :kinds::text[], :others::text[], :periods::text[], :bases::integer[], :conditions::text[],
                          :levels::text[], :unitLevels::text[], :areaLevels::text[], :denominators::text[],
                          :scales::text[], :leasts::text[], :doubts::text[])
                   with ordinality
                   as n (plan, id, year, area, indicator, measured_by, scope, direction, value, kind, other, period, base,
                         condition, level, unit_level, area_level, denominator, scale, least, doubt, place)
              join reporting.plan p on p.plan_id = n.plan
            on conflict (plan_id, target_id, year) do update
               set area_id = excluded.area_id, indicator = excluded.indicator, measured_by = excluded.measured_by,
                   scope = excluded.scope, direction = excluded.direction, value = excluded.value,
                   value_kind = excluded.value_kind, other_kind = excluded.other_kind, period = excluded.period,
                   base_year = excluded.base_year, condition = excluded.condition, level = excluded.level,
                   unit_level = excluded.unit_level, area_level = excluded.area_level,
                   denominator = excluded.denominator, scale_id = excluded.scale_id,
                   least_rating = excluded.least_rating, doubt = excluded.doubt,
                   place = case when :first < 0 then k.place else excluded.place end, version = k.version + 1
             where (k.area_id, k.indicator, k.measured_by, k.scope, k.direction, k.value, k.value_kind, k.other_kind,
                    k.period, k.base_year, k.condition, k.level, k.unit_level, k.area_level, k.denominator, k.scale_id,
                    k.least_rating, k.doubt)
                   is distinct from
                   (excluded.area_id, excluded.indicator, excluded.measured_by, excluded.scope, excluded.direction,
                    excluded.value, excluded.value_kind, excluded.other_kind, excluded.period, excluded.base_year,
                    excluded.condition, excluded.level, excluded.unit_level, excluded.area_level, excluded.denominator,
                    excluded.scale_id, excluded.least_rating, excluded.doubt)
                or :first >= 0 and k.place <> excluded.place
            """)
        .param("first", first)
        .param("plans", texts(targets, one -> one.plan().id()))
        .param("ids", texts(targets, PlanTarget::id))
        .param("years", targets.stream().map(PlanTarget::year).toArray(Integer[]::new))
        .param("areas", targets.stream().map(PlanTarget::areaId).toArray(Integer[]::new))
        .param("indicators", texts(targets, PlanTarget::indicator))
        .param("measuredBy", texts(targets, PlanTarget::measuredBy))
        .param("scopes", texts(targets, one -> one.scope().words()))
        .param("directions", names(targets, one -> one.goal().direction()))
        .param("values", targets.stream().map(one -> one.goal().value()).toArray(BigDecimal[]::new))
        .param("kinds", names(targets, one -> one.goal().kind()))
        .param("others", names(targets, one -> one.goal().other()))
        .param("periods", names(targets, one -> one.goal().period()))
        .param("bases", targets.stream().map(one -> one.goal().baseYear()).toArray(Integer[]::new))
        .param("conditions", texts(targets, PlanTarget::condition))
        .param("levels", names(targets, PlanTarget::level))
        .param("unitLevels", names(targets, one -> one.scope().unitLevel()))
        .param("areaLevels", names(targets, one -> one.scope().areaLevel()))
        .param("denominators", names(targets, PlanTarget::denominator))
        .param("scales", texts(targets, one -> one.scope().scale()))
        .param("leasts", names(targets, one -> one.scope().leastRating()))
        .param("doubts", texts(targets, PlanTarget::doubt))
        .update();
  }

  private static Plan plan(ResultSet row) throws SQLException {
    return new Plan(
        row.getString("plan_id"),
        whole(row, "plan_area_id"),
        row.getString("area_name"),
        row.getString("issuer"),
        row.getString("title"),
        row.getString("number"),
        row.getString("dated"),
        row.getInt("first_year"),
        row.getInt("last_year"),
        row.getString("remark"),
        row.getBoolean("built_in"),
        whole(row, "stated_targets"),
        row.getInt("plan_version"),
        withdrawn(row, "plan_"));
  }

  private static PlanTarget target(ResultSet row, Plan plan) throws SQLException {
    return new PlanTarget(
        plan,
        row.getString("target_id"),
        row.getInt("year"),
        whole(row, "area_id"),
        row.getString("indicator"),
        orEmpty(row.getString("measured_by")),
        new TargetScope(
            row.getString("scope"),
            named(ModelLevel.class, row.getString("level")),
            named(Denominator.class, row.getString("denominator")),
            named(ModelLevel.class, row.getString("unit_level")),
            named(AreaLevel.class, row.getString("area_level")),
            orEmpty(row.getString("scale_id")),
            named(Rating.class, row.getString("least_rating"))),
        new Goal(
            Goal.Direction.valueOf(row.getString("direction")),
            plain(row.getBigDecimal("value")),
            Goal.Kind.valueOf(row.getString("value_kind")),
            named(Goal.Kind.class, row.getString("other_kind")),
            named(Goal.Period.class, row.getString("period")),
            whole(row, "base_year")),
        row.getString("condition"),
        row.getString("doubt"),
        row.getInt("version"),
        withdrawn(row, ""));
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static @Nullable Withdrawn withdrawn(ResultSet row, String of) throws SQLException {
    Timestamp at = row.getTimestamp(of + "withdrawn_at");
    return at == null
        ? null
        : new Withdrawn(
            at.toInstant(),
            orEmpty(row.getString(of + "withdrawn_name")),
            orEmpty(row.getString(of + "withdrawn_reason")));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String[] texts(List<PlanTarget> targets, Function<PlanTarget, String> what) {
    return targets.stream().map(what).toArray(String[]::new);
  }

  private static @Nullable String[] names(
      List<PlanTarget> targets, Function<PlanTarget, @Nullable Enum<?>> what) {
    @Nullable String[] names = new @Nullable String[targets.size()];
    for (int at = 0; at < names.length; at++) {
      Enum<?> one = what.apply(targets.get(at));
      names[at] = one == null ? null : one.name();
    }
    return names;
  }

  private static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }

  private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
