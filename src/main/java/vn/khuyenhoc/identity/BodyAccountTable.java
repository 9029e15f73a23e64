package vn.khuyenhoc.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of who acts for bodies. */
@Repository
class BodyAccountTable {

  private static final String PLACE =
      """
      cross join lateral (
        select min(v.name collate platform.vi) as place
          from identity.held_role g
          join areas.area_version v on v.area_id = g.area_id and v.valid @> platform.today()
         where g.account_id = a.account_id and g.there) w
      """;

  private final JdbcClient jdbc;

  BodyAccountTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Who acts for a body now: accounts that have not ended. */
  List<BodyAccount> of(UUID bodyId) {
    return jdbc.sql(
            """
            select a.account_id, p.full_name, p.position, b.duty, coalesce(w.place, '') as place, b.since
              from identity.body_account b
              join identity.account a on a.account_id = b.account_id and a.status = 'ACTIVE'
              join registry.person p using (person_id)
            """
                + PLACE
                + """
                 where b.body_id = :body and b.ended_at is null
                 order by p.full_name collate platform.vi, a.account_id
                """)
        .param("body", bodyId)
        .query(
            (row, number) ->
                new BodyAccount(
                    row.getObject("account_id", UUID.class),
                    row.getString("full_name"),
                    row.getString("position"),
                    row.getString("duty"),
                    row.getString("place"),
                    row.getTimestamp("since").toInstant()))
        .list();
  }

  /** An account that could act for a body. */
  record Candidate(UUID accountId, String name, String position, String place) {}

  /** Accounts with a role over an area or below it, that do not act for the body yet. */
  List<Candidate> candidates(UUID bodyId, int areaId, String pattern, int most) {
    return jdbc.sql(
            """
            select a.account_id, p.full_name, p.position, coalesce(w.place, '') as place
              from identity.account a
              join registry.person p using (person_id)
            """
                + PLACE
                + """
                 where a.status = 'ACTIVE' and p.folded like :pattern
                   and exists (select from identity.held_role h
                                 join areas.ancestor n on n.area_id = h.area_id and n.valid @> platform.today()
                                where h.account_id = a.account_id and h.there and h.subject_id is null
                                  and n.ancestor_id = :area)
                   and not exists (select from identity.body_account b
                                    where b.body_id = :body and b.account_id = a.account_id and b.ended_at is null)
                 order by p.full_name collate platform.vi, a.account_id
                 limit :most
                """)
        .param("body", bodyId)
        .param("area", areaId)
        .param("pattern", pattern)
        .param("most", most)
        .query(
            (row, number) ->
                new Candidate(
                    row.getObject("account_id", UUID.class),
                    row.getString("full_name"),
                    row.getString("position"),
                    row.getString("place")))
        .list();
  }

  /** Whether an account could act for a body of an area. */
  boolean fits(UUID accountId, int areaId) {
    return jdbc.sql(
            """
            select exists (select from identity.account a
                             join identity.held_role h on h.account_id = a.account_id and h.there
                             join areas.ancestor n on n.area_id = h.area_id and n.valid @> platform.today()
                            where a.account_id = :account and a.status = 'ACTIVE' and h.subject_id is null
                              and n.ancestor_id = :area)
            """)
        .param("account", accountId)
        .param("area", areaId)
        .query(Boolean.class)
        .single();
  }

  /** Adds somebody; false where they act for the body already. */
  boolean add(UUID bodyId, UUID accountId, String duty, @Nullable UUID by, Instant now) {
    return jdbc.sql(
                """
                insert into identity.body_account (body_id, account_id, duty, since, given_by)
                values (:body, :account, :duty, :now, :by)
                on conflict (body_id, account_id) where ended_at is null do nothing
                """)
            .param("body", bodyId)
            .param("account", accountId)
            .param("duty", duty)
            .param("now", Timestamp.from(now))
            .param("by", by)
            .update()
        > 0;
  }

  /** Ends it; false where nobody acts through that account. */
  boolean end(UUID bodyId, UUID accountId, Instant now) {
    return jdbc.sql(
                """
                update identity.body_account set ended_at = :now
                 where body_id = :body and account_id = :account and ended_at is null
                """)
            .param("now", Timestamp.from(now))
            .param("body", bodyId)
            .param("account", accountId)
            .update()
        > 0;
  }
}
