package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
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
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.reporting.Indicators;
import vn.khuyenhoc.reporting.Plan;
import vn.khuyenhoc.reporting.PlanSigning;
import vn.khuyenhoc.reporting.PlanTarget;
import vn.khuyenhoc.reporting.PlanWords;
import vn.khuyenhoc.reporting.Targets;

/** A plan with its targets as Word, in the template of its office, and as PDF/A. */
@Controller
class PlanPapers {

  private static final Wording REPORTS = Wording.of("results-report");

  private final Targets targets;
  private final Indicators indicators;
  private final Obligations obligations;
  private final Bodies bodies;
  private final PlanSigning signing;
  private final Areas areas;
  private final OfficeTemplates templates;
  private final Texts t;
  private final Clock clock;

  PlanPapers(
      Targets targets,
      Indicators indicators,
      Obligations obligations,
      Bodies bodies,
      PlanSigning signing,
      Areas areas,
      OfficeTemplates templates,
      Languages languages,
      Clock clock) {
    this.targets = targets;
    this.indicators = indicators;
    this.obligations = obligations;
    this.bodies = bodies;
    this.signing = signing;
    this.areas = areas;
    this.templates = templates;
    this.t = languages.vietnamese();
    this.clock = clock;
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/targets/{plan}/plan.docx")
  ResponseEntity<byte[]> word(
      Visit visit,
      @PathVariable String plan,
      @RequestParam(required = false) @Nullable UUID signer) {
    PlanDocument made = made(visit, plan, signer);
    AdministrativeDocument document = made.compose();
    Integer area = made.plan().areaId();
    return Downloads.file(
        Downloads.WORD,
        name(made) + ".docx",
        area == null ? document.toBytes() : templates.word(TemplateKind.PLAN, area, document));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/targets/{plan}/plan.pdf")
  ResponseEntity<byte[]> pdf(
      Visit visit,
      @PathVariable String plan,
      @RequestParam(required = false) @Nullable UUID signer) {
    PlanDocument made = made(visit, plan, signer);
    Integer area = made.plan().areaId();
    AdministrativeDocument document = made.compose();
    return Downloads.pdf(
        name(made),
        area == null
            ? OfficeTemplates.Paper.of(document)
            : templates.pdf(TemplateKind.PLAN, area, clock.instant(), document));
  }

  private PlanDocument made(Visit visit, String id, @Nullable UUID signer) {
    Map<Plan, List<PlanTarget>> all = targets.byPlan();
    Plan plan =
        all.keySet().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("plan " + id));
    ObligationWords said = new ObligationWords(t, LocalDate.now(clock));
    Integer areaId = plan.areaId();
    List<PlanDocument.Duty> duties =
        areaId == null
            ? List.of()
            : obligations.ofPlan(id, areaId).stream().map(one -> duty(one, said)).toList();
    return new PlanDocument(
        plan,
        all.getOrDefault(plan, List.of()).stream().filter(one -> one.withdrawn() == null).toList(),
        duties,
        frame(plan, signer),
        new PlanWords(t, indicators.all()),
        clock.instant(),
        visit.demo());
  }

  private static PlanDocument.Duty duty(Obligation one, ObligationWords said) {
    ObligationSays says = one.says();
    return new PlanDocument.Duty(
        says.reporters().isEmpty()
            ? ReportSays.inSentence(said.reporter(one))
            : said.parties(says.reporters()),
        said.parties(says.recipients()),
        says.title(),
        says.words().isEmpty() ? said.rule(says.rule()) : says.words());
  }

  /** Who issues it, as the plan says, with what the register of bodies knows of it. */
  private PlanDocument.Frame frame(Plan plan, @Nullable UUID signer) {
    Integer areaId = plan.areaId();
    Area area = areaId == null ? null : areas.lastKnown(areaId);
    boolean committee =
        List.of(PlanDocument.say("committee").split(",", -1)).stream()
            .anyMatch(plan.issuer()::startsWith);
    String symbol = PlanDocument.symbol(plan);
    if (symbol == null) {
      symbol = PlanDocument.say(committee ? "symbol.committee" : "symbol.association");
      Body own = area == null || committee ? null : association(area, area.level());
      symbol = own == null || own.symbol().isEmpty() ? symbol : own.symbol();
    }
    String recipients =
        (committee ? "recipients.committee" : "recipients.association")
            + (area != null && area.level() == AreaLevel.COMMUNE ? ".commune" : "");
    return new PlanDocument.Frame(
        committee || area == null ? "" : superior(area),
        SigningAuthority.whole(plan.issuer()),
        symbol,
        place(area == null ? plan.areaName() : area.name()),
        committee,
        signing.of(plan).by(signer).block(),
        PlanDocument.say(recipients).lines().toList());
  }

  private @Nullable Body association(Area area, AreaLevel level) {
    return bodies
        .around(area.id(), LocalDate.now(clock))
        .at(BodyKind.STUDY_PROMOTION_ASSOCIATION, level)
        .orElse(null);
  }

  /** The association above an area's own; empty for the nation. */
  private String superior(Area area) {
    if (area.level() == AreaLevel.NATION) {
      return "";
    }
    AreaLevel up = area.level() == AreaLevel.PROVINCE ? AreaLevel.NATION : AreaLevel.PROVINCE;
    Body above = association(area, up);
    if (above != null) {
      return above.name();
    }
    return up == AreaLevel.NATION
        ? REPORTS.say("issuer.national")
        : areas
            .above(area.id(), up)
            .map(one -> REPORTS.say("issuer.of", ReportSays.inSentence(one.name())))
            .orElse("");
  }

  /** The name without its kind, as it stands beside a date. */
  private static String place(String name) {
    return AreaNames.place(name.replaceFirst("\\s*\\(.*\\)$", ""));
  }

  private static String name(PlanDocument made) {
    return Downloads.plain(PlanDocument.say("file", made.plan().id()));
  }
}
