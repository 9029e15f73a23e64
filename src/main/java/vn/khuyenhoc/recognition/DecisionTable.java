package vn.khuyenhoc.recognition;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;

/** All SQL of decisions, their drafts and corrections. */
@Repository
class DecisionTable {

  private static final TypeReference<Map<String, List<@Nullable String>>> CHANGES =
      new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DecisionTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Whether the issuer used the number in the year.
   *
   * @param but not counting this one
   */
  boolean numberTaken(
      Campaign campaign,
      int communeId,
      String issuer,
      String number,
      int year,
      @Nullable UUID but) {
    return jdbc.sql(
            """
            select exists (select from recognition.decision
                            where area_id = :commune and issuer_key = recognition.issuer_key(:issuer) and decided_year = :year
                              and lower(number) = lower(:number) and decision_id is distinct from :but::uuid
                              and training = :training)
            """)
        .param("training", campaign.training())
        .param("commune", communeId)
        .param("issuer", issuer)
        .param("number", number)
        .param("year", year)
        .param("but", but)
        .query(Boolean.class)
        .single();
  }

  /** Adds a decision; false where the number was taken at the same moment. */
  boolean add(
      UUID id,
      Recognition.Recognise decision,
      LocalDate decidedOn,
      UUID signerId,
      int recognised,
      Instant at,
      UUID recorder,
      String recorderName) {
    return issued(
                jdbc.sql(
                    """
                    insert into recognition.decision
                      (decision_id, campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name, signer_title,
                       recorded_at, recorded_by, recorded_name, recognised)
                    values (:id, :campaign, :office, :issuer, :number, :decided, :signer, :signerName, :signerTitle,
                            :at, :by, :byName, :recognised)
                    on conflict do nothing
                    """),
                id,
                decision,
                decidedOn,
                signerId,
                recognised,
                at,
                recorder,
                recorderName)
            .param("campaign", decision.campaignId())
            .update()
        == 1;
  }

  /** Makes a draft the decision that was issued. */
  void issue(
      UUID id,
      Recognition.Recognise decision,
      LocalDate decidedOn,
      UUID signerId,
      int recognised,
      Instant at,
      UUID recorder,
      String recorderName) {
    issued(
            jdbc.sql(
                """
                update recognition.decision
                   set status = 'ISSUED', area_id = :office, issuer = :issuer, number = :number, decided_on = :decided,
                       signer_id = :signer, signer_name = :signerName, signer_title = :signerTitle, recorded_at = :at,
                       recorded_by = :by, recorded_name = :byName, recognised = :recognised, edition = edition + 1
                 where decision_id = :id and status = 'DRAFT'
                """),
            id,
            decision,
            decidedOn,
            signerId,
            recognised,
            at,
            recorder,
            recorderName)
        .update();
  }

  private static JdbcClient.StatementSpec issued(
      JdbcClient.StatementSpec statement,
      UUID id,
      Recognition.Recognise decision,
      LocalDate decidedOn,
      UUID signerId,
      int recognised,
      Instant at,
      UUID recorder,
      String recorderName) {
    return statement
        .param("id", id)
        .param("office", decision.communeId())
        .param("issuer", decision.issuer())
        .param("number", decision.number())
        .param("decided", Date.valueOf(decidedOn))
        .param("signer", signerId)
        .param("signerName", decision.signerName())
        .param("signerTitle", decision.signerTitle())
        .param("at", Timestamp.from(at))
        .param("by", recorder)
        .param("byName", recorderName)
        .param("recognised", recognised);
  }

  private static final String DECISION =
      """
      select d.decision_id, d.campaign_id, d.area_id, v.name as area_name, d.issuer, d.number, d.decided_on,
             d.signer_name, d.signer_title, d.recorded_at, d.recorded_name, d.recognised, v.named_on,
             d.subject, d.grounds, d.articles, d.scan, d.scan_type, d.edition, d.withdrawn_on, d.withdrawn_number,
             d.withdrawn_reason, d.withdrawn_at, d.withdrawn_name
        from recognition.decision d
        join lateral (select v.name, greatest(lower(v.valid), least(d.decided_on, upper(v.valid) - 1)) as named_on
                        from areas.area_version v
                       where v.area_id = d.area_id
                       -- what held on its day, or is nearest: areas may have ended from an earlier day since
                       order by v.valid @> d.decided_on desc, lower(v.valid) > d.decided_on, lower(v.valid) desc
                       limit 1) v on true
       where d.status <> 'DRAFT'
      """;

  /** A decision that was issued. */
  Optional<Decision> byId(UUID id) {
    return jdbc.sql(DECISION + " and d.decision_id = :id")
        .param("id", id)
        .query(DecisionTable::decision)
        .optional();
  }

  /**
   * Decisions of a campaign for these areas, newest first.
   *
   * @param areaIds an area with everything that went into it, and communes below them
   */
  List<Decision> of(int campaignId, Collection<Integer> areaIds) {
    return jdbc.sql(
            DECISION
                + """
                   and d.campaign_id = :campaign
                   and exists (select from areas.ancestor a
                                where a.area_id = d.area_id and a.ancestor_id = any (:areas::integer[]))
                 order by d.decided_on desc, d.recorded_at desc
                 limit 1000
                """)
        .param("campaign", campaignId)
        .param("areas", areaIds.toArray(Integer[]::new))
        .query(DecisionTable::decision)
        .list();
  }

  private static Decision decision(ResultSet row, int number) throws SQLException {
    String scan = row.getString("scan");
    Timestamp withdrawn = row.getTimestamp("withdrawn_at");
    return new Decision(
        row.getObject("decision_id", UUID.class),
        row.getInt("campaign_id"),
        row.getInt("area_id"),
        row.getString("area_name"),
        row.getString("issuer"),
        row.getString("number"),
        row.getDate("decided_on").toLocalDate(),
        row.getString("signer_name"),
        row.getString("signer_title"),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("recorded_name"),
        row.getInt("recognised"),
        row.getDate("named_on").toLocalDate(),
        text(row),
        scan == null ? null : new Decision.Scan(scan, row.getString("scan_type")),
        row.getInt("edition"),
        withdrawn == null
            ? null
            : new Decision.Withdrawal(
                row.getDate("withdrawn_on").toLocalDate(),
                row.getString("withdrawn_number"),
                row.getString("withdrawn_reason"),
                withdrawn.toInstant(),
                row.getString("withdrawn_name")));
  }

  private static DecisionText text(ResultSet row) throws SQLException {
    return new DecisionText(
        row.getString("subject"), row.getString("grounds"), row.getString("articles"));
  }

  // ---- drafts

  /** Where a decision or a draft is, before anything is locked. */
  record Place(int campaignId, int officeId, boolean draft) {}

  Optional<Place> place(UUID id) {
    return jdbc.sql(
            """
            select campaign_id, area_id, status = 'DRAFT' as draft from recognition.decision where decision_id = :id
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Place(
                    row.getInt("campaign_id"), row.getInt("area_id"), row.getBoolean("draft")))
        .optional();
  }

  void addDraft(
      UUID id,
      int campaignId,
      int officeId,
      String issuer,
      DecisionText text,
      Instant at,
      UUID person,
      String name) {
    jdbc.sql(
            """
            insert into recognition.decision
              (decision_id, campaign_id, area_id, status, issuer, subject, grounds, articles, recorded_at, recorded_by,
               recorded_name, recognised)
            values (:id, :campaign, :office, 'DRAFT', :issuer, :subject, :grounds, :articles, :at, :by, :byName, 0)
            """)
        .param("id", id)
        .param("campaign", campaignId)
        .param("office", officeId)
        .param("issuer", issuer)
        .param("subject", text.subject())
        .param("grounds", text.grounds())
        .param("articles", text.articles())
        .param("at", Timestamp.from(at))
        .param("by", person)
        .param("byName", name)
        .update();
  }

  private static final String DRAFT =
      """
      select q.decision_id, q.campaign_id, :office::integer as area_id, v.name as area_name, q.issuer, q.subject, q.grounds, q.articles,
             q.edition, q.recorded_at, q.recorded_name,
             (select count(*)::integer from recognition.dossier d where d.decision_id = q.decision_id) as dossiers,
             n.unfit, n.elsewhere, coalesce(areas.received_by(q.area_id), q.area_id) <> :office as to_take_over
        from recognition.decision q
        cross join lateral (
          select (count(*) filter (where d.outcome is distinct from 'ACHIEVED' or not l.here))::integer as unfit,
                 (count(*) filter (where not l.here))::integer as elsewhere
            from recognition.dossier d
            cross join lateral (select
      """
          + DossierTable.IN_OFFICE
          + """
             as here) l
           where d.decision_id = q.decision_id) n
        join lateral (select v.name from areas.area_version v
                       where v.area_id = :office order by lower(v.valid) desc limit 1) v on true
       where q.status = 'DRAFT'
      """;

  /**
   * A draft.
   *
   * @param officeId its office as it stands today
   */
  Optional<DecisionDraft> draft(UUID id, int officeId) {
    return jdbc.sql(DRAFT + " and q.decision_id = :id")
        .param("id", id)
        .param("office", officeId)
        .query(DecisionTable::draft)
        .optional();
  }

  /**
   * The drafts of an office in a campaign, newest first.
   *
   * @param before the office and what went into it as a whole
   * @param origins what it is a part of besides: of theirs those that have something that lies
   *     here, and those that have nothing
   */
  List<DecisionDraft> drafts(
      int campaignId, int officeId, Collection<Integer> before, Collection<Integer> origins) {
    return jdbc.sql(
            DRAFT
                + """
                 and q.campaign_id = :campaign
                   and (q.area_id = any (:before::integer[])
                     or q.area_id = any (:origins::integer[])
                        and (not exists (select from recognition.dossier d where d.decision_id = q.decision_id)
                          or exists (select from recognition.dossier d where d.decision_id = q.decision_id and
                """
                + DossierTable.IN_OFFICE
                + """
                  )))
                 order by q.recorded_at desc
                 limit 100
                """)
        .param("campaign", campaignId)
        .param("office", officeId)
        .param("before", before.toArray(Integer[]::new))
        .param("origins", origins.toArray(Integer[]::new))
        .query(DecisionTable::draft)
        .list();
  }

  /**
   * The offices of what stands in a decision's draft, wherever that lies today; of one that has
   * nothing, what its own office became.
   *
   * @param level of the offices
   */
  List<Integer> offices(UUID id, int officeId, AreaLevel level) {
    return jdbc.sql(
            """
            with recursive goes as (
              select :office::integer as area_id
              union
              select g.to_area from goes o join areas.goes_into g on g.from_area = o.area_id),
            there as (
              select distinct a.ancestor_id as area_id
                from recognition.dossier d
                join areas.ancestor a
                  on a.area_id = d.area_now and a.ancestor_level = :level and a.valid @> platform.today()
               where d.decision_id = :id)
            select area_id from there
            union all
            select area_id from goes where not exists (select from there)
             order by area_id
            """)
        .param("id", id)
        .param("office", officeId)
        .param("level", level.ordinal())
        .query(Integer.class)
        .list();
  }

  /**
   * Makes a draft of an office that was divided another one's, where nothing in it lies elsewhere.
   */
  void takeOver(UUID id, int officeId, String issuer) {
    jdbc.sql(
            """
            update recognition.decision set area_id = :office, issuer = :issuer, edition = edition + 1
             where decision_id = :id and status = 'DRAFT'
            """)
        .param("id", id)
        .param("office", officeId)
        .param("issuer", issuer)
        .update();
  }

  /**
   * Takes what of a draft lies in the area of an office out of it; how many.
   *
   * @param into another draft; null where it is let go
   */
  int takePart(UUID id, @Nullable UUID into, int officeId) {
    return jdbc.sql(
            """
            update recognition.dossier d set decision_id = :into::uuid, version = d.version + 1
             where d.decision_id = :id and
            """
                + DossierTable.IN_OFFICE)
        .param("id", id)
        .param("into", into)
        .param("office", officeId)
        .update();
  }

  private static DecisionDraft draft(ResultSet row, int number) throws SQLException {
    return new DecisionDraft(
        row.getObject("decision_id", UUID.class),
        row.getInt("campaign_id"),
        row.getInt("area_id"),
        row.getString("area_name"),
        row.getString("issuer"),
        text(row),
        row.getInt("edition"),
        row.getTimestamp("recorded_at").toInstant(),
        row.getString("recorded_name"),
        row.getInt("dossiers"),
        row.getInt("unfit"),
        row.getInt("elsewhere"),
        row.getBoolean("to_take_over"));
  }

  /** Names in a draft's list that the register changed since it was begun: "Lò A → Lò B". */
  List<String> renamed(UUID id) {
    return jdbc.sql(
            """
            select c.was || ' → ' || s.name
              from recognition.decision q
              join recognition.dossier d on d.decision_id = q.decision_id
              join registry.subject s on s.home_id = d.home_id and s.subject_id = d.subject_id
              join lateral (select coalesce(x.before ->> 'head', x.before ->> 'name') as was
                              from registry.subject_change x
                             where x.home_id = d.home_id and x.subject_id = d.subject_id and x.at >= q.recorded_at
                               and jsonb_exists_any(x.before, array['head', 'name'])
                             order by x.change_id limit 1) c on c.was <> s.name
             where q.decision_id = :id
             order by s.name collate platform.vi, d.home_id, d.dossier_id
            """)
        .param("id", id)
        .query(String.class)
        .list();
  }

  /** The list of a draft changed: what was printed of it is of an edition before. */
  void listed(UUID id) {
    jdbc.sql(
            "update recognition.decision set edition = edition + 1 where decision_id = :id and status = 'DRAFT'")
        .param("id", id)
        .update();
  }

  /** Writes a draft's words; false where somebody else wrote them meanwhile. */
  boolean write(UUID id, int edition, String issuer, DecisionText text) {
    return jdbc.sql(
                """
                update recognition.decision
                   set issuer = :issuer, subject = :subject, grounds = :grounds, articles = :articles,
                       edition = edition + 1, worded = edition + 1
                 where decision_id = :id and status = 'DRAFT' and worded <= :edition
                """)
            .param("id", id)
            .param("edition", edition)
            .param("issuer", issuer)
            .param("subject", text.subject())
            .param("grounds", text.grounds())
            .param("articles", text.articles())
            .update()
        == 1;
  }

  /** Lets go of everything in a draft, and of the draft itself. */
  void drop(UUID id) {
    jdbc.sql(
            """
            update recognition.dossier set decision_id = null, version = version + 1 where decision_id = :id
            """)
        .param("id", id)
        .update();
    jdbc.sql("delete from recognition.decision where decision_id = :id and status = 'DRAFT'")
        .param("id", id)
        .update();
  }

  /** Takes dossiers out of a draft; how many. */
  int takeOut(UUID id, Collection<DossierKey> keys) {
    return jdbc.sql(
            """
            update recognition.dossier d set decision_id = null, version = d.version + 1
              from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
             where d.home_id = k.home and d.dossier_id = k.id and d.decision_id = :decision
               and d.stage in ('APPROVED', 'AGREED')
            """)
        .param("homes", DossierTable.homes(keys))
        .param("ids", DossierTable.ids(keys))
        .param("decision", id)
        .update();
  }

  /** Takes out of a draft whatever did not achieve after all; how many. */
  int takeOutUnfit(UUID id, int officeId) {
    return jdbc.sql(
            """
            update recognition.dossier d set decision_id = null, version = version + 1
             where d.decision_id = :decision and d.stage in ('APPROVED', 'AGREED') and
            """
                + DossierTable.UNFIT)
        .param("decision", id)
        .param("office", officeId)
        .update();
  }

  // ---- what becomes of a decision

  /**
   * Writes what a correction comes to.
   *
   * @param signerId another signer; null for the same
   */
  void correct(
      UUID id,
      String issuer,
      String number,
      LocalDate decidedOn,
      @Nullable UUID signerId,
      String signerName,
      String signerTitle) {
    jdbc.sql(
            """
            update recognition.decision
               set issuer = :issuer, number = :number, decided_on = :decided,
                   signer_id = coalesce(:signer::uuid, signer_id), signer_name = :signerName,
                   signer_title = :signerTitle, edition = edition + 1
             where decision_id = :id
            """)
        .param("id", id)
        .param("issuer", issuer)
        .param("number", number)
        .param("decided", Date.valueOf(decidedOn))
        .param("signer", signerId)
        .param("signerName", signerName)
        .param("signerTitle", signerTitle)
        .update();
  }

  /** What was corrected is kept: everything with what it said before. */
  void addCorrection(
      UUID id,
      Actor actor,
      Instant at,
      String document,
      String reason,
      List<DecisionCorrection.Change> changes) {
    Map<String, List<@Nullable String>> both = new TreeMap<>();
    changes.forEach(one -> both.put(one.what(), Arrays.asList(one.before(), one.after())));
    jdbc.sql(
            """
            insert into recognition.decision_correction
              (decision_id, at, account_id, person_id, actor, document, reason, changes)
            values (:id, :at, :account, :person, :actor, :document, :reason, :changes::jsonb)
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("document", document)
        .param("reason", reason)
        .param("changes", json.writeValueAsString(both))
        .update();
  }

  /** The corrections of a decision, newest first. */
  List<DecisionCorrection> corrections(UUID id) {
    return jdbc.sql(
            """
            select at, actor, document, reason, changes::text as changes
              from recognition.decision_correction where decision_id = :id
             order by at desc, correction_id desc
            """)
        .param("id", id)
        .query(
            (row, number) -> {
              List<DecisionCorrection.Change> changes = new ArrayList<>();
              new TreeMap<>(json.readValue(row.getString("changes"), CHANGES))
                  .forEach(
                      (what, both) ->
                          changes.add(
                              new DecisionCorrection.Change(
                                  what, both.getFirst(), both.getLast())));
              return new DecisionCorrection(
                  row.getTimestamp("at").toInstant(),
                  row.getString("actor"),
                  row.getString("document"),
                  row.getString("reason"),
                  changes);
            })
        .list();
  }

  void withdraw(
      UUID id, LocalDate on, String number, String reason, Instant at, UUID person, String name) {
    jdbc.sql(
            """
            update recognition.decision
               set status = 'WITHDRAWN', withdrawn_on = :on, withdrawn_number = :number, withdrawn_reason = :reason,
                   withdrawn_at = :at, withdrawn_by = :by, withdrawn_name = :byName, edition = edition + 1
             where decision_id = :id and status = 'ISSUED'
            """)
        .param("id", id)
        .param("on", Date.valueOf(on))
        .param("number", number)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", person)
        .param("byName", name)
        .update();
  }

  /** The PDFs that were signed of a decision, newest first. */
  List<SignedDecision> signed(UUID decisionId) {
    return jdbc.sql(
            """
            select s.signed_id, s.decision_id, s.sha256, s.whose, s.signed_at, s.actor,
                   d.status = 'ISSUED' and s.corrections = (select count(*) from recognition.decision_correction c
                                                             where c.decision_id = s.decision_id) as current
              from recognition.signed_decision s
              join recognition.decision d using (decision_id)
             where s.decision_id = :id order by s.signed_at desc, s.signed_id desc
            """)
        .param("id", decisionId)
        .query(
            (row, number) ->
                new SignedDecision(
                    row.getObject("signed_id", UUID.class),
                    row.getObject("decision_id", UUID.class),
                    row.getString("sha256"),
                    row.getString("whose"),
                    row.getTimestamp("signed_at").toInstant(),
                    row.getString("actor"),
                    row.getBoolean("current")))
        .list();
  }

  void addSigned(
      UUID id,
      UUID decisionId,
      String sha256,
      String whose,
      Instant at,
      vn.khuyenhoc.platform.Actor actor) {
    jdbc.sql(
            """
            insert into recognition.signed_decision
              (signed_id, decision_id, sha256, whose, signed_at, corrections, account_id, person_id, actor)
            select :id, :decision, :sha256, :whose, :at, count(*), :account, :person, :actor
              from recognition.decision_correction where decision_id = :decision
            """)
        .param("id", id)
        .param("decision", decisionId)
        .param("sha256", sha256)
        .param("whose", whose)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  void attach(UUID id, String sha256, String type) {
    jdbc.sql(
            "update recognition.decision set scan = :sha256, scan_type = :type where decision_id = :id")
        .param("id", id)
        .param("sha256", sha256)
        .param("type", type)
        .update();
  }
}
