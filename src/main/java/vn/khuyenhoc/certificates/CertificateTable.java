package vn.khuyenhoc.certificates;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.database.CopyRows;

/** All SQL of certificates, batches and what became of them. */
@Component
class CertificateTable {

  private static final String BATCH =
      """
      b.batch_id, b.issuer as issuer_then, b.issuer_above as above_then, b.title, b.title_code, b.decision_number,
      b.decided_on, b.decider, b.signer_name, b.signer_title, b.place as dated_at, b.issued_on, b.issued_at,
      b.issued_name, b.size
      """;
  private static final String COLUMNS =
      """
      c.certificate_id, c.n, c.number, c.code, c.subject, c.name, c.personal, c.place, c.rating, c.valid_from,
      c.valid_until, c.status, c.ended_on, c.reason, c.replaced_by, c.renewed_by,
      s.series_id, s.area_id, s.symbol, s.issuer_code, s.issuer, s.issuer_above, s.year, s.pattern, s.first_number,
      s.next_number, s.version, 0 as issued,
      """
          + BATCH;
  private static final String FROM =
      """
       from certificates.certificate c
       join certificates.batch b using (batch_id)
       join certificates.series s on s.series_id = c.series_id
      """;
  private static final int FETCH = 500;

  private final JdbcClient jdbc;
  private final DataSource source;

  CertificateTable(JdbcClient jdbc, DataSource source) {
    this.jdbc = jdbc;
    this.source = source;
  }

  private static Certificate.Batch batch(ResultSet row) throws SQLException {
    return new Certificate.Batch(
        row.getObject("batch_id", UUID.class),
        row.getString("issuer_then"),
        row.getString("above_then"),
        row.getString("title"),
        row.getString("title_code"),
        row.getString("decision_number"),
        row.getObject("decided_on", LocalDate.class),
        row.getString("decider"),
        row.getString("signer_name"),
        row.getString("signer_title"),
        row.getString("dated_at"),
        row.getObject("issued_on", LocalDate.class),
        row.getTimestamp("issued_at").toInstant(),
        row.getString("issued_name"),
        row.getInt("size"));
  }

  static Certificate certificate(ResultSet row, int number) throws SQLException {
    return new Certificate(
        row.getObject("certificate_id", UUID.class),
        SeriesTable.series(row, number),
        row.getInt("n"),
        row.getString("number"),
        row.getString("code"),
        batch(row),
        row.getString("subject"),
        row.getString("name"),
        row.getBoolean("personal"),
        row.getString("place"),
        row.getString("rating"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_until", LocalDate.class),
        CertificateStatus.valueOf(row.getString("status")),
        row.getObject("ended_on", LocalDate.class),
        row.getString("reason"),
        row.getObject("replaced_by", UUID.class),
        row.getObject("renewed_by", UUID.class));
  }

  private static final RowMapper<Certificate> CERTIFICATE = CertificateTable::certificate;

  Optional<Certificate> byId(UUID id) {
    return jdbc.sql("select " + COLUMNS + FROM + " where c.certificate_id = :id")
        .param("id", id)
        .query(CERTIFICATE)
        .optional();
  }

  List<Certificate> byIds(Collection<UUID> ids) {
    return jdbc.sql("select " + COLUMNS + FROM + " where c.certificate_id = any (:ids::uuid[])")
        .param("ids", ids.toArray(UUID[]::new))
        .query(CERTIFICATE)
        .list();
  }

  /** A certificate by its public code, and the one that took its place. */
  List<Certificate> byCode(String code) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + FROM
                + """
                 where c.code = :code
                    or c.certificate_id = (select replaced_by from certificates.certificate where code = :code)
                 order by c.code <> :code
                """)
        .param("code", code)
        .query(CERTIFICATE)
        .list();
  }

  /** A certificate by its place in a series, and the one that took its place. */
  List<Certificate> byNumber(int seriesId, int n) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + FROM
                + """
                 where c.series_id = :series and c.n = :n
                    or c.certificate_id = (select replaced_by from certificates.certificate
                                            where series_id = :series and n = :n)
                 order by c.series_id <> :series or c.n <> :n
                """)
        .param("series", seriesId)
        .param("n", n)
        .query(CERTIFICATE)
        .list();
  }

  /** Those issued before under these keys. */
  Map<UUID, IssuedCertificate> issued(Collection<UUID> ids) {
    return jdbc
        .sql(
            """
            select certificate_id, batch_id, number, code from certificates.certificate
             where certificate_id = any (:ids::uuid[])
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            (row, number) ->
                new IssuedCertificate(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getString(4)))
        .list()
        .stream()
        .collect(Collectors.toMap(IssuedCertificate::id, one -> one));
  }

  /** Of these codes those that certificates bear already. */
  List<String> taken(Collection<String> codes) {
    return jdbc.sql("select code from certificates.certificate where code = any (:codes::text[])")
        .param("codes", codes.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  void addBatch(UUID id, Series series, IssueBatch batch, int size, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into certificates.batch
              (batch_id, series_id, issuer, issuer_above, title, title_code, decision_number, decided_on, decider, signer_name,
               signer_title, place, issued_on, issued_at, issued_by, issued_name, size)
            values (:id, :series, :issuer, :above, :title, :titleCode, :decision, :decidedOn, :decider, :signer, :signerTitle, :place,
                    :issuedOn, :at, :by, :name, :size)
            """)
        .param("id", id)
        .param("series", batch.seriesId())
        .param("issuer", series.issuer().name())
        .param("above", series.issuer().above())
        .param("title", batch.title())
        .param("titleCode", batch.titleCode())
        .param("decision", batch.decisionNumber())
        .param("decidedOn", batch.decidedOn())
        .param("decider", batch.decider())
        .param("signer", batch.signerName())
        .param("signerTitle", batch.signerTitle())
        .param("place", batch.place())
        .param("issuedOn", batch.issuedOn())
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .param("size", size)
        .update();
  }

  /** Adds certificates with their numbers, in one bulk copy. */
  void add(
      Series series, UUID batchId, List<WantedCertificate> wanted, int[] n, List<String> codes) {
    try (CopyRows rows =
        new CopyRows(
            source,
            """
            certificates.certificate (series_id, n, certificate_id, batch_id, number, code, subject, name, personal,
                                      place, rating, valid_from, valid_until)
            """)) {
      for (int i = 0; i < wanted.size(); i++) {
        WantedCertificate one = wanted.get(i);
        rows.value(series.id())
            .value(n[i])
            .value(one.id())
            .value(batchId)
            .value(series.numbered(n[i]))
            .value(codes.get(i))
            .value(one.subject())
            .value(one.name())
            .value(one.personal() ? "t" : "f")
            .value(one.place())
            .value(one.rating())
            .value(one.validFrom())
            .value(one.validUntil())
            .end();
      }
      rows.finish();
    }
  }

  /** Locks certificates in one order; answers which of them count. */
  List<UUID> lock(Collection<UUID> ids) {
    return jdbc.sql(
            """
            select certificate_id from certificates.certificate
             where certificate_id = any (:ids::uuid[]) and status = 'VALID' order by series_id, n for update
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  /**
   * Ends certificates that count.
   *
   * @param others for each the one that takes its place; empty for revoked ones
   */
  int end(
      List<UUID> ids,
      List<UUID> others,
      List<String> reasons,
      LocalDate on,
      Instant at,
      Actor actor) {
    boolean replaced = !others.isEmpty();
    return jdbc.sql(
            """
            with ended as (
              select * from unnest(:ids::uuid[], :others::uuid[], :reasons::text[]) as t (id, other, reason)
            ), noted as (
              insert into certificates.change (certificate_id, kind, note, other, changed_at, changed_by, changed_name)
              select id, :kind, reason, other, :at, :by, :name from ended
            )
            update certificates.certificate c
               set status = :kind, ended_on = :on, ended_at = :at, reason = e.reason, replaced_by = e.other
              from ended e
             where c.certificate_id = e.id and c.status = 'VALID'
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("others", replaced ? others.toArray(UUID[]::new) : new UUID[ids.size()])
        .param("reasons", reasons.toArray(String[]::new))
        .param("kind", replaced ? "REPLACED" : "REVOKED")
        .param("on", Date.valueOf(on))
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .update();
  }

  /** Says of certificates which ones continue them. */
  void renew(List<UUID> ids, List<UUID> others, Instant at, Actor actor) {
    jdbc.sql(
            """
            with renewed as (
              select * from unnest(:ids::uuid[], :others::uuid[]) as t (id, other)
            ), noted as (
              insert into certificates.change (certificate_id, kind, note, other, changed_at, changed_by, changed_name)
              select id, 'RENEWED', '', other, :at, :by, :name from renewed
            )
            update certificates.certificate c set renewed_by = r.other from renewed r where c.certificate_id = r.id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("others", others.toArray(UUID[]::new))
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .update();
  }

  /** One thing that happened to a certificate after it was issued. */
  record Change(
      String kind,
      String note,
      @Nullable UUID other,
      @Nullable String otherNumber,
      Instant at,
      String name) {}

  List<Change> changes(UUID id) {
    return jdbc.sql(
            """
            select h.kind, h.note, h.other, o.number, h.changed_at, h.changed_name
              from certificates.change h left join certificates.certificate o on o.certificate_id = h.other
             where h.certificate_id = :id order by h.changed_at desc, h.change_id desc
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Change(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, UUID.class),
                    row.getString(4),
                    row.getTimestamp(5).toInstant(),
                    row.getString(6)))
        .list();
  }

  // ---- lists

  private static String where(CertificateFilter filter, Map<String, Object> parameters) {
    StringBuilder where = new StringBuilder(" where s.area_id = any (:areas::integer[])");
    parameters.put("areas", filter.areaIds().toArray(Integer[]::new));
    if (filter.seriesId() != null) {
      where.append(" and c.series_id = :series");
      parameters.put("series", filter.seriesId());
    }
    if (filter.batchId() != null) {
      where.append(" and c.batch_id = :batch");
      parameters.put("batch", filter.batchId());
    }
    CertificateStatus status = filter.status();
    if (status != null) {
      where.append(
          switch (status) {
            case VALID ->
                " and c.status = 'VALID' and c.valid_from <= platform.today()"
                    + " and (c.valid_until is null or c.valid_until >= platform.today())";
            case NOT_YET ->
                " and c.status = 'VALID' and c.valid_from > platform.today()"
                    + " and (c.valid_until is null or c.valid_until >= platform.today())";
            case EXPIRED -> " and c.status = 'VALID' and c.valid_until < platform.today()";
            case REVOKED -> " and c.status = 'REVOKED'";
            case REPLACED -> " and c.status = 'REPLACED'";
          });
    }
    String code = filter.code();
    String number = filter.number();
    Integer bare = filter.bare();
    if (code != null) {
      where.append(" and c.code = :code");
      parameters.put("code", code);
    } else if (bare != null) {
      where.append(" and c.n = :bare");
      parameters.put("bare", bare);
    } else if (number != null) {
      where.append(" and c.number = :number");
      parameters.put("number", number);
    } else {
      List<String> patterns = filter.patterns();
      for (int i = 0; i < patterns.size(); i++) {
        where.append(" and c.search like :pattern").append(i);
        parameters.put("pattern" + i, patterns.get(i));
      }
    }
    return where.toString();
  }

  long count(CertificateFilter filter) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(filter, parameters);
    return jdbc.sql("select count(*)" + FROM + where).params(parameters).query(Long.class).single();
  }

  List<Certificate> page(CertificateFilter filter, int limit, long offset) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(filter, parameters);
    parameters.put("limit", limit);
    parameters.put("offset", offset);
    return jdbc.sql(
            "select "
                + COLUMNS
                + FROM
                + where
                + " order by s.year desc, s.issuer collate platform.vi, s.series_id, c.n limit :limit offset :offset")
        .params(parameters)
        .query(CERTIFICATE)
        .list();
  }

  /** Of a series in the order of their numbers, one after the other, never all in memory. */
  void each(
      int seriesId, @Nullable UUID batchId, int firstN, int lastN, Consumer<Certificate> taker) {
    JdbcTemplate streaming = new JdbcTemplate(source);
    streaming.setFetchSize(FETCH);
    streaming.query(
        "select "
            + COLUMNS
            + FROM
            + """
             where c.series_id = ? and c.n between ? and ? and (?::uuid is null or c.batch_id = ?::uuid)
               and c.status = 'VALID'
             order by c.n
            """,
        row -> {
          taker.accept(certificate(row, 0));
        },
        seriesId,
        firstN,
        lastN,
        batchId,
        batchId);
  }

  /** What was issued of a series, the latest first. */
  List<Certificate.Batch> batches(int seriesId, int limit) {
    return jdbc.sql(
            "select "
                + BATCH
                + " from certificates.batch b where series_id = :series order by issued_at desc limit :limit")
        .param("series", seriesId)
        .param("limit", limit)
        .query((row, number) -> batch(row))
        .list();
  }

  // ---- what is verified

  /** Numbers that are missing, doubled with paper, or outside of what was given out. */
  List<String> numberFaults(int limit) {
    return jdbc.sql(
            """
            with borne as (
              select series_id, n, 1 as kind from certificates.certificate
              union all
              select u.series_id, g, 2
                from certificates.used_on_paper u join certificates.series s using (series_id),
                     generate_series(greatest(lower(u.numbers), s.first_number),
                                     least(upper(u.numbers), s.next_number) - 1) g
            )
            select format('series %s (%s %s): number %s is borne twice', s.series_id, s.issuer_code, s.year, b.n)
              from borne b join certificates.series s using (series_id)
             group by s.series_id, b.n having count(*) > 1
            union all
            select format('series %s (%s %s): %s numbers were given out, %s are borne', s.series_id, s.issuer_code,
                          s.year, s.next_number - s.first_number, count(b.n))
              from certificates.series s left join borne b using (series_id)
             group by s.series_id having count(b.n) <> s.next_number - s.first_number
            union all
            select format('series %s (%s %s): number %s lies outside of what was given out', s.series_id,
                          s.issuer_code, s.year, c.n)
              from certificates.certificate c join certificates.series s using (series_id)
             where c.n < s.first_number or c.n >= s.next_number
            limit :limit
            """)
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  /** Certificates whose state is not what was noted of them. */
  List<String> stateFaults(int limit) {
    return jdbc.sql(
            """
            select format('certificate %s (%s): is %s, noted is %s', c.certificate_id, c.number, c.status,
                          coalesce(h.kind, 'nothing'))
              from certificates.certificate c
              left join certificates.change h on h.certificate_id = c.certificate_id and h.kind in ('REVOKED', 'REPLACED')
             where c.status <> coalesce(h.kind, 'VALID') or c.replaced_by is distinct from h.other
            union all
            select format('batch %s: %s certificates were issued, %s are there', b.batch_id, b.size, count(c.n))
              from certificates.batch b left join certificates.certificate c using (batch_id)
             group by b.batch_id having count(c.n) <> b.size
            union all
            select format('certificate %s: its code does not check', c.certificate_id)
              from certificates.certificate c
             where substr(c.code, 12, 1) <> substr('23456789ABCDEFGHJKMNPQRSTUVWXYZ', 1 + (
                     select sum((i + 1) * (strpos('23456789ABCDEFGHJKMNPQRSTUVWXYZ', substr(c.code, i, 1)) - 1))::integer % 31
                       from generate_series(1, 11) i), 1)
            limit :limit
            """)
        .param("limit", limit)
        .query(String.class)
        .list();
  }
}
