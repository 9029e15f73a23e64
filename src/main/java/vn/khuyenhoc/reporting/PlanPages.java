package vn.khuyenhoc.reporting;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.sheet.CsvWriter;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/**
 * Plans and how far their targets are reached. Plans are public documents: whoever reads figures
 * reads them all; figures beside them only within reach.
 */
@Controller
class PlanPages {

  static final String NAV = "targets";

  private final Targets targets;
  private final PlanSheet sheet;
  private final OfficeTemplates templates;
  private final Views views;
  private final PlanSigning signing;
  private final Signers signers;
  private final Clock clock;

  PlanPages(
      Targets targets,
      PlanSheet sheet,
      OfficeTemplates templates,
      PlanSigning signing,
      Signers signers,
      Views views,
      Clock clock) {
    this.signing = signing;
    this.signers = signers;
    this.targets = targets;
    this.sheet = sheet;
    this.templates = templates;
    this.views = views;
    this.clock = clock;
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/targets")
  ResponseEntity<byte[]> list(Visit visit) {
    Map<Plan, List<PlanTarget>> all = targets.byPlan();
    List<PlanTarget> every = all.values().stream().flatMap(List::stream).toList();
    List<PlanEntry> entries = new ArrayList<>();
    all.forEach(
        (plan, of) -> {
          List<PlanTarget> standing = of.stream().filter(one -> one.withdrawn() == null).toList();
          entries.add(
              new PlanEntry(
                  plan,
                  standing.stream().map(PlanTarget::id).distinct().count(),
                  standing.stream()
                      .filter(one -> !one.doubt().isEmpty())
                      .map(PlanTarget::id)
                      .distinct()
                      .count(),
                  standing.stream()
                      .filter(one -> !TargetRules.conflicts(one, every).isEmpty())
                      .count()));
        });
    return views.html(
        "reporting/targets",
        visit.page(visit.t().t("reporting.targets.title"), NAV, List.of()),
        Map.of(
            "plans",
            entries,
            "words",
            new PlanWords(visit.t(), Map.of()),
            "mayAdd",
            visit.actor().holds(Right.TARGET_KEEP)));
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/targets/{plan}")
  ResponseEntity<byte[]> show(
      Visit visit,
      @PathVariable String plan,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(required = false) @Nullable UUID signer) {
    PlanView view = targets.view(visit.actor(), plan, area, Basis.of(basis));
    Signing signs = signing.of(view.plan()).by(signer);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    params.put("misread", new Misread(visit.t()).basis(basis).said());
    params.put("words", new PlanWords(visit.t(), view.indicators()));
    boolean takes = visit.actor().holds(Right.REPORT_READ);
    Integer of = view.plan().areaId();
    params.put("mayTake", takes);
    params.put("signing", signs);
    params.put("keepsSigners", signers.keeps(visit.actor(), signs));
    params.put(
        "pdfLook",
        takes && of != null ? templates.pdfLook(TemplateKind.PLAN, of, clock.instant()) : null);
    return views.html(
        "reporting/plan",
        visit.page(view.plan().title(), NAV, crumbs(visit, new Crumb(view.plan().id(), null))),
        params);
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/targets/{plan}/{target}/{year}")
  ResponseEntity<byte[]> made(
      Visit visit,
      @PathVariable String plan,
      @PathVariable String target,
      @PathVariable int year,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "1") String basis) {
    TargetMade made = targets.made(visit.actor(), plan, target, year, area, Basis.of(basis));
    PlanView view = made.view();
    PlanWords words = new PlanWords(visit.t(), view.indicators());
    return views.html(
        "reporting/target-made",
        visit.page(
            visit.t().t("target-made.title", words.name(made.line().target())),
            NAV,
            crumbs(
                visit,
                new Crumb(view.plan().id(), view.href() + view.query()),
                new Crumb(target, null))),
        Map.of(
            "made", made, "words", words, "misread", new Misread(visit.t()).basis(basis).said()));
  }

  static List<Crumb> crumbs(Visit visit, Crumb... further) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("reporting.targets.title"), "/targets"));
    crumbs.addAll(List.of(further));
    return crumbs;
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/targets/{plan}/plan.xlsx")
  ResponseEntity<byte[]> workbook(
      Visit visit,
      @PathVariable String plan,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "1") String basis) {
    if (!new Misread(visit.t()).basis(basis).none()) {
      return visit.leadTo("/targets/" + plan + "?" + Misread.query(visit));
    }
    PlanView view = targets.view(visit.actor(), plan, area, Basis.of(basis));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sheet.write(out, view, visit.t());
    return Downloads.file(Downloads.EXCEL, name(view) + ".xlsx", out.toByteArray());
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/targets/{plan}/plan.csv")
  ResponseEntity<byte[]> csv(
      Visit visit,
      @PathVariable String plan,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "1") String basis) {
    if (!new Misread(visit.t()).basis(basis).none()) {
      return visit.leadTo("/targets/" + plan + "?" + Misread.query(visit));
    }
    PlanView view = targets.view(visit.actor(), plan, area, Basis.of(basis));
    CsvWriter csv = new CsvWriter();
    csv.row(sheet.headers(visit.t()).toArray());
    sheet.rows(view, visit.t()).forEach(row -> csv.row(row.toArray()));
    return Downloads.file(Downloads.CSV, name(view) + ".csv", csv.bytes());
  }

  private static String name(PlanView view) {
    Area area = view.area();
    return "chi-tieu-"
        + Downloads.plain(view.plan().id() + (area == null ? "" : "-" + area.name()));
  }
}
