package vn.khuyenhoc.recognition.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;

/** All SQL of procedures. */
@Repository
class ProcedureTable {

  private static final String PROCEDURE =
      """
      select p.procedure_id, p.model, p.level, p.province_id, p.title, p.year_from, p.year_to, p.status, p.edition,
             p.content::text as content
        from recognition.procedure p
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ProcedureTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<Procedure> byId(String id) {
    return jdbc.sql(PROCEDURE + " where p.procedure_id = :id")
        .param("id", id)
        .query(this::read)
        .optional();
  }

  /** Waits until nobody else changes it. */
  Optional<Procedure> locked(String id) {
    return jdbc.sql(PROCEDURE + " where p.procedure_id = :id for update")
        .param("id", id)
        .query(this::read)
        .optional();
  }

  /** Who changed it last, and when. */
  record LastChange(String name, Instant at) {}

  LastChange lastChange(String id) {
    return jdbc.sql(
            "select changed_name, changed_at from recognition.procedure where procedure_id = :id")
        .param("id", id)
        .query(
            (row, number) ->
                new LastChange(
                    row.getString("changed_name"), row.getTimestamp("changed_at").toInstant()))
        .single();
  }

  /** Those in force for a model, a province and a year: the province's own before the country's. */
  List<Procedure> inForce(LearningModel model, ModelLevel level, int provinceId, int year) {
    return jdbc.sql(
            PROCEDURE
                + """
                 where p.model = :model and p.level = :level and p.status = 'IN_FORCE'
                   and (p.province_id is null or p.province_id = :province)
                   and :year between p.year_from and coalesce(p.year_to, 9999)
                 order by p.province_id nulls last, (p.content ->> 'sample')::boolean, p.procedure_id desc
                """)
        .param("model", model.name())
        .param("level", level.name())
        .param("province", provinceId)
        .param("year", year)
        .query(this::read)
        .list();
  }

  /** The country's, and those of these provinces. */
  List<Procedure> of(List<Integer> provinceIds) {
    return jdbc.sql(
            PROCEDURE
                + """
                 where p.province_id is null or p.province_id = any (:provinces::integer[])
                 order by array_position(:models::text[], p.model), p.level, p.province_id nulls last,
                          p.status = 'RETIRED', p.year_from desc, p.procedure_id
                """)
        .param("provinces", provinceIds.toArray(Integer[]::new))
        .param(
            "models",
            java.util.Arrays.stream(LearningModel.values()).map(Enum::name).toArray(String[]::new))
        .query(this::read)
        .list();
  }

  Set<String> ids() {
    return jdbc
        .sql("select procedure_id from recognition.procedure")
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Adds one; false where the identity is taken. */
  boolean add(
      Procedure procedure, boolean builtIn, @Nullable Actor actor, String name, Instant at) {
    return jdbc.sql(
                """
                insert into recognition.procedure
                  (procedure_id, model, level, province_id, title, year_from, year_to, status, content, built_in,
                   changed_at, changed_by, changed_name)
                values (:id, :model, :level, :province, :title, :from, :to, :status, :content::jsonb, :builtIn,
                        :at, :by, :name)
                on conflict do nothing
                """)
            .param("id", procedure.id())
            .param("model", procedure.model().name())
            .param("level", procedure.level().name())
            .param("province", procedure.provinceId())
            .param("title", procedure.title())
            .param("from", procedure.yearFrom())
            .param("to", procedure.yearTo())
            .param("status", procedure.status().name())
            .param("content", json.writeValueAsString(procedure.content()))
            .param("builtIn", builtIn)
            .param("at", Timestamp.from(at))
            .param("by", actor == null ? null : actor.accountId())
            .param("name", name)
            .update()
        == 1;
  }

  void change(Procedure procedure, Actor actor, Instant at) {
    jdbc.sql(
            """
            update recognition.procedure
               set title = :title, year_from = :from, year_to = :to, status = :status, content = :content::jsonb,
                   edition = edition + 1, changed_at = :at, changed_by = :by, changed_name = :name
             where procedure_id = :id
            """)
        .param("id", procedure.id())
        .param("title", procedure.title())
        .param("from", procedure.yearFrom())
        .param("to", procedure.yearTo())
        .param("status", procedure.status().name())
        .param("content", json.writeValueAsString(procedure.content()))
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .update();
  }

  void drop(String id) {
    jdbc.sql("delete from recognition.procedure where procedure_id = :id").param("id", id).update();
  }

  private Procedure read(ResultSet row, int number) throws SQLException {
    return new Procedure(
        row.getString("procedure_id"),
        LearningModel.valueOf(row.getString("model")),
        ModelLevel.valueOf(row.getString("level")),
        row.getObject("province_id", Integer.class),
        row.getString("title"),
        row.getInt("year_from"),
        row.getObject("year_to", Integer.class),
        Procedure.Status.valueOf(row.getString("status")),
        row.getInt("edition"),
        json.readValue(row.getString("content"), Procedure.Content.class));
  }
}
