package vn.khuyenhoc.criteria;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the sets. */
@Repository
class CriteriaTable {

  private final JdbcClient jdbc;

  CriteriaTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<CriteriaSet> byId(String id) {
    return jdbc.sql("select content::text from criteria.criteria_set where set_id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(CriteriaFile::fromJson);
  }

  Optional<String> hashOf(String id) {
    return jdbc.sql("select content_sha256 from criteria.criteria_set where set_id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /**
   * Sets in force for a model on a date: a province's own before the national ones, newest first.
   */
  List<CriteriaSet> inForce(String model, @Nullable Integer provinceId, LocalDate date) {
    return jdbc
        .sql(
            """
            select content::text from criteria.criteria_set
             where model = :model and status = 'IN_FORCE' and valid @> :date::date
               and (province_id is null or province_id = :province)
             order by province_id nulls last, lower(valid) desc, version desc
            """)
        .param("model", model)
        .param("province", provinceId)
        .param("date", Date.valueOf(date))
        .query(String.class)
        .list()
        .stream()
        .map(CriteriaFile::fromJson)
        .toList();
  }

  void add(CriteriaSet set, LocalDate from, String hash, Instant at) {
    jdbc.sql(
            """
            insert into criteria.criteria_set
              (set_id, model, level, issuer, version, valid, title, status, sample, content, content_sha256, loaded_at)
            values (:id, :model, :level, :issuer, :version, daterange(:since, null), :title, 'IN_FORCE', :sample,
                    :content::jsonb, :hash, :at)
            """)
        .param("id", set.id())
        .param("model", set.model())
        .param("level", set.level())
        .param("issuer", set.issuer())
        .param("version", set.version())
        .param("since", Date.valueOf(from))
        .param("title", set.title())
        .param("sample", set.sample())
        .param("content", CriteriaFile.json(set))
        .param("hash", hash)
        .param("at", Timestamp.from(at))
        .update();
  }
}
