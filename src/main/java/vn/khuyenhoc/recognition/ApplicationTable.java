package vn.khuyenhoc.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of registrations that people send by themselves. */
@Repository
class ApplicationTable {

  private static final String APPLICATION =
      """
      select x.application_id, x.campaign_id, x.area_id, x.code, x.name, x.address, x.phone, x.sent_at, x.status,
             x.home_id, x.dossier_id, x.reason, x.handled_at, x.handler
        from recognition.application x
      """;

  /** Of a village and of those that went into it or of which it is a part. */
  private static final String HERE =
      """
       where x.campaign_id = :campaign and x.area_id = any (:areas::integer[])
      """;

  private final JdbcClient jdbc;

  ApplicationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Application one, String consent) {
    jdbc.sql(
            """
            insert into recognition.application
              (application_id, campaign_id, area_id, code, name, address, phone, consent, sent_at)
            values (:id, :campaign, :area, :code, :name, :address, :phone, :consent, :at)
            """)
        .param("id", one.id())
        .param("campaign", one.campaignId())
        .param("area", one.areaId())
        .param("code", one.code())
        .param("name", one.name())
        .param("address", one.address())
        .param("phone", one.phone())
        .param("consent", consent)
        .param("at", Timestamp.from(one.sentAt()))
        .update();
  }

  Optional<Application> byId(UUID id) {
    return jdbc.sql(APPLICATION + " where x.application_id = :id")
        .param("id", id)
        .query(ApplicationTable::application)
        .optional();
  }

  Optional<Application> byCode(String code) {
    return jdbc.sql(APPLICATION + " where x.code = :code")
        .param("code", code)
        .query(ApplicationTable::application)
        .optional();
  }

  List<Application> of(int campaignId, Collection<Integer> areaIds) {
    return jdbc.sql(
            APPLICATION
                + HERE
                + " order by x.status <> 'WAITING', x.handled_at desc nulls first, x.sent_at limit 600")
        .param("campaign", campaignId)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query(ApplicationTable::application)
        .list();
  }

  int waiting(int campaignId, Collection<Integer> areaIds) {
    return jdbc.sql(
            "select count(*)::integer from recognition.application x "
                + HERE
                + " and x.status = 'WAITING'")
        .param("campaign", campaignId)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query(Integer.class)
        .single();
  }

  /** Whether people of an area can be registered in a campaign that counts. */
  boolean registers(int campaignId, int areaId) {
    return jdbc.sql(
            """
            select exists (select from recognition.campaign c
                            where c.campaign_id = :campaign and c.status = 'OPEN' and not c.training)
               and exists (select from recognition.dossier d
                            where d.campaign_id = :campaign and d.area_now = :area and d.stage <> 'REMOVED')
            """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .query(Boolean.class)
        .single();
  }

  /** Answers one that waits; whether it still did. The number to call back is forgotten. */
  boolean handle(
      UUID id,
      Application.Status status,
      @Nullable DossierKey key,
      String reason,
      Actor actor,
      Instant at) {
    return jdbc.sql(
                """
                update recognition.application
                   set status = :status, home_id = :home, dossier_id = :dossier, reason = :reason, phone = '',
                       handled_at = :at, account_id = :account, person_id = :person, handler = :actor
                 where application_id = :id and status = 'WAITING'
                """)
            .param("id", id)
            .param("status", status.name())
            .param("home", key == null ? null : key.homeId())
            .param("dossier", key == null ? null : key.dossierId())
            .param("reason", reason)
            .param("at", Timestamp.from(at))
            .param("account", actor.accountId())
            .param("person", actor.personId())
            .param("actor", actor.name())
            .update()
        == 1;
  }

  private static Application application(ResultSet row, int number) throws SQLException {
    UUID dossier = row.getObject("dossier_id", UUID.class);
    Timestamp handled = row.getTimestamp("handled_at");
    return new Application(
        row.getObject("application_id", UUID.class),
        row.getInt("campaign_id"),
        row.getInt("area_id"),
        row.getString("code"),
        row.getString("name"),
        row.getString("address"),
        row.getString("phone"),
        row.getTimestamp("sent_at").toInstant(),
        Application.Status.valueOf(row.getString("status")),
        dossier == null ? null : new DossierKey(row.getInt("home_id"), dossier),
        row.getString("reason"),
        handled == null ? null : handled.toInstant(),
        row.getString("handler"));
  }
}
