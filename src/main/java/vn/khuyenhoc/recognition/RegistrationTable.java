package vn.khuyenhoc.recognition;

import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.recognition.Registrations.How;
import vn.khuyenhoc.registry.SubjectCode;

/** All SQL of registrations. */
@Repository
class RegistrationTable {

  private final JdbcClient jdbc;
  private final DossierTable dossiers;

  RegistrationTable(JdbcClient jdbc, DossierTable dossiers) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
  }

  List<Registrant> lines(int campaignId, int villageId, boolean registered) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id, h.serial, h.name, h.address, d.stage, d.registered_at, d.registered_how
              from recognition.dossier d
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.campaign_id = :campaign and d.area_now = :village and d.stage <> 'REMOVED'
               and (d.registered_at is not null) = :registered
             order by case when h.kind in ('HOUSEHOLD', 'CITIZEN') then regexp_replace(h.name, '^.* ', '') else '' end
                        collate platform.vi,
                      h.name collate platform.vi, h.serial
             limit 2000
            """)
        .param("campaign", campaignId)
        .param("village", villageId)
        .param("registered", registered)
        .query(
            (row, number) -> {
              Timestamp at = row.getTimestamp("registered_at");
              String how = row.getString("registered_how");
              return new Registrant(
                  DossierTable.key(row),
                  new SubjectCode(row.getInt("home_id"), row.getInt("serial")).printed(),
                  row.getString("name"),
                  row.getString("address"),
                  Stage.valueOf(row.getString("stage")),
                  at == null ? null : at.toInstant(),
                  how == null ? null : How.valueOf(how));
            })
        .list();
  }

  Done register(NewStep step, int villageId, @Nullable List<DossierKey> which, How how) {
    List<DossierKey> keys = which == null ? List.of() : which;
    return DossierTable.done(
        dossiers
            .step(
                """
                update recognition.dossier d
                   set registered_at = :at, registered_how = :how
                 where d.campaign_id = :campaign and d.area_now = :village and d.stage <> 'REMOVED'
                   and d.registered_at is null
                   and (:every::boolean
                     or (d.home_id, d.dossier_id) in (select * from unnest(:homes::integer[], :ids::uuid[])))
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                step)
            .param("village", villageId)
            .param("how", how.name())
            .param("every", which == null)
            .param("homes", DossierTable.homes(keys))
            .param("ids", DossierTable.ids(keys)));
  }

  /** Of these, the names of those of the village that somebody has scored. */
  List<String> scored(int campaignId, int villageId, List<DossierKey> keys) {
    return jdbc.sql(
            """
            select h.name
              from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
              join recognition.dossier d on d.home_id = k.home and d.dossier_id = k.id
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.campaign_id = :campaign and d.area_now = :village and d.stage <> 'LISTED'
             order by h.name collate platform.vi
            """)
        .param("campaign", campaignId)
        .param("village", villageId)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .query(String.class)
        .list();
  }

  Done withdraw(NewStep step, int villageId, List<DossierKey> keys) {
    return DossierTable.done(
        dossiers
            .step(
                """
                update recognition.dossier d
                   set registered_at = null, registered_how = null
                 where d.campaign_id = :campaign and d.area_now = :village and d.stage = 'LISTED'
                   and d.registered_at is not null
                   and (d.home_id, d.dossier_id) in (select * from unnest(:homes::integer[], :ids::uuid[]))
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                step)
            .param("village", villageId)
            .param("homes", DossierTable.homes(keys))
            .param("ids", DossierTable.ids(keys)));
  }
}
