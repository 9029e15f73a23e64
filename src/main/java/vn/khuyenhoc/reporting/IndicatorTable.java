package vn.khuyenhoc.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;

/** All SQL of indicators. */
@Repository
class IndicatorTable {

  private final JdbcClient jdbc;

  IndicatorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every indicator, in the order of names. */
  List<Indicator> all() {
    return jdbc.sql(
            """
            select i.*, g.codes, g.names
              from reporting.indicator i
             cross join (
               select array_agg(code order by place, code) as codes, array_agg(name order by place, code) as names
                 from registry.labour_group) g
             order by i.name_vi collate platform.vi, i.indicator_id
            """)
        .query(IndicatorTable::indicator)
        .list();
  }

  /** Every labour group: what people call it, by code, in their order. */
  Map<String, String> groups() {
    Map<String, String> groups = new LinkedHashMap<>();
    jdbc.sql("select code, name from registry.labour_group order by place, code")
        .query(
            row -> {
              groups.put(row.getString("code"), row.getString("name"));
            });
    return groups;
  }

  /** Writes a built-in one as the product has it now. */
  void putBuiltIn(Indicator one) {
    write(
        """
        insert into reporting.indicator as i
          (indicator_id, kind, unit, numerator, denominator, name_vi, name_en, definition_vi, definition_en, source,
           verified, built_in, levels)
        values (:id, :kind, :unit, :numerator, :denominator, :nameVi, :nameEn, :definitionVi, :definitionEn, :source,
                :verified, true, :levels::text[])
        on conflict (indicator_id) do update
           set kind = excluded.kind, unit = excluded.unit, numerator = excluded.numerator,
               denominator = excluded.denominator, name_vi = excluded.name_vi, name_en = excluded.name_en,
               definition_vi = excluded.definition_vi, definition_en = excluded.definition_en,
               source = excluded.source, verified = excluded.verified, levels = excluded.levels
         where i.built_in
           and (i.kind, i.unit, i.numerator, i.denominator, i.name_vi, i.name_en, i.definition_vi, i.definition_en,
                i.source, i.verified, i.levels)
               is distinct from
               (excluded.kind, excluded.unit, excluded.numerator, excluded.denominator, excluded.name_vi,
                excluded.name_en, excluded.definition_vi, excluded.definition_en, excluded.source, excluded.verified,
                excluded.levels)
        """,
        one);
  }

  /** Adds one; nothing where there is one of that identity. */
  boolean add(Indicator one) {
    return write(
            """
            insert into reporting.indicator
              (indicator_id, kind, unit, numerator, denominator, name_vi, name_en, definition_vi, definition_en, source,
               verified, area_id, copied_from, levels)
            values (:id, :kind, :unit, :numerator, :denominator, :nameVi, :nameEn, :definitionVi, :definitionEn,
                    :source, :verified, :area, :copiedFrom, :levels::text[])
            on conflict do nothing
            """,
            one)
        == 1;
  }

  /** Writes what one says now; nothing where somebody changed it meanwhile. */
  boolean change(Indicator one) {
    return write(
            """
            update reporting.indicator
               set kind = :kind, unit = :unit, numerator = :numerator, denominator = :denominator, name_vi = :nameVi,
                   name_en = :nameEn, definition_vi = :definitionVi, definition_en = :definitionEn, source = :source,
                   verified = :verified, levels = :levels::text[], version = version + 1
             where indicator_id = :id and version = :version and not built_in
            """,
            one)
        == 1;
  }

  /** Withdraws one of an area's own; false where that was done already. */
  boolean withdraw(String id, Instant at, String by) {
    return jdbc.sql(
                """
                update reporting.indicator
                   set withdrawn_at = :at, withdrawn_name = :name, version = version + 1
                 where indicator_id = :id and withdrawn_at is null and not built_in
                """)
            .param("id", id)
            .param("at", Timestamp.from(at))
            .param("name", by)
            .update()
        == 1;
  }

  /**
   * One that is there.
   *
   * @throws WithdrawnMeanwhile if it was withdrawn
   */
  Indicator standing(Indicator one) {
    if (!one.withdrawn()) {
      return one;
    }
    throw jdbc.sql(
            "select withdrawn_at, withdrawn_name from reporting.indicator where indicator_id = :id")
        .param("id", one.id())
        .query(
            (row, number) ->
                new WithdrawnMeanwhile(
                    WithdrawnMeanwhile.What.INDICATOR,
                    one.nameVi(),
                    new Withdrawn(
                        row.getTimestamp("withdrawn_at").toInstant(),
                        row.getString("withdrawn_name"),
                        ""),
                    "/indicators/" + one.id()))
        .single();
  }

  private int write(String sql, Indicator one) {
    return jdbc.sql(sql)
        .param("id", one.id())
        .param("kind", one.kind().name())
        .param("unit", one.unit())
        .param("numerator", one.numerator())
        .param("denominator", one.denominator())
        .param("nameVi", one.nameVi())
        .param("nameEn", one.nameEn())
        .param("definitionVi", one.definitionVi())
        .param("definitionEn", one.definitionEn())
        .param("source", one.source())
        .param("verified", one.verified())
        .param("area", one.areaId())
        .param("copiedFrom", one.copiedFrom())
        .param("version", one.version())
        .param("levels", one.levels().stream().map(Enum::name).toArray(String[]::new))
        .update();
  }

  private static Indicator indicator(ResultSet row, int number) throws SQLException {
    int area = row.getInt("area_id");
    boolean national = row.wasNull();
    Map<String, String> groups = new LinkedHashMap<>();
    List<String> codes = texts(row, "codes");
    List<String> names = texts(row, "names");
    for (int at = 0; at < codes.size(); at++) {
      groups.put(codes.get(at), names.get(at));
    }
    String numerator = row.getString("numerator");
    String denominator = row.getString("denominator");
    return new Indicator(
        row.getString("indicator_id"),
        Indicator.Kind.valueOf(row.getString("kind")),
        row.getString("unit"),
        numerator,
        denominator,
        row.getString("name_vi"),
        row.getString("name_en"),
        row.getString("definition_vi"),
        row.getString("definition_en"),
        row.getString("source"),
        row.getBoolean("verified"),
        row.getBoolean("built_in"),
        national ? null : area,
        row.getString("copied_from"),
        row.getInt("version"),
        row.getTimestamp("withdrawn_at") != null,
        Measure.groups(groups, numerator, denominator),
        texts(row, "levels").stream().map(AreaLevel::valueOf).toList());
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
