package vn.khuyenhoc.journeys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.certificates.Certificates;
import vn.khuyenhoc.certificates.IssueBatch;
import vn.khuyenhoc.certificates.IssuedCertificate;
import vn.khuyenhoc.certificates.Issuer;
import vn.khuyenhoc.certificates.WantedCertificate;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Guide;
import vn.khuyenhoc.criteria.Guides;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.attachment.HostileFiles;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.recognition.DossierEvidence;
import vn.khuyenhoc.recognition.DossierKey;
import vn.khuyenhoc.recognition.DossierLine;
import vn.khuyenhoc.recognition.Dossiers;
import vn.khuyenhoc.recognition.EvidenceKey;
import vn.khuyenhoc.recognition.Recognition;
import vn.khuyenhoc.recognition.Selection;
import vn.khuyenhoc.recognition.Title;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.recognition.procedure.Procedures;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.registry.Consent;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdImports;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signer;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.SigningManner;
import vn.khuyenhoc.registry.SubjectEntry;
import vn.khuyenhoc.registry.SubjectField;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;
import vn.khuyenhoc.registry.Subjects;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reports.HistoricalReports;
import vn.khuyenhoc.reports.ReportOpening;
import vn.khuyenhoc.reports.ReportSection;
import vn.khuyenhoc.reports.ReportSending;
import vn.khuyenhoc.reports.ReportWriting;
import vn.khuyenhoc.reports.Templates;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestClock;

/**
 * Makes small provinces in which everything exists once in every village: two households, one of
 * them recognised under a decision of its commune, the other one on the list of the open campaign.
 */
@TestComponent
class PeopledProvince {

  private final Areas areas;
  private final BuiltInAreas builtIn;
  private final BuiltInCriteria criteria;
  private final CriteriaSets sets;
  private final Procedures procedures;
  private final Bodies bodies;
  private final Signers signers;
  private final Guides guides;
  private final Templates templates;
  private final Households households;
  private final Subjects subjects;
  private final Recognition recognition;
  private final Dossiers dossiers;
  private final SignedIn signedIn;
  private final FileStore files;
  private final HouseholdImports imports;
  private final Reorganisations reorganisations;
  private final Certificates certificates;
  private final DossierEvidence evidence;
  private final BuiltInTargets targets;
  private final ReportWriting reports;
  private final HistoricalReports past;
  private final JdbcClient jdbc;

  PeopledProvince(
      Areas areas,
      BuiltInAreas builtIn,
      BuiltInCriteria criteria,
      CriteriaSets sets,
      Procedures procedures,
      Bodies bodies,
      Signers signers,
      Guides guides,
      Templates templates,
      Households households,
      Subjects subjects,
      Recognition recognition,
      Dossiers dossiers,
      SignedIn signedIn,
      FileStore files,
      HouseholdImports imports,
      Reorganisations reorganisations,
      Certificates certificates,
      DossierEvidence evidence,
      BuiltInTargets targets,
      ReportWriting reports,
      HistoricalReports past,
      JdbcClient jdbc) {
    this.areas = areas;
    this.builtIn = builtIn;
    this.criteria = criteria;
    this.sets = sets;
    this.procedures = procedures;
    this.guides = guides;
    this.templates = templates;
    this.bodies = bodies;
    this.signers = signers;
    this.households = households;
    this.subjects = subjects;
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.signedIn = signedIn;
    this.files = files;
    this.imports = imports;
    this.reorganisations = reorganisations;
    this.certificates = certificates;
    this.evidence = evidence;
    this.targets = targets;
    this.reports = reports;
    this.past = past;
    this.jdbc = jdbc;
  }

  /**
   * What exists in one village, and above it.
   *
   * @param household one that still waits for its scores
   * @param subjects one of every other kind: units and centres of the commune, all others of the
   *     village
   * @param waiting its dossier
   * @param step the sending of the other one
   * @param decision the one that recognises the other one
   * @param drafted the draft of another one
   * @param title the title of the other one
   * @param volunteer who scores in the village
   * @param device a device of the volunteer
   * @param sheet a list of volunteers that the commune sent and did not yet apply
   * @param batch a list of households that the commune sent and that waits for confirmation
   * @param divided the line of a divided village of the commune whose household nobody assigned
   * @param assignments a file that assigns it, as it was sent
   * @param reorganisation one recorded for the province, which divided a commune of it
   * @param unassigned the line of what that left unassigned
   * @param draft one that somebody is writing down for the province
   * @param villageSheet a sheet that says where villages go
   * @param certificate one that the commune issued
   * @param series whose number it bears
   * @param evidence a picture beside a score of the waiting dossier
   * @param run files made of the series, in one part
   * @param meeting one that is planned in the village
   * @param notice a public notice of the village
   * @param objection one that waits for an answer
   */
  record Spot(
      int province,
      int commune,
      int village,
      int campaign,
      HouseholdKey household,
      Map<SubjectKind, SubjectKey> subjects,
      DossierKey waiting,
      UUID step,
      UUID decision,
      UUID drafted,
      Title.Key title,
      Actor volunteer,
      UUID device,
      UUID sheet,
      UUID batch,
      int divided,
      String assignments,
      int reorganisation,
      int unassigned,
      UUID draft,
      UUID villageSheet,
      UUID certificate,
      int series,
      UUID run,
      UUID meeting,
      UUID notice,
      UUID objection,
      EvidenceKey evidence,
      UUID savedTable,
      UUID tableRun) {}

  /** The draft of a variant that somebody is writing for a province. */
  static String criteriaDraft(int province) {
    return "nhap-" + province;
  }

  /** Guidance that a province added. */
  static UUID guide(int province) {
    return new UUID(2, province);
  }

  /** A template that a province sent. */
  static UUID template(int province) {
    return new UUID(3, province);
  }

  /** A body of a commune. */
  static UUID body(int commune) {
    return new UUID(1, commune);
  }

  /** Somebody who signs for the body of a commune. */
  static UUID signer(int commune) {
    return new UUID(14, commune);
  }

  /** A plan of a province, with one target. */
  static String plan(int province) {
    return "KH-" + province;
  }

  /** A duty to report of a province, of events, with one. */
  static UUID obligation(int province) {
    return new UUID(3, province);
  }

  private void obligations(SmallProvince place) {
    jdbc.sql("insert into reports.obligation (obligation_id, area_id) values (:id, :area)")
        .param("id", obligation(place.province()))
        .param("area", place.province())
        .update();
    jdbc.sql(
            """
            insert into reports.obligation_version
              (obligation_id, version, act, title, reporter, forms, rhythm, inclusive, terms, tracked_from, written_at,
               written_name)
            values (:id, 1, 'ADD', 'Báo cáo sau đợt', 'COMMUNE', '{AD_HOC}', 'AFTER_EVENT', false,
                    daterange('2026-01-01', null), '2026-01-01', now(), 'Ai đó')
            """)
        .param("id", obligation(place.province()))
        .update();
    jdbc.sql(
            """
            insert into reports.obligation_occasion
              (occasion_id, obligation_id, name, happened_on, period, due_on, recorded_at, recorded_name)
            values (:id, :id, 'Đợt 1', '2026-10-01', '[2026-10-01,2026-10-02)', '2026-12-01', now(), 'Ai đó')
            """)
        .param("id", obligation(place.province()))
        .update();
  }

  /** A duty to report of a province that binds a body which does not work here. */
  static UUID dutyOfBodies(int province) {
    return new UUID(32, province);
  }

  /** What was written down of the report of that body. */
  static UUID receipt(int province) {
    return new UUID(33, province);
  }

  private void dutyOfBodies(SmallProvince place) {
    UUID id = dutyOfBodies(place.province());
    jdbc.sql("insert into reports.obligation (obligation_id, area_id) values (:id, :area)")
        .param("id", id)
        .param("area", place.province())
        .update();
    jdbc.sql(
            """
            with v as (
              insert into reports.obligation_version
                (obligation_id, version, act, title, reporter, forms, rhythm, first_day, inclusive, terms, tracked_from,
                 written_at, written_name)
              values (:id, 1, 'ADD', 'Báo cáo của sở', 'BODIES', '{YEAR}', 'YEARLY', '--12-05', false,
                      daterange('2025-01-01', null), '2025-01-01', now(), 'Ai đó')
              returning obligation_id, version)
            insert into reports.obligation_party (obligation_id, version, part, place, side, words)
            select obligation_id, version, 'REPORTER', 1, 'OTHER', 'Sở Thử' from v
            """)
        .param("id", id)
        .update();
    FileStore.Kept kept = files.keep(new byte[] {1}, "application/pdf", null);
    jdbc.sql(
            """
            insert into reports.body_receipt (receipt_id, obligation_id, period, body, received_on, note, file, file_type,
                                              file_name, recorded_at, recorded_name)
            values (:id, :duty, '[2025-01-01,2026-01-01)', 'Sở Thử', '2025-12-01', '', :file, 'application/pdf', 'x.pdf',
                    now(), 'Ai đó')
            """)
        .param("id", receipt(place.province()))
        .param("duty", id)
        .param("file", kept.sha256())
        .update();
  }

  /** An indicator of a province's own. */
  static String indicator(int province) {
    return "OWN_" + province;
  }

  /** What a commune reported by hand, with its evidence. */
  static UUID reported(int commune) {
    return new UUID(2, commune);
  }

  /** Files of reports that were collected for a province. */
  static UUID collection(int province) {
    return new UUID(5, province);
  }

  private void collection(SmallProvince place) {
    jdbc.sql(
            """
            insert into reports.collection
              (run_id, area_id, level, form, period, drafts, word, pdf, sample, state, seen_at, created_at, created_by,
               created_name, finished_at)
            values (:id, :area, 3, 'YEAR', '[2026-01-01,2026-12-31]', true, true, false, false, 'DONE', now(), now(),
                    gen_random_uuid(), 'Ai đó', now())
            """)
        .param("id", collection(place.province()))
        .param("area", place.province())
        .update();
  }

  /** A report that a commune has sent. */
  static UUID report(int commune) {
    return new UUID(3, commune);
  }

  /** A file that goes with it. */
  static UUID reportFile(int commune) {
    return new UUID(4, commune);
  }

  private static final Map<Integer, Long> TEXTS = new java.util.concurrent.ConcurrentHashMap<>();

  /** A text that was saved of it. */
  static long reportText(int commune) {
    return TEXTS.getOrDefault(commune, 0L);
  }

  private void reported(Actor officer, int commune) {
    UUID id =
        reports
            .begin(
                officer,
                report(commune),
                new ReportOpening(
                    String.valueOf(commune), "AD_HOC", "1/1/2026", "31/12/2026", null),
                false)
            .orThrow();
    TEXTS.put(
        commune, reports.save(officer, id, ReportSection.DIFFICULTIES, "x", 0).orThrow().no());
    reports.save(officer, id, ReportSection.PROPOSALS, "x", 0).orThrow();
    reports
        .attach(
            officer,
            id,
            reportFile(commune),
            new Attachment(
                AttachmentKind.PDF,
                "a.pdf",
                "%PDF-1.4".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                null,
                0,
                0,
                1,
                null))
        .orThrow();
    reports
        .send(
            officer, id, new ReportSending("", "x", "", "", "", "", "", "", "x", "", "", "", true))
        .orThrow();
  }

  private void plans(SmallProvince place) {
    targets.loadOnce();
    jdbc.sql(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values (:plan, :area, 'Tỉnh Thử', 'UBND', 'Kế hoạch thử', '1/KH', daterange('2022-01-01', '2031-01-01'))
              returning plan_id)
            insert into reporting.target (plan_id, target_id, year, area_id, area_name, indicator, scope, value)
            select plan_id, 'x', 2026, :area, 'Tỉnh Thử', 'LEARNING_FAMILY', 'tỉnh', 70 from p
            """)
        .param("plan", plan(place.province()))
        .param("area", place.province())
        .update();
    jdbc.sql(
            """
            insert into reporting.indicator (indicator_id, kind, name_vi, name_en, verified, area_id)
            values (:id, 'COUNT', 'x', 'x', false, :area)
            """)
        .param("id", indicator(place.province()))
        .param("area", place.province())
        .update();
    FileStore.Kept kept = files.keep(new byte[] {1}, "application/pdf", null);
    for (int commune : place.communes()) {
      jdbc.sql(
              """
              insert into reporting.reported_value
                (reported_id, indicator_id, area_id, year, value, note, file, file_type, file_name, reported_at, reported_name)
              values (:id, 'MEMBERS', :area, 2026, 7, 'x', :file, 'application/pdf', 'x.pdf', now(), 'Người Ghi')
              """)
          .param("id", reported(commune))
          .param("area", commune)
          .param("file", kept.sha256())
          .update();
    }
  }

  /** A report of the province from before the system. */
  static UUID pastReport(int province) {
    return new UUID(31, province);
  }

  private void past(SmallProvince place) {
    HistoricalReports.Papers papers = past.papers(past.builtIn());
    jdbc.sql(
            """
            insert into reports.past_report (past_report_id, area_id, number, signed_on, title, content, hash, kept_at, kept_name)
            values (:id, :area, '64/BC-HKH', '2022-05-17', 'Kết quả', :content, :hash, now(), 'Người Ghi')
            """)
        .param("id", pastReport(place.province()))
        .param("area", place.province())
        .param("content", papers.json())
        .param("hash", papers.hash())
        .update();
  }

  /** The form that made the draft of a procedure for a province. */
  static UUID procedureForm(int province) {
    return new UUID(0, province);
  }

  /** A new province; a spot for each of its six villages, in order. */
  List<Spot> make() {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    plans(place);
    past(place);
    obligations(place);
    collection(place);
    dutyOfBodies(place);
    CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    Map<String, @Nullable BigDecimal> full = new HashMap<>();
    set.indicators().forEach(one -> full.put(one.id(), one.maxPoints()));
    List<Actor> officers =
        place.communes().stream()
            .map(commune -> signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cán bộ xã " + commune))
            .toList();
    List<HouseholdKey> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      for (String head : List.of("Lò Văn Đã Xong", "Quàng Thị Còn Chờ")) {
        HouseholdKey key =
            households
                .add(
                    officers.get(i / 3),
                    Ids.next(),
                    place.villages().get(i),
                    new HouseholdEntry(head, "", 1, 2, 1, ""),
                    true)
                .orThrow();
        if (head.startsWith("Quàng")) {
          waiting.add(key);
        }
      }
    }
    Actor province =
        signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh " + place.province());
    int campaign =
        recognition
            .openCampaign(
                province,
                new Recognition.OpenCampaign(
                    2026, place.province(), set.id(), LocalDate.of(2026, 12, 15)))
            .orThrow();
    List<Actor> volunteers = new ArrayList<>();
    List<UUID> steps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int village = place.villages().get(i);
      Actor volunteer = signedIn.actor(Role.VOLUNTEER, village, "Trưởng bản " + village);
      DossierLine line =
          dossiers
              .inVillage(volunteer, campaign, village, "đã xong", null, 1, 25)
              .rows()
              .getFirst();
      recognition.score(volunteer, line.key(), line.version(), full, false).orThrow();
      steps.add(
          Objects.requireNonNull(
              recognition.sendVillage(volunteer, campaign, village).orThrow().stepId()));
      volunteers.add(volunteer);
    }
    List<UUID> decisions = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int commune = place.communes().get(i);
      recognition.approve(officers.get(i), campaign, commune, Selection.all()).orThrow();
      decisions.add(
          recognition
              .recognise(
                  officers.get(i),
                  new Recognition.Recognise(
                      campaign,
                      commune,
                      "UBND xã " + commune,
                      "1/QĐ-UBND",
                      LocalDate.of(2026, 11, 2),
                      "Người Ký " + commune,
                      "Chủ tịch",
                      Selection.all()))
              .orThrow()
              .decisionId());
    }
    for (int i = 0; i < 2; i++) {
      reported(officers.get(i), place.communes().get(i));
    }
    List<UUID> sheets =
        place.communes().stream().map(commune -> sheet(commune, officers.getFirst())).toList();
    List<Integer> divided =
        place.communes().stream()
            .map(commune -> divided(province, place.province(), commune))
            .toList();
    int reorganisation = dividedCommune(place, province);
    int unassigned =
        jdbc.sql("select area_id from areas.unassigned where reorganisation_id = :id")
            .param("id", reorganisation)
            .query(Integer.class)
            .single();
    UUID draft = draft(place, province);
    CriteriaSet family = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    sets.begin(
            province,
            family.copy(
                criteriaDraft(place.province()),
                areas.byId(place.province()).code(),
                family.id(),
                1,
                family.title()),
            "nhap")
        .orThrow();
    guides
        .add(
            province,
            guide(place.province()),
            place.province(),
            new Guide.Entry("Hướng dẫn", "", null, "Hội", null, "", "", "https://vidu.vn/a"),
            new Attachment(
                AttachmentKind.PDF,
                "a.pdf",
                "%PDF-1.4".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                null,
                0,
                0,
                1,
                null))
        .orThrow();
    templates
        .add(
            province,
            template(place.province()),
            place.province(),
            TemplateKind.DECISION,
            BuiltInTemplates.file(TemplateKind.DECISION),
            "mau.docx",
            "")
        .orThrow();
    procedures
        .copy(
            province,
            BuiltInProcedures.plain(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD),
            procedureForm(place.province()),
            place.province(),
            "x")
        .orThrow();
    for (int i = 0; i < 2; i++) {
      bodies
          .add(
              officers.get(i),
              body(place.communes().get(i)),
              place.communes().get(i),
              new Body.Entry(
                  BodyKind.PEOPLES_COMMITTEE, "UBND", "UBND", LocalDate.of(2025, 7, 1), null, ""))
          .orThrow();
      signers
          .add(
              officers.get(i),
              signer(place.communes().get(i)),
              body(place.communes().get(i)),
              new Signer.Entry(
                  "Lò Thị Ký",
                  "Chủ tịch",
                  SigningManner.OWN,
                  "",
                  "",
                  Set.of(SignedPaper.REPORT),
                  Set.of(SignedPaper.REPORT),
                  LocalDate.of(2025, 7, 1),
                  null))
          .orThrow();
    }
    UUID villageSheet = villageSheet(reorganisation, province);
    List<IssuedCertificate> issued = new ArrayList<>();
    List<Integer> series = new ArrayList<>();
    List<UUID> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      series.add(series(officers.get(i), place.communes().get(i)));
      issued.add(issued(officers.get(i), series.get(i)));
      runs.add(run(series.get(i)));
      signed(decisions.get(i), officers.get(i));
    }
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      HouseholdKey household = waiting.get(i);
      UUID notice = notice(campaign, place.villages().get(i));
      applied(notice, campaign, place.villages().get(i));
      spots.add(
          new Spot(
              place.province(),
              place.communes().get(i / 3),
              place.villages().get(i),
              campaign,
              household,
              subjects(officers.get(i / 3), place, i),
              dossiers.of(province, household, campaign).orElseThrow(),
              steps.get(i),
              decisions.get(i / 3),
              drafted(campaign, place.communes().get(i / 3)),
              title(decisions.get(i / 3), place.villages().get(i)),
              volunteers.get(i),
              device(volunteers.get(i)),
              sheets.get(i / 3),
              batch(place.communes().get(i / 3), officers.get(i / 3)),
              divided.get(i / 3),
              assignments(officers.get(i / 3)),
              reorganisation,
              unassigned,
              draft,
              villageSheet,
              issued.get(i / 3).id(),
              series.get(i / 3),
              runs.get(i / 3),
              meeting(campaign, place.villages().get(i)),
              notice,
              objection(notice),
              evidence(volunteers.get(i), dossiers.of(province, household, campaign).orElseThrow()),
              savedTable(volunteers.get(i), place.villages().get(i), campaign),
              tableRun(volunteers.get(i), place.villages().get(i), campaign)));
    }
    return spots;
  }

  private static final String QUESTION =
      "'measure=ROLL&rows=STEP&area=' || :village || '&year=' || c.year || '&model=' || c.model || '.' || c.level || '&basis=1'";

  /** A table that a volunteer saved for nobody else. */
  private UUID savedTable(Actor volunteer, int village, int campaign) {
    return jdbc.sql(
            """
            insert into reporting.saved_table
              (name, question, question_version, area_id, within_id, owner_id, owner_name, created_at, changed_at,
               changed_name)
            select 'Bảng của tôi', %s, 1, :village, :village, :owner, 'Ai đó', now(), now(), 'Ai đó'
              from recognition.campaign c where c.campaign_id = :campaign
            returning table_id
            """
                .formatted(QUESTION))
        .param("village", village)
        .param("campaign", campaign)
        .param("owner", volunteer.accountId())
        .query(UUID.class)
        .single();
  }

  /** A table that was counted for a village. */
  private UUID tableRun(Actor volunteer, int village, int campaign) {
    return jdbc.sql(
            """
            insert into reporting.table_run
              (run_id, question, question_version, area_id, state, seen_at, created_at, created_by, created_name,
               finished_at)
            select gen_random_uuid(), %s, 1, :village, 'DONE', now(), now(), :owner, 'Ai đó', now()
              from recognition.campaign c where c.campaign_id = :campaign
            returning run_id
            """
                .formatted(QUESTION))
        .param("village", village)
        .param("campaign", campaign)
        .param("owner", volunteer.accountId())
        .query(UUID.class)
        .single();
  }

  /** A picture beside a score. */
  private EvidenceKey evidence(Actor volunteer, DossierKey dossier) {
    byte[] picture = HostileFiles.jpeg(16, 12, 1);
    return evidence
        .attach(
            volunteer,
            dossier,
            "3.1",
            new Attachment(AttachmentKind.PICTURE, "a.jpg", picture, picture, 16, 12, 0, null),
            "")
        .orThrow();
  }

  /** One of every kind but households. */
  private Map<SubjectKind, SubjectKey> subjects(Actor officer, SmallProvince place, int i) {
    int village = place.villages().get(i);
    int commune = place.communes().get(i / 3);
    Map<SubjectKind, SubjectKey> made = new EnumMap<>(SubjectKind.class);
    SubjectEntry person =
        SubjectEntry.named("Quàng Thị Còn Chờ " + i)
            .with(SubjectField.BIRTH_YEAR, 1970)
            .with(SubjectField.LABOUR_GROUP, "FARMER");
    made.put(
        SubjectKind.CITIZEN,
        subjects
            .add(
                officer,
                new Subjects.NewSubject(
                    Ids.next(),
                    SubjectKind.CITIZEN,
                    village,
                    person,
                    "",
                    new Consent.Given(Consent.How.PAPER, LocalDate.of(2026, 11, 2), ""),
                    Map.of(),
                    true))
            .orThrow());
    SubjectEntry unit =
        SubjectEntry.named("Trường Thử " + i)
            .with(SubjectField.UNIT_KIND, "SCHOOL")
            .with(SubjectField.MANAGING_LEVEL, "COMMUNE")
            .with(SubjectField.CENTRE_KIND, "LEARNING");
    for (SubjectKind kind :
        List.of(
            SubjectKind.CLAN,
            SubjectKind.SELF_MANAGED_GROUP,
            SubjectKind.UNIT,
            SubjectKind.LEARNING_CENTRE)) {
      boolean large = kind == SubjectKind.UNIT || kind == SubjectKind.LEARNING_CENTRE;
      made.put(
          kind,
          subjects
              .add(
                  officer,
                  new Subjects.NewSubject(Ids.next(), kind, large ? commune : village, unit))
              .orThrow());
    }
    made.put(SubjectKind.COMMUNITY, automatic(SubjectKind.COMMUNITY, village));
    made.put(SubjectKind.PROGRAMME, automatic(SubjectKind.PROGRAMME, commune));
    return made;
  }

  private SubjectKey automatic(SubjectKind kind, int area) {
    return jdbc.sql(
            "select subject_id from registry.subject where home_id = :area and kind = :kind")
        .param("area", area)
        .param("kind", kind.name())
        .query((row, number) -> new SubjectKey(area, row.getObject(1, UUID.class)))
        .single();
  }

  /** A fourth village of the commune, with a household and divided into two. */
  private int divided(Actor province, int provinceId, int commune) {
    String code = areas.byId(commune).code() + "-4";
    int village =
        areas
            .add(
                AreaLevel.VILLAGE,
                List.of(new NewArea(commune, code, "Bản Bốn", "VILLAGE")),
                LocalDate.of(2025, 7, 1),
                "test")
            .getFirst();
    households
        .add(
            SmallProvince.actor("x", Role.COMMUNE_OFFICER, commune),
            Ids.next(),
            village,
            new HouseholdEntry("Tòng Văn Chưa Phân", "", 1, 2, 1, ""),
            true)
        .orThrow();
    Before before = Before.of(areas.byId(village));
    reorganisations
        .apply(
            province,
            provinceId,
            LocalDate.of(2026, 10, 1),
            Decree.of("Chia " + code),
            DeclaredChanges.none()
                .with(
                    new Link(0, before, new After(code + "A", "Bản Bốn A", "", ""), Extent.PART),
                    new Link(0, before, new After(code + "B", "Bản Bốn B", "", ""), Extent.PART)))
        .orThrow();
    return areas.children(commune).stream()
        .filter(area -> area.code().equals(code))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private int series(Actor officer, int commune) {
    return certificates
        .series(officer, new Issuer(commune, "UBND", "UBND xã " + commune, ""), 2026)
        .orThrow()
        .id();
  }

  private IssuedCertificate issued(Actor officer, int series) {
    LocalDate day = LocalDate.of(2026, 11, 2);
    return certificates
        .issue(
            officer,
            new IssueBatch(
                series,
                "Gia đình học tập",
                "GDHT",
                "1/QĐ-UBND",
                day,
                "UBND xã",
                "Người Ký",
                "Chủ tịch",
                "Thượng",
                day,
                List.of(
                    WantedCertificate.first(
                        Ids.next(), "x", "Lò Văn Đã Xong", true, "", "", day, null))))
        .orThrow()
        .getFirst();
  }

  private UUID run(int series) {
    UUID run = Ids.next();
    String file =
        files.keep(new ByteArrayInputStream(new byte[] {1}), "application/pdf", 100, null).sha256();
    jdbc.sql(
            """
            insert into certificates.print_run
              (run_id, series_id, kind, heading, border, colour, address, last_number, total, part_size, state, seen_at,
               created_at, created_name, finished_at)
            values (:run, :series, 'PRINT', 'x', true, 'RED', 'http://x', 1, 1, 500, 'DONE', now(), now(), 'x', now())
            """)
        .param("run", run)
        .param("series", series)
        .update();
    jdbc.sql(
            """
            insert into certificates.print_part
              (run_id, part, first_number, last_number, files, sha256, size, finished_at)
            values (:run, 1, 1, 1, 1, :file, 1, now())
            """)
        .param("run", run)
        .param("file", file)
        .update();
    return run;
  }

  private String assignments(Actor officer) {
    return files
        .keep(
            new ByteArrayInputStream(
                "Mã hộ;Thôn, bản mới\n1-1-1;\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "text/csv",
            100,
            officer)
        .sha256();
  }

  /** A third commune, divided into two; nobody has said yet where its village goes. */
  private int dividedCommune(SmallProvince place, Actor officer) {
    LocalDate since = LocalDate.of(2025, 7, 1);
    String code = "Z" + place.province();
    int commune =
        areas
            .add(
                AreaLevel.COMMUNE,
                List.of(new NewArea(place.province(), code, "Xã Sẽ Chia", "COMMUNE")),
                since,
                "test")
            .getFirst();
    areas.add(
        AreaLevel.VILLAGE,
        List.of(new NewArea(commune, code + "-1", "Bản Chờ", "VILLAGE")),
        since,
        "test");
    DeclaredChanges.Before before = DeclaredChanges.Before.of(areas.byId(commune));
    return reorganisations
        .apply(
            officer,
            place.province(),
            LocalDate.of(2026, 1, 1),
            Decree.of("9/NQ"),
            DeclaredChanges.ofLinks(
                List.of(
                    new DeclaredChanges.Link(
                        1,
                        before,
                        new DeclaredChanges.After(code + "A", "Xã Nửa Trên"),
                        DeclaredChanges.Extent.PART),
                    new DeclaredChanges.Link(
                        2,
                        before,
                        new DeclaredChanges.After(code + "B", "Xã Nửa Dưới"),
                        DeclaredChanges.Extent.PART))))
        .orThrow()
        .id();
  }

  private UUID meeting(int campaign, int village) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into recognition.meeting
              (meeting_id, campaign_id, area_id, kind, held_on, place, listed_at, recorded_at, actor)
            values (:id, :campaign, :village, 'VILLAGE', '2026-11-02', 'Nhà văn hóa', :at, :at, 'test')
            """)
        .param("id", id)
        .param("campaign", campaign)
        .param("village", village)
        .param("at", Timestamp.from(TestClock.NOW))
        .update();
    return id;
  }

  /** A notice that names everything of the village. */
  private UUID notice(int campaign, int village) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            with n as (
              insert into recognition.notice (notice_id, campaign_id, area_id, posted_on, until, place, recorded_at, actor)
              values (:id, :campaign, :village, '2026-11-01', '2026-11-11', 'Nhà văn hóa', :at, 'test')
              returning notice_id)
            insert into recognition.noticed (notice_id, home_id, dossier_id, place, name, outcome, version)
            select n.notice_id, d.home_id, d.dossier_id, row_number() over (), 'test', d.outcome, d.version
              from n join recognition.dossier d on d.campaign_id = :campaign and d.area_now = :village
            """)
        .param("id", id)
        .param("campaign", campaign)
        .param("village", village)
        .param("at", Timestamp.from(TestClock.NOW))
        .update();
    return id;
  }

  private UUID objection(UUID notice) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into recognition.objection
              (objection_id, notice_id, home_id, dossier_id, raised_on, words, late, recorded_at, actor)
            select :id, notice_id, home_id, dossier_id, '2026-11-02', 'test', false, :at, 'test'
              from recognition.noticed where notice_id = :notice limit 1
            """)
        .param("id", id)
        .param("notice", notice)
        .param("at", Timestamp.from(TestClock.NOW))
        .update();
    return id;
  }

  private UUID draft(SmallProvince place, Actor officer) {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into areas.draft (draft_id, scope_id, effective_on, created_at, created_name, changed_at, changed_name)
            values (:id, :scope, '2026-12-01', :at, :name, :at, :name)
            """)
        .param("id", id)
        .param("scope", place.province())
        .param("at", Timestamp.from(TestClock.NOW))
        .param("name", officer.name())
        .update();
    return id;
  }

  private UUID villageSheet(int reorganisation, Actor officer) {
    UUID id = Ids.next();
    FileStore.Kept kept =
        files.keep(
            new ByteArrayInputStream(
                "Mã thôn, bản;Về đơn vị mới\r\nKHÔNG CÓ;Xã Nửa Trên\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "text/csv",
            1 << 20,
            officer);
    jdbc.sql(
            """
            insert into areas.assignment_sheet (sheet_id, reorganisation_id, sha256, file_name, created_at, created_name)
            values (:id, :reorganisation, :sha256, 'phan.csv', :at, :name)
            """)
        .param("id", id)
        .param("reorganisation", reorganisation)
        .param("sha256", kept.sha256())
        .param("at", Timestamp.from(TestClock.NOW))
        .param("name", officer.name())
        .update();
    return id;
  }

  private UUID device(Actor volunteer) {
    signedIn.cookie(volunteer);
    return jdbc.sql("select device_id from identity.device where account_id = :account")
        .param("account", volunteer.accountId())
        .query(UUID.class)
        .single();
  }

  /** A list with a village that does not exist: read, and waiting for somebody to look at it. */
  private UUID batch(int commune, Actor officer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("1");
      String[] header = {
        "Thôn, bản",
        "Chủ hộ",
        "Địa chỉ",
        "Số trẻ em",
        "Số người lớn",
        "Số người lao động",
        "Ghi chú"
      };
      for (int column = 0; column < header.length; column++) {
        sheet.value(0, column, header[column]);
      }
      sheet.value(1, 0, "Bản Không Có");
      sheet.value(1, 1, "Lò Văn Thử");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    UUID id = Ids.next();
    imports
        .begin(officer, id, commune, "a.xlsx", new ByteArrayInputStream(bytes.toByteArray()))
        .orThrow();
    imports.work(id, true);
    return id;
  }

  private String file(Actor officer) {
    return files
        .keep(new ByteArrayInputStream(new byte[] {1}), "text/plain", 100, officer)
        .sha256();
  }

  private UUID sheet(int commune, Actor officer) {
    return jdbc.sql(
            """
            insert into identity.account_sheet (area_id, file_name, file_sha256, created_at, created_by)
            values (:area, 'a.xlsx', :file, :now, :account) returning sheet_id
            """)
        .param("area", commune)
        .param("file", file(officer))
        .param("now", Timestamp.from(TestClock.NOW))
        .param("account", officer.accountId())
        .query(UUID.class)
        .single();
  }

  /** A registration that somebody sent, with the identity of the village's notice. */
  private void applied(UUID id, int campaign, int village) {
    jdbc.sql(
            """
            insert into recognition.application (application_id, campaign_id, area_id, code, name, consent, sent_at)
            values (:id, :campaign, :village, upper(translate(right(:id::text, 8), '01', '23')), 'x', 'x', :now)
            """)
        .param("id", id)
        .param("campaign", campaign)
        .param("village", village)
        .param("now", Timestamp.from(TestClock.NOW))
        .update();
  }

  /** A file that was signed of a decision, with the same identity. */
  private void signed(UUID decision, Actor officer) {
    jdbc.sql(
            """
            insert into recognition.signed_decision (signed_id, decision_id, sha256, whose, signed_at, actor)
            values (:id, :id, :file, 'UBND', :now, 'x')
            """)
        .param("id", decision)
        .param("file", file(officer))
        .param("now", Timestamp.from(TestClock.NOW))
        .update();
  }

  private UUID drafted(int campaign, int commune) {
    return jdbc.sql(
            """
            insert into recognition.decision (campaign_id, area_id, status, issuer, subject, articles, recorded_at,
              recorded_by, recorded_name, recognised)
            values (:campaign, :commune, 'DRAFT', 'UBND', 'x', 'x', :now, uuidv7(), 'x', 0) returning decision_id
            """)
        .param("campaign", campaign)
        .param("commune", commune)
        .param("now", Timestamp.from(TestClock.NOW))
        .query(UUID.class)
        .single();
  }

  private Title.Key title(UUID decision, int village) {
    return jdbc.sql(
            """
            select t.home_id, t.title_id from recognition.title t
              join recognition.dossier d on d.home_id = t.home_id and d.dossier_id = t.dossier_id
             where t.decision_id = :decision and d.area_now = :village
            """)
        .param("decision", decision)
        .param("village", village)
        .query(
            (row, number) ->
                new Title.Key(row.getInt("home_id"), row.getObject("title_id", UUID.class)))
        .single();
  }
}
