package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.ModelLevel;

/** All SQL of plans and targets. */
@Repository
class TargetTable {

  private static final String TARGETS =
      """
      select p.plan_id, p.area_id as plan_area_id, p.area_name, p.issuer, p.title, p.number, p.dated, p.remark,
             extract(year from lower(p.period))::integer as first_year,
             extract(year from upper(p.period) - 1)::integer as last_year,
             t.target_id, t.year, t.area_id, t.indicator, t.scope, t.min_percent, t.condition, t.level, t.denominator
        from reporting.target t
        join reporting.plan p using (plan_id)
      """;

  private final JdbcClient jdbc;

  TargetTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every target of every plan, newest plan first. */
  List<PlanTarget> all() {
    return jdbc.sql(
            TARGETS
                + " order by lower(p.period) desc, p.plan_id, t.target_id collate platform.vi, t.year")
        .query(TargetTable::target)
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
        .query(TargetTable::target)
        .list();
  }

  /** Adds a plan where it is not there yet. */
  void addPlan(Plan plan) {
    jdbc.sql(
            """
            insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, dated, period, remark)
            values (:id, :area, :areaName, :issuer, :title, :number, :dated,
                    daterange(make_date(:first, 1, 1), make_date(:last + 1, 1, 1)), :remark)
            on conflict do nothing
            """)
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
        .update();
  }

  /** Adds targets where they are not there yet, all at once. */
  int addTargets(List<PlanTarget> targets) {
    return jdbc.sql(
            """
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, scope, min_percent, condition, level,
               denominator)
            select n.plan, n.id, n.year, n.area, p.area_name, n.indicator, n.scope, n.percent, n.condition, n.level,
                   n.denominator
              from unnest(:plans::text[], :ids::text[], :years::integer[], :areas::integer[], :indicators::text[],
                          :scopes::text[], :percents::numeric[], :conditions::text[],
                          :levels::text[], :denominators::text[])
                   as n (plan, id, year, area, indicator, scope, percent, condition, level, denominator)
              join reporting.plan p on p.plan_id = n.plan
            on conflict do nothing
            """)
        .param("plans", targets.stream().map(one -> one.plan().id()).toArray(String[]::new))
        .param("ids", targets.stream().map(PlanTarget::id).toArray(String[]::new))
        .param("years", targets.stream().map(PlanTarget::year).toArray(Integer[]::new))
        .param("areas", targets.stream().map(PlanTarget::areaId).toArray(Integer[]::new))
        .param("indicators", targets.stream().map(PlanTarget::indicator).toArray(String[]::new))
        .param("scopes", targets.stream().map(PlanTarget::scope).toArray(String[]::new))
        .param("percents", targets.stream().map(PlanTarget::minPercent).toArray(BigDecimal[]::new))
        .param("conditions", targets.stream().map(PlanTarget::condition).toArray(String[]::new))
        .param("levels", names(targets, PlanTarget::level))
        .param("denominators", names(targets, PlanTarget::denominator))
        .update();
  }

  private static PlanTarget target(ResultSet row, int number) throws SQLException {
    return new PlanTarget(
        new Plan(
            row.getString("plan_id"),
            whole(row, "plan_area_id"),
            row.getString("area_name"),
            row.getString("issuer"),
            row.getString("title"),
            row.getString("number"),
            row.getString("dated"),
            row.getInt("first_year"),
            row.getInt("last_year"),
            row.getString("remark")),
        row.getString("target_id"),
        row.getInt("year"),
        whole(row, "area_id"),
        row.getString("indicator"),
        row.getString("scope"),
        row.getBigDecimal("min_percent"),
        row.getString("condition"),
        named(ModelLevel.class, row.getString("level")),
        named(Denominator.class, row.getString("denominator")));
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
