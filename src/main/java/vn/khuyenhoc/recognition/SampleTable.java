package vn.khuyenhoc.recognition;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.criteria.Facts;

/** All SQL that brings sample dossiers to where they stand: some statements a commune. */
@Repository
class SampleTable {

  private final JdbcClient jdbc;
  private final DossierTable dossiers;

  SampleTable(JdbcClient jdbc, DossierTable dossiers) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
  }

  /** Whether a campaign of the year is there that nobody began as a sample. */
  boolean foreign(int provinceId, int year) {
    return jdbc.sql(
            """
            select exists (select from recognition.campaign c
                            where c.area_id = :area and c.year = :year and c.model = 'LEARNING_FAMILY'
                              and not exists (select from platform.journal j
                                               where j.subject = 'campaign/' || c.campaign_id
                                                 and j.action = 'campaign.sample'))
            """)
        .param("area", provinceId)
        .param("year", year)
        .query(Boolean.class)
        .single();
  }

  /**
   * Whether a campaign of the year is there that is about anything but families.
   *
   * @param but of no labour group but this one; empty where that counts too
   */
  boolean otherModels(int provinceId, int year, String but) {
    return jdbc.sql(
            """
            select exists (select from recognition.campaign
                            where area_id = :area and year = :year and model <> 'LEARNING_FAMILY'
                              and (:but = '' or form <> :but))
            """)
        .param("but", but)
        .param("area", provinceId)
        .param("year", year)
        .query(Boolean.class)
        .single();
  }

  /** A dossier on the roll and the area that it belongs to. */
  record Begun(DossierKey key, int areaId) {}

  /** The first dossiers of a campaign in an area. */
  List<Begun> some(int campaignId, int officeId, int most) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id, d.area_now
              from recognition.dossier d
             where d.campaign_id = :campaign and d.stage = 'LISTED'
               and d.area_now = any (array(select a.area_id from areas.ancestor a
                                            where a.ancestor_id = :office and a.valid @> platform.today()))
               -- its head begins it: the demonstration has an account for that
               and not exists (select from registry.unit u
                                where u.home_id = d.home_id and u.subject_id = d.subject_id
                                  and u.unit_kind = 'COOPERATIVE')
             order by d.area_now, d.home_id, d.dossier_id
             limit :most
            """)
        .param("campaign", campaignId)
        .param("office", officeId)
        .param("most", most)
        .query((row, number) -> new Begun(DossierTable.key(row), row.getInt("area_now")))
        .list();
  }

  /** What was sent to an office and achieves. */
  List<DossierKey> achieved(int campaignId, int officeId) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id
              from recognition.dossier d
             where d.campaign_id = :campaign and d.stage = 'SENT' and d.outcome = 'ACHIEVED'
               and d.area_now = any (array(select a.area_id from areas.ancestor a
                                            where a.ancestor_id = :office and a.valid @> platform.today()))
             order by d.home_id, d.dossier_id
            """)
        .param("campaign", campaignId)
        .param("office", officeId)
        .query((row, number) -> DossierTable.key(row))
        .list();
  }

  /** The campaign of the year, and whether it is open. */
  Optional<Map.Entry<Integer, Boolean>> campaign(int provinceId, int year) {
    return jdbc.sql(
            """
            select campaign_id, status = 'OPEN' as open from recognition.campaign
             where area_id = :area and year = :year and model = 'LEARNING_FAMILY' and not training
            """)
        .param("area", provinceId)
        .param("year", year)
        .query((row, number) -> Map.entry(row.getInt("campaign_id"), row.getBoolean("open")))
        .optional();
  }

  /** A decision with titles that have no certificate yet, and the area whose office decided. */
  record Uncertified(UUID decisionId, int officeId) {}

  /**
   * The decisions of areas that are there today that were not certified at all, the earliest first.
   *
   * @param shownId of this commune those of every year
   * @param year of the others those of this year; 0 for none
   */
  List<Uncertified> uncertified(int provinceId, int shownId, int year) {
    return jdbc.sql(
            """
            select d.decision_id, d.area_id
              from recognition.decision d
              join recognition.campaign c using (campaign_id)
             where c.area_id = :province and d.status = 'ISSUED' and (c.year = :year or d.area_id = :shown)
               and not exists (select from recognition.title t
                                where t.decision_id = d.decision_id and t.certificate_id is not null)
               and exists (select from areas.area_version v
                            where v.area_id = d.area_id and v.valid @> platform.today())
             order by d.decided_on, d.area_id, d.campaign_id, d.recorded_at
            """)
        .param("province", provinceId)
        .param("shown", shownId)
        .param("year", year)
        .query(
            (row, number) ->
                new Uncertified(row.getObject("decision_id", UUID.class), row.getInt("area_id")))
        .list();
  }

  /** The decision of a commune about the families of a year. */
  Optional<Uncertified> decision(int communeId, int year) {
    return jdbc.sql(
            """
            select d.decision_id, d.area_id
              from recognition.decision d
              join recognition.campaign c using (campaign_id)
             where d.area_id = :commune and c.year = :year and c.model = 'LEARNING_FAMILY' and d.status = 'ISSUED'
             order by d.recorded_at limit 1
            """)
        .param("commune", communeId)
        .param("year", year)
        .query(
            (row, number) ->
                new Uncertified(row.getObject("decision_id", UUID.class), row.getInt("area_id")))
        .optional();
  }

  /** Whether a title that an office gave was revoked. */
  boolean revoked(int officeId) {
    return jdbc.sql(
            """
            select exists (select from recognition.title t join recognition.decision d using (decision_id)
                            where d.area_id = :office and t.revoked_at is not null)
            """)
        .param("office", officeId)
        .query(Boolean.class)
        .single();
  }

  /** Lets the planner know how many dossiers there are; it hears of it a minute later otherwise. */
  void measure() {
    jdbc.sql("analyze recognition.dossier").update();
  }

  /** Whether something happened in the campaign to dossiers of the commune. */
  boolean begun(int campaignId, int communeId) {
    return jdbc.sql(
            """
            select exists (select from recognition.tally
                            where campaign_id = :campaign and area_id = :commune and basis = 1 and listed <> roll)
            """)
        .param("campaign", campaignId)
        .param("commune", communeId)
        .query(Boolean.class)
        .single();
  }

  /** Whoever is kept as the first person of an area, by area. */
  Map<Integer, UUID> persons(int communeId) {
    return jdbc
        .sql(
            """
            select distinct on (p.area_id) p.area_id, p.person_id
              from registry.person p
              join areas.ancestor a on a.area_id = p.area_id and a.ancestor_id = :commune
               and a.valid @> platform.today()
             order by p.area_id, p.created_at, p.person_id
            """)
        .param("commune", communeId)
        .query(
            (row, number) ->
                Map.entry(row.getInt("area_id"), row.getObject("person_id", UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What a name is, for the history. */
  Map<UUID, String> names(int communeId) {
    return jdbc
        .sql(
            """
            select p.person_id, p.full_name
              from registry.person p
              join areas.ancestor a on a.area_id = p.area_id and a.ancestor_id = :commune
               and a.valid @> platform.today()
            """)
        .param("commune", communeId)
        .query(
            (row, number) ->
                Map.entry(row.getObject("person_id", UUID.class), row.getString("full_name")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A dossier of the roll with the number of its household. */
  record Listed(DossierRow row, int serial) {}

  List<Listed> listed(int campaignId, int communeId) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id, d.area_now, h.head, h.children, h.adults, h.workers, h.serial, d.version
              from recognition.dossier d
              join registry.household h on h.home_id = d.home_id and h.household_id = d.subject_id
             where d.campaign_id = :campaign and d.stage = 'LISTED'
               and d.area_now = any (array(select a.area_id from areas.ancestor a
                                            where a.ancestor_id = :commune and a.valid @> platform.today()))
             order by d.area_now, h.serial
            """)
        .param("campaign", campaignId)
        .param("commune", communeId)
        .query(
            (row, number) ->
                new Listed(
                    new DossierRow(
                        DossierTable.key(row),
                        row.getInt("area_now"),
                        row.getString("head"),
                        Stage.LISTED,
                        null,
                        null,
                        null,
                        Map.of(),
                        Facts.ofHousehold(
                            row.getObject("children", Integer.class),
                            row.getObject("adults", Integer.class),
                            row.getObject("workers", Integer.class)),
                        java.util.Set.of(),
                        false,
                        java.util.Set.of(),
                        row.getInt("version"),
                        false,
                        true),
                    row.getInt("serial")))
        .list();
  }

  /**
   * Where a dossier comes to stand.
   *
   * @param row its answers and what they come to
   * @param stage its last stage
   * @param scorer who scored
   * @param scoredAt when
   * @param sentAt when it was sent; null if it was not
   * @param appraiser who approved it; null if nobody did
   * @param decisionId its decision; null without
   * @param signer who signed that; null without
   * @param returnedReason why it was given back; null if it was not
   * @param returnedItem what was given back; null if nothing was
   */
  record Placed(
      DossierRow row,
      Stage stage,
      UUID scorer,
      Instant scoredAt,
      @Nullable Instant sentAt,
      @Nullable UUID appraiser,
      @Nullable UUID decisionId,
      @Nullable UUID signer,
      @Nullable String returnedReason,
      @Nullable String returnedItem) {}

  void place(List<Placed> placed) {
    List<DossierKey> keys = placed.stream().map(one -> one.row().key()).toList();
    jdbc.sql(
            """
            update recognition.dossier d
               set stage = n.stage, outcome = n.outcome, rating = n.rating, total = n.total, answers = n.answers::jsonb,
                   facts = n.facts::jsonb, scored_by = array[n.scorer], scored_at = n.scored_at, sent_at = n.sent_at,
                   appraised_by = n.appraiser, decision_id = n.decision, signed_by = n.signer,
                   returned_reason = n.reason,
                   returned_items = case when n.item is null then '{}' else array[n.item] end,
                   version = d.version + 1
              from unnest(:homes::integer[], :ids::uuid[], :stages::text[], :outcomes::text[], :ratings::text[], :totals::numeric[],
                          :answers::text[], :facts::text[], :scorers::uuid[], :scoredAt::timestamptz[],
                          :sentAt::timestamptz[], :appraisers::uuid[], :decisions::uuid[], :signers::uuid[],
                          :reasons::text[], :items::text[])
                   as n (home, id, stage, outcome, rating, total, answers, facts, scorer, scored_at, sent_at, appraiser, decision,
                         signer, reason, item)
             where d.home_id = n.home and d.dossier_id = n.id
            """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .param("stages", texts(placed, one -> one.stage()))
        .param("outcomes", texts(placed, one -> one.row().outcome()))
        .param("ratings", texts(placed, one -> one.row().rating()))
        .param("totals", texts(placed, one -> one.row().total()))
        .param("answers", texts(placed, one -> dossiers.text(one.row().answers())))
        .param("facts", texts(placed, one -> dossiers.text(one.row().facts())))
        .param("scorers", texts(placed, Placed::scorer))
        .param("scoredAt", texts(placed, Placed::scoredAt))
        .param("sentAt", texts(placed, Placed::sentAt))
        .param("appraisers", texts(placed, Placed::appraiser))
        .param("decisions", texts(placed, Placed::decisionId))
        .param("signers", texts(placed, Placed::signer))
        .param("reasons", texts(placed, Placed::returnedReason))
        .param("items", texts(placed, Placed::returnedItem))
        .update();
  }

  /** Who gave which answers when. */
  void answered(List<Placed> placed, Map<UUID, String> names) {
    List<DossierKey> keys = placed.stream().map(one -> one.row().key()).toList();
    jdbc.sql(
            """
            insert into recognition.answer_change (home_id, dossier_id, at, person_id, actor, changes)
            select n.home, n.id, n.at, n.person, n.actor,
                   (select jsonb_object_agg(a.key, jsonb_build_array(null, a.value)) from jsonb_each(n.answers::jsonb) a)
              from unnest(:homes::integer[], :ids::uuid[], :at::timestamptz[], :persons::uuid[], :actors::text[],
                          :answers::text[]) as n (home, id, at, person, actor, answers)
             where n.answers <> '{}'
            """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .param("at", texts(placed, Placed::scoredAt))
        .param("persons", texts(placed, Placed::scorer))
        .param("actors", texts(placed, one -> names.getOrDefault(one.scorer(), "?")))
        .param("answers", texts(placed, one -> dossiers.text(one.row().answers())))
        .update();
  }

  /**
   * A step of one sample.
   *
   * @param keys the dossiers it is about
   */
  record SampleStep(
      UUID id,
      int areaId,
      DossierEvent event,
      Stage from,
      Instant at,
      UUID person,
      String reason,
      @Nullable UUID decisionId,
      List<DossierKey> keys) {}

  void steps(int campaignId, List<SampleStep> steps, Map<UUID, String> names) {
    jdbc.sql(
            """
            insert into recognition.step
              (step_id, campaign_id, area_id, event, at, person_id, actor, reason, dossiers, decision_id)
            select n.id, :campaign, n.area, n.event, n.at, n.person, n.actor, n.reason, n.dossiers, n.decision
              from unnest(:ids::uuid[], :areas::integer[], :events::text[], :at::timestamptz[], :persons::uuid[],
                          :actors::text[], :reasons::text[], :counts::integer[], :decisions::uuid[])
                   as n (id, area, event, at, person, actor, reason, dossiers, decision)
            """)
        .param("campaign", campaignId)
        .param("ids", texts(steps, SampleStep::id))
        .param("areas", texts(steps, SampleStep::areaId))
        .param("events", texts(steps, SampleStep::event))
        .param("at", texts(steps, SampleStep::at))
        .param("persons", texts(steps, SampleStep::person))
        .param("actors", texts(steps, step -> names.getOrDefault(step.person(), "?")))
        .param("reasons", texts(steps, SampleStep::reason))
        .param("counts", texts(steps, step -> step.keys().size()))
        .param("decisions", texts(steps, SampleStep::decisionId))
        .update();
    List<DossierKey> keys = steps.stream().flatMap(step -> step.keys().stream()).toList();
    List<SampleStep> each =
        steps.stream()
            .flatMap(step -> java.util.Collections.nCopies(step.keys().size(), step).stream())
            .toList();
    jdbc.sql(
            """
            insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
            select * from unnest(:homes::integer[], :ids::uuid[], :steps::uuid[], :from::text[], :to::text[])
            """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .param("steps", texts(each, SampleStep::id))
        .param("from", texts(each, SampleStep::from))
        .param("to", texts(each, step -> DossierLifecycle.to(step.event())))
        .update();
  }

  private interface Column<T> {
    @Nullable Object of(T row);
  }

  private static <T> @Nullable String[] texts(List<T> rows, Column<T> column) {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = column.of(rows.get(i));
      values[i] =
          value instanceof Instant at
              ? Timestamp.from(at).toInstant().toString()
              : value == null ? null : value.toString();
    }
    return values;
  }
}
