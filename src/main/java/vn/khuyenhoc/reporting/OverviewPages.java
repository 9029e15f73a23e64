package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.reporting.OverviewView.Part;

/** Everything of an area on one page: what was reached, where, who is missing, what is new. */
@Controller
class OverviewPages {

  static final String NAV = "dashboard";

  private final Overviews overviews;
  private final OverviewSheet sheet;
  private final FiguresMap map;
  private final Views views;
  private final Clock clock;

  OverviewPages(
      Overviews overviews, OverviewSheet sheet, FiguresMap map, Views views, Clock clock) {
    this.overviews = overviews;
    this.sheet = sheet;
    this.map = map;
    this.views = views;
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry dashboardEntry() {
      return new NavEntry(NAV, "dashboard.nav", "/dashboard", Right.REPORT_READ, 18);
    }
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/dashboard")
  ResponseEntity<byte[]> show(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam Map<String, String> address) {
    TypedFields typed = new TypedFields(address);
    String part = typed.text("part");
    Overview.Query query = query(area, typed, typed.ticked("counted"));
    if (typed.text("fetch").equals(Part.TARGETS.key())) {
      return targets(visit, query, part);
    }
    OverviewView view = read(visit, Right.FIGURES_READ, query, part);
    Overview overview = view.overview();
    Overview.Column chosen = overview.chosen();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("view", view);
    PlanView held = overview.plan();
    params.put("misread", misread(visit, query, overview, typed).said());
    params.put("words", new PlanWords(visit.t(), held == null ? Map.of() : held.indicators()));
    params.put(
        "map",
        chosen == null || !view.shows(Part.MAP)
            ? new DrawnMap(0, 0, List.of(), List.of(), List.of())
            : map.of(
                overview.date(),
                chosen.children(),
                child -> view.figures(child.areaId(), chosen.measured()),
                child -> true,
                view.words(chosen.measured()),
                visit.t()));
    Part alone = view.only();
    String name = overview.area().name();
    String year = String.valueOf(overview.year());
    return views.html(
        "reporting/dashboard",
        visit.page(
            alone == null
                ? visit.t().t("dashboard.title", name, year)
                : visit
                    .t()
                    .t(
                        "dashboard.title.part",
                        visit.t().t("dashboard.part." + alone.key()),
                        name,
                        year),
            NAV,
            crumbs(view)),
        params);
  }

  /** The targets alone, for the page that left out what takes long to count. */
  private ResponseEntity<byte[]> targets(Visit visit, Overview.Query query, String part) {
    Overview overview = overviews.targets(visit.actor(), Right.FIGURES_READ, query);
    OverviewView view = view(visit, overview, query, part);
    PlanView held = overview.plan();
    return views.html(
        "reporting/overview-targets",
        visit.page(visit.t().t("dashboard.part.targets"), NAV, List.of()),
        Map.of(
            "view",
            view,
            "words",
            new PlanWords(visit.t(), held == null ? Map.of() : held.indicators())));
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/dashboard/{table}.xlsx")
  ResponseEntity<byte[]> workbook(
      Visit visit,
      @PathVariable String table,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam Map<String, String> address) {
    return file(visit, table, area, new TypedFields(address), OverviewSheet.WORKBOOK);
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/dashboard/{table}.csv")
  ResponseEntity<byte[]> csv(
      Visit visit,
      @PathVariable String table,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam Map<String, String> address) {
    return file(visit, table, area, new TypedFields(address), OverviewSheet.PLAIN);
  }

  /** A part of the page as a file; where the address was misread, the page that says so. */
  private ResponseEntity<byte[]> file(
      Visit visit, String table, @Nullable Integer area, TypedFields typed, String ending) {
    Overview.Query query = query(area, typed, table.equals(Part.TARGETS.key()));
    Part part = Part.named(table);
    OverviewView view =
        part == Part.TARGETS
            ? view(visit, overviews.targets(visit.actor(), Right.REPORT_READ, query), query, table)
            : read(visit, Right.REPORT_READ, query, table);
    Overview overview = view.overview();
    OverviewSheet.Table rows = part == null ? null : sheet.table(view, part, visit.t());
    if (rows == null) {
      throw new NotFoundException("table " + table);
    }
    if (!misread(visit, query, overview, typed).none()) {
      return visit.leadTo("/dashboard?" + Misread.query(visit) + "&part=" + table);
    }
    return sheet.file(
        new OverviewSheet.Saved(
            "toan-canh-" + table + "-" + overview.area().name() + "-" + overview.year(),
            visit.t().t("dashboard.part." + table),
            List.of(
                visit
                    .t()
                    .t("dashboard.title", overview.area().name(), String.valueOf(overview.year())),
                visit
                    .t()
                    .t(
                        "reporting.lead.tree",
                        overview.at(),
                        overview.basis().name(visit.t()),
                        overview.date())),
            rows),
        ending,
        visit.t());
  }

  private static Overview.Query query(@Nullable Integer area, TypedFields typed, boolean counted) {
    String plan = typed.text("plan");
    Model model = Model.of(typed);
    return new Overview.Query(
        area,
        TypedNumbers.addressed(typed.text("year")),
        Basis.of(typed.text("basis")),
        plan.isBlank() ? null : plan,
        model.name().isEmpty()
            ? null
            : Measured.read(model.name(), model.level().isEmpty() ? null : model.level(), "", null),
        counted);
  }

  /** A model as an address writes it: a choice of one field sends its level with it. */
  private record Model(String name, String level) {
    static Model of(TypedFields typed) {
      String[] of = typed.text("model").split("\\.", 2);
      return new Model(of[0], of.length > 1 ? of[1] : typed.text("level"));
    }
  }

  /** What of an address was not understood, or is not there, with what is shown instead. */
  private static Misread misread(
      Visit visit, Overview.Query query, Overview overview, TypedFields typed) {
    Texts t = visit.t();
    Misread misread = new Misread(t);
    String year = String.valueOf(overview.year());
    if (query.year() == null && !typed.text("year").isBlank()) {
      misread.say(t.t("dashboard.other.year", typed.text("year").strip(), year));
    }
    Overview.Column chosen = overview.chosen();
    Measured asked = query.model();
    if (chosen != null && asked != null) {
      Model model = Model.of(typed);
      boolean understood = new Misread(t).measured(model.name(), model.level(), "", asked).none();
      if (!understood) {
        misread.measured(model.name(), model.level(), "", chosen.measured());
      } else if (!chosen.measured().messageKey().equals(asked.messageKey())) {
        misread.say(
            t.t(
                "misread.model.without",
                t.t(asked.messageKey()),
                year,
                t.t(chosen.measured().messageKey())));
      }
    }
    PlanView held = overview.plan();
    String plan = query.plan();
    if (plan != null && (held == null || !held.plan().id().equals(plan))) {
      misread.say(
          held == null
              ? t.t("dashboard.other.plan.none", plan, overview.area().name())
              : t.t(
                  "dashboard.other.plan",
                  plan,
                  overview.area().name(),
                  new PlanWords(t, Map.of()).plan(held.plan())));
    }
    return misread.basis(typed.text("basis")).part(typed.text("part"));
  }

  private OverviewView read(Visit visit, Right right, Overview.Query query, String part) {
    return view(visit, overviews.of(visit.actor(), right, query), query, part);
  }

  private OverviewView view(Visit visit, Overview overview, Overview.Query query, String part) {
    return new OverviewView(
        overview,
        visit.t(),
        LocalDate.now(clock),
        Part.named(part),
        query,
        overview.reachedFrom(visit.actor().areasFor(Right.REPORT_READ)),
        overview.reachedFrom(visit.actor().areasFor(Right.DOSSIER_READ)));
  }

  private static List<Crumb> crumbs(OverviewView view) {
    List<AreaFigures.Step> path = view.overview().path();
    return path.stream()
        .map(
            step ->
                new Crumb(
                    step.name(), step.equals(path.getLast()) ? null : view.area(step.areaId())))
        .toList();
  }
}
