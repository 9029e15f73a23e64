package vn.khuyenhoc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.AreaProgress;
import vn.khuyenhoc.recognition.Campaign;
import vn.khuyenhoc.recognition.DossierKey;
import vn.khuyenhoc.recognition.DossierLine;
import vn.khuyenhoc.recognition.Dossiers;
import vn.khuyenhoc.recognition.GridLine;
import vn.khuyenhoc.recognition.Recognition;
import vn.khuyenhoc.recognition.Selection;
import vn.khuyenhoc.recognition.Stage;
import vn.khuyenhoc.registry.HouseholdFilter;
import vn.khuyenhoc.registry.HouseholdImports;
import vn.khuyenhoc.registry.HouseholdSheet;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.ImportBatch;
import vn.khuyenhoc.registry.ImportCounts;
import vn.khuyenhoc.registry.Persons;
import vn.khuyenhoc.registry.SubjectStatus;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.Figures;
import vn.khuyenhoc.reporting.ResultsReport;
import vn.khuyenhoc.reporting.ResultsReportDocument;
import vn.khuyenhoc.reporting.ResultsReports;
import vn.khuyenhoc.reporting.StatisticsSheet;
import vn.khuyenhoc.reports.HistoricalReports;

/**
 * {@code ./khuyenhoc demo --headless --out DIR}: the whole path of the learning family without a
 * browser, by the same commands as the pages. The province's sample data are loaded; one commune
 * that has not reported then imports, scores, sends, gets back, corrects, is approved and
 * recognised. Every figure told is compared with a recount from the dossiers. Beside it stands the
 * province's report of May 2022, made again from its facts.
 */
@Component
class HeadlessDemo implements Command {

  private static final String SON_LA = "14";
  private static final int NEW_HOUSEHOLDS_A_VILLAGE = 2;
  private static final int GIVEN_BACK = 3;

  private final Startup startup;
  private final Areas areas;
  private final Persons persons;
  private final HouseholdImports imports;
  private final Households households;
  private final HouseholdSheet sheets;
  private final CriteriaSets sets;
  private final Recognition recognition;
  private final Dossiers dossiers;
  private final Figures figures;
  private final ResultsReports reports;
  private final HistoricalReports historical;
  private final Languages languages;
  private final List<Check> checks;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Clock clock;

  HeadlessDemo(
      Startup startup,
      Areas areas,
      Persons persons,
      HouseholdImports imports,
      Households households,
      HouseholdSheet sheets,
      CriteriaSets sets,
      Recognition recognition,
      Dossiers dossiers,
      Figures figures,
      ResultsReports reports,
      HistoricalReports historical,
      Languages languages,
      List<Check> checks,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      JsonMapper json,
      Clock clock) {
    this.startup = startup;
    this.areas = areas;
    this.persons = persons;
    this.imports = imports;
    this.households = households;
    this.sheets = sheets;
    this.sets = sets;
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.figures = figures;
    this.reports = reports;
    this.historical = historical;
    this.languages = languages;
    this.checks = checks;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public int run(Arguments arguments) {
    Path out = Path.of(arguments.option("out", "."));
    startup.load(KhuyenHoc.scale(arguments));
    Area province = areas.byCode(AreaLevel.PROVINCE, SON_LA).orElseThrow();
    Actor provinceOfficer = person(province, "demo.province-officer", Role.PROVINCE_OFFICER);
    Campaign campaign =
        dossiers.campaigns(provinceOfficer).stream()
            .filter(one -> one.model() == LearningModel.LEARNING_FAMILY)
            .filter(one -> one.open() && !one.training())
            .findFirst()
            .orElseGet(() -> open(provinceOfficer, province));
    Area commune =
        dossiers.communes(provinceOfficer, campaign.id()).stream()
            .filter(one -> !one.tally().hasReported() && one.tally().roll() > 0)
            .findFirst()
            .map(one -> areas.byId(one.areaId()))
            .orElseThrow(() -> new IllegalStateException("every commune has reported already"));
    Actor officer = person(commune, "demo.commune-officer", Role.COMMUNE_OFFICER);

    Map<String, Object> told = new LinkedHashMap<>();
    importHouseholds(officer, commune, out, told);
    scoreAndRecognise(officer, commune, campaign, told);
    List<String> faults = report(provinceOfficer, province, commune, campaign, out, told);
    told.put("recount", faults.isEmpty() ? "equal" : faults);
    System.out.println(json.writeValueAsString(told));
    return faults.isEmpty() ? 0 : 1;
  }

  private Campaign open(Actor actor, Area province) {
    LocalDate today = LocalDate.now(clock);
    String set =
        sets.inForce(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "", province.id(), today)
            .getFirst()
            .id();
    int id =
        as(
                actor,
                () ->
                    recognition.openCampaign(
                        actor,
                        new Recognition.OpenCampaign(
                            today.getYear(),
                            province.id(),
                            set,
                            LocalDate.of(today.getYear(), 12, 31))))
            .orThrow();
    return dossiers.campaign(actor, id);
  }

  private Actor person(Area area, String nameKey, Role role) {
    Texts t = languages.vietnamese();
    String name = t.t(nameKey, area.name());
    Actor operator = Actor.operator("demo", areas.nation().id());
    UUID person =
        transactions.execute(
            status -> persons.findOrAdd(area.id(), name, t.t("role." + role.name()), operator));
    return new Actor(null, person, name, List.of(new Grant(role, area.id())));
  }

  private static <T> T as(Actor actor, java.util.function.Supplier<T> work) {
    return Acting.as(actor, work);
  }

  // ---- the list of households

  private void importHouseholds(Actor officer, Area commune, Path out, Map<String, Object> told) {
    List<Area> villages = areas.children(commune.id());
    byte[] sheet = newHouseholds(commune, villages);
    write(out, "import.xlsx", sheet);
    ImportBatch preview = read(officer, commune, "import.xlsx", sheet);
    ImportCounts counts = applied(officer, preview);
    told.put("rows", counts.rows());
    told.put("imported", counts.imported());
    told.put("updated", counts.updated());
    told.put("skipped", counts.skipped());
    told.put("failed", counts.failed());
    try (OutputStream marked = Files.newOutputStream(out.resolve("import-marked.xlsx"))) {
      imports.writeMarked(imports.read(officer, preview.id()), languages.vietnamese(), marked);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }

    byte[] exported = exported(commune);
    write(out, "households.xlsx", exported);
    ImportCounts again = counts(read(officer, commune, "households.xlsx", exported));
    told.put("exported_rows", again.rows());
    told.put("unchanged_on_return", again.skipped());
  }

  private static byte[] newHouseholds(Area commune, List<Area> villages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "khuyenhoc", "1.0")) {
      Texts t = new Languages().vietnamese();
      Worksheet sheet = book.newWorksheet(t.t("registry.sheet.tab"));
      String[] columns = {"village", "head", "address", "children", "adults", "workers", "note"};
      for (int column = 0; column < columns.length; column++) {
        sheet.value(0, column, t.t("registry.sheet." + columns[column]).split("\\|")[0]);
      }
      int row = 1;
      for (Area village : villages) {
        for (int i = 1; i <= NEW_HOUSEHOLDS_A_VILLAGE; i++) {
          sheet.value(row, 0, village.name());
          sheet.value(row, 1, t.t("demo.new-head", i));
          sheet.value(row, 2, t.t("demo.new-address", commune.name()));
          sheet.value(row, 3, i % 3);
          sheet.value(row, 4, 2);
          sheet.value(row, 5, 1);
          row++;
        }
      }
      sheet.value(row, 0, t.t("demo.no-village"));
      sheet.value(row, 1, t.t("demo.new-head", 99));
      sheet.value(row + 1, 0, villages.getFirst().name());
      sheet.value(row + 1, 1, t.t("demo.new-head", 98));
      sheet.value(row + 1, 3, t.t("demo.no-number"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  private ImportBatch read(Actor officer, Area commune, String name, byte[] sheet) {
    UUID id = Ids.next();
    return as(
        officer,
        () -> {
          ImportBatch unused =
              imports
                  .begin(officer, id, commune.id(), name, new ByteArrayInputStream(sheet))
                  .orThrow();
          imports.work(unused.id(), true);
          return imports.read(officer, id);
        });
  }

  private ImportCounts applied(Actor officer, ImportBatch preview) {
    return as(
        officer,
        () -> {
          imports.confirm(officer, preview.id(), true).orThrow();
          imports.work(preview.id(), true);
          return counts(imports.read(officer, preview.id()));
        });
  }

  private static ImportCounts counts(ImportBatch batch) {
    ImportCounts counts = batch.counts();
    if (counts == null
        || counts.rows()
            != counts.imported() + counts.updated() + counts.skipped() + counts.failed()) {
      throw new IllegalStateException("the rows of " + batch.fileName() + " do not add up");
    }
    return counts;
  }

  private byte[] exported(Area commune) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SheetWriter writer =
        sheets.writer(bytes, languages.vietnamese(), List.of(commune.name()))) {
      Map<Integer, String> shared = households.sharedVillageNames(List.of(commune.id()));
      households.each(
          new HouseholdFilter(List.of(commune.id()), SubjectStatus.ACTIVE, ""),
          row -> HouseholdSheet.write(writer, row, shared));
    }
    return bytes.toByteArray();
  }

  // ---- from scoring to the decision

  private void scoreAndRecognise(
      Actor officer, Area commune, Campaign campaign, Map<String, Object> told) {
    CriteriaSet set = sets.byId(campaign.setId());
    int scored = 0;
    int sent = 0;
    Map<Integer, Actor> volunteers = new HashMap<>();
    for (AreaProgress village : dossiers.villagesOf(officer, campaign.id(), commune.id())) {
      Actor volunteer = person(areas.byId(village.areaId()), "demo.volunteer", Role.VOLUNTEER);
      volunteers.put(village.areaId(), volunteer);
      List<Recognition.GridRow> rows = new ArrayList<>();
      for (GridLine line :
          dossiers.grid(volunteer, campaign.id(), village.areaId(), "", 1, 10_000).rows()) {
        rows.add(
            new Recognition.GridRow(
                line.dossier().key(), line.dossier().version(), answers(set, line)));
      }
      scored +=
          as(
                  volunteer,
                  () -> recognition.scoreGrid(volunteer, campaign.id(), village.areaId(), rows))
              .orThrow()
              .complete();
      sent +=
          as(volunteer, () -> recognition.sendVillage(volunteer, campaign.id(), village.areaId()))
              .orThrow()
              .sent();
    }
    told.put("scored", scored);
    told.put("sent", sent);

    List<DossierLine> toReturn =
        dossiers
            .inVillage(
                officer,
                campaign.id(),
                volunteers.keySet().iterator().next(),
                "",
                Stage.SENT,
                1,
                GIVEN_BACK)
            .rows();
    String indicator = set.indicators().getLast().id();
    told.put(
        "returned",
        as(
                officer,
                () ->
                    recognition.giveBack(
                        officer,
                        campaign.id(),
                        commune.id(),
                        toReturn.stream().map(DossierLine::key).toList(),
                        languages.vietnamese().t("demo.reason"),
                        List.of(indicator)))
            .orThrow()
            .returned());
    told.put("corrected", correct(volunteers, campaign, set, indicator, toReturn));

    Recognition.Approved approved =
        as(
                officer,
                () -> recognition.approve(officer, campaign.id(), commune.id(), Selection.all()))
            .orThrow();
    told.put("approved", approved.approved());
    told.put("not_achieved", approved.notAchieved());
    Texts t = languages.vietnamese();
    Recognition.Decided decided =
        as(
                officer,
                () ->
                    recognition.recognise(
                        officer,
                        new Recognition.Recognise(
                            campaign.id(),
                            commune.id(),
                            t.t("demo.issuer", commune.name()),
                            t.t("demo.number", commune.code()),
                            LocalDate.now(clock),
                            t.t("demo.signer", commune.name()),
                            t.t("demo.signer-title"),
                            Selection.all())))
            .orThrow();
    told.put("recognised", decided.recognised());
  }

  private int correct(
      Map<Integer, Actor> volunteers,
      Campaign campaign,
      CriteriaSet set,
      String indicator,
      List<DossierLine> returned) {
    int corrected = 0;
    for (DossierLine line : returned) {
      Actor volunteer = java.util.Objects.requireNonNull(volunteers.get(line.villageId()));
      DossierKey key = line.key();
      Map<String, @Nullable BigDecimal> answer = new HashMap<>();
      answer.put(indicator, set.indicator(indicator).orElseThrow().maxPoints());
      int version = dossiers.byKey(volunteer, key).line().version();
      as(volunteer, () -> recognition.score(volunteer, key, version, answer, false)).orThrow();
      corrected++;
    }
    for (int village : returned.stream().map(DossierLine::villageId).distinct().toList()) {
      Actor volunteer = java.util.Objects.requireNonNull(volunteers.get(village));
      as(volunteer, () -> recognition.sendVillage(volunteer, campaign.id(), village)).orThrow();
    }
    return corrected;
  }

  /** Most give all points; every seventh household loses enough not to achieve. */
  private static Map<String, @Nullable BigDecimal> answers(CriteriaSet set, GridLine line) {
    Map<String, @Nullable BigDecimal> answers = new HashMap<>();
    boolean weak = Math.floorMod(line.dossier().key().dossierId().hashCode(), 7) == 0;
    for (CriteriaSet.Indicator indicator : set.indicators()) {
      if (line.open().contains(indicator.id())) {
        answers.put(
            indicator.id(),
            weak ? indicator.steps().getLast().points() : indicator.steps().getFirst().points());
      }
    }
    return answers;
  }

  // ---- what it comes to

  private List<String> report(
      Actor provinceOfficer,
      Area province,
      Area commune,
      Campaign campaign,
      Path out,
      Map<String, Object> told) {
    for (Area area : List.of(province, commune)) {
      ResultsReport report =
          as(
              provinceOfficer,
              () ->
                  reports
                      .of(provinceOfficer, area.id(), campaign.id(), Basis.AS_IS, true)
                      .orElseThrow());
      String name = area.level() == AreaLevel.PROVINCE ? "province" : "commune";
      write(out, name + "-report.docx", ResultsReportDocument.of(report));
      write(out, name + "-statistics.xlsx", StatisticsSheet.of(report));
    }
    HistoricalReports.Papers old = historical.papers(historical.builtIn());
    write(out, "report-2022.docx", old.word());
    write(out, "report-2022.pdf", old.pdf());
    write(out, "report-2022.xlsx", old.workbook());
    write(out, "report-2022.json", old.json().getBytes(StandardCharsets.UTF_8));
    told.put("report_2022_sha256", old.hash());
    List<String> faults = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      AreaFigure own = figures.of(provinceOfficer, province.id(), campaign.id(), basis).own();
      if (own == null) {
        faults.add("the province has no figures");
        continue;
      }
      compare(faults, basis, "roll", own.tally().roll(), count(campaign, "stage <> 'REMOVED'"));
      compare(
          faults,
          basis,
          "recognised",
          own.tally().recognised(),
          count(campaign, "stage = 'RECOGNISED'"));
      compare(
          faults,
          basis,
          "sent",
          own.tally().reported(),
          count(campaign, "sent_at is not null and stage <> 'REMOVED'"));
      if (basis == Basis.AS_IS) {
        told.put("households", own.tally().roll());
        told.put("province_recognised", own.tally().recognised());
        BigDecimal percent = own.rate().percent();
        told.put("province_rate_percent", percent == null ? "" : percent);
        told.put("communes_reported", own.unitsSent());
      }
    }
    checks.forEach(check -> faults.addAll(check.faults()));
    told.put(
        "files",
        List.of(
            "province-report.docx",
            "province-statistics.xlsx",
            "commune-report.docx",
            "commune-statistics.xlsx",
            "households.xlsx",
            "import.xlsx",
            "import-marked.xlsx",
            "report-2022.docx",
            "report-2022.pdf",
            "report-2022.xlsx",
            "report-2022.json"));
    return faults;
  }

  private static void compare(
      List<String> faults, Basis basis, String what, long shown, long recounted) {
    if (shown != recounted) {
      faults.add(what + " (" + basis + "): shown " + shown + ", recounted " + recounted);
    }
  }

  private long count(Campaign campaign, String condition) {
    return jdbc.sql(
            "select count(*) from recognition.dossier where campaign_id = :campaign and "
                + condition)
        .param("campaign", campaign.id())
        .query(Long.class)
        .single();
  }

  private static void write(Path folder, String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
