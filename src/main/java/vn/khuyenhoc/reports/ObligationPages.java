package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Duties to report: the list, and one with its days, what is wrong with it, and its history. */
@Controller
class ObligationPages {

  static final String NAV = "obligations";

  private static final int LAST_PERIODS = 8;

  private final Obligations obligations;
  private final Dues dues;
  private final BuiltInObligations builtIn;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  ObligationPages(
      Obligations obligations,
      Dues dues,
      BuiltInObligations builtIn,
      Areas areas,
      Views views,
      Clock clock) {
    this.obligations = obligations;
    this.dues = dues;
    this.builtIn = builtIn;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry obligationsEntry() {
      return new NavEntry(NAV, "obligations.nav", "/obligations", Right.REPORT_READ, 32);
    }
  }

  /** Which of them a list shows. */
  private enum Show {
    /** Those that somebody's own area has to follow. */
    MINE,
    /** Those that come from somebody's own area. */
    GIVEN,
    /** All around. */
    ALL
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "ALL") String show,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String rhythm,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Actor actor = visit.actor();
    LocalDate today = LocalDate.now(clock);
    ObligationWords words = new ObligationWords(visit.t(), today);
    List<Obligation> all = obligations.around(actor);
    String folded = VietnameseText.fold(VietnameseText.clean(q));
    Predicate<Obligation> fits = shown(actor, show);
    Set<UUID> gone = obligations.withoutReporters(all);
    List<Obligation> found =
        all.stream()
            .filter(fits)
            .filter(one -> standing(one, gone, today).equals(state))
            .filter(one -> form.isEmpty() || one.says().forms().contains(form))
            .filter(one -> rhythm.isEmpty() || one.says().rule().rhythm().name().equals(rhythm))
            .filter(
                one ->
                    VietnameseText.fold(
                            one.says().title()
                                + " "
                                + words.document(one.says())
                                + " "
                                + one.areaName()
                                + " "
                                + words.parties(one.says().recipients()))
                        .contains(folded))
            .sorted(
                Comparator.comparing(
                        (Obligation one) ->
                            one.next(today).map(ObligationDue::day).orElse(LocalDate.MAX))
                    .thenComparing(one -> one.says().title())
                    .thenComparing(Obligation::id))
            .toList();
    Pager pager = Pager.of(visit.here(), page, size, found.size());
    List<Obligation> here = found.subList((int) pager.offset(), (int) pager.to());
    Map<String, Object> params = new HashMap<>();
    params.put("rows", here);
    params.put("gone", gone);
    params.put("gaps", obligations.gaps(here, all));
    params.put("owed", dues.waiting(actor).owed());
    params.put("writes", actor.holds(Right.REPORT_WRITE));
    params.put("words", words);
    params.put("pager", pager);
    params.put("q", q);
    params.put("show", show);
    params.put("form", form);
    params.put("rhythm", rhythm);
    params.put("state", state);
    params.put("forms", options(ReportForm.values(), visit));
    params.put(
        "rhythms",
        Arrays.stream(ObligationRhythm.values())
            .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
            .toList());
    params.put("any", !all.isEmpty());
    params.put("keeps", actor.holds(Right.OBLIGATION_KEEP));
    return views.html(
        "obligations/list", visit.page(visit.t().t("obligations.title"), NAV, List.of()), params);
  }

  /** What is in force stands under no word, what is not under its own. */
  private static String standing(Obligation one, Set<UUID> gone, LocalDate today) {
    if (one.withdrawn()) {
      return "withdrawn";
    }
    return gone.contains(one.id()) || one.over(today) ? "over" : "";
  }

  private static List<Option> options(ReportForm[] forms, Visit visit) {
    return Arrays.stream(forms)
        .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
        .toList();
  }

  private Predicate<Obligation> shown(Actor actor, String show) {
    List<Integer> own = actor.areasFor(Right.REPORT_READ);
    if (show.equals(Show.GIVEN.name())) {
      return one -> own.contains(one.areaId());
    }
    if (show.equals(Show.MINE.name())) {
      List<AreaLevel> levels = own.stream().map(id -> areas.byId(id).level()).toList();
      return one ->
          one.says().reporter().level() != null && levels.contains(one.says().reporter().level());
    }
    return one -> true;
  }

  @Needs(Right.REPORT_READ)
  @GetMapping("/obligations/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID id) {
    return show(visit, HttpStatus.OK, obligations.one(visit.actor(), id), "", List.of());
  }

  ResponseEntity<byte[]> show(
      Visit visit,
      HttpStatus status,
      Obligation obligation,
      String reason,
      List<Problem> problems) {
    Actor actor = visit.actor();
    LocalDate today = LocalDate.now(clock);
    List<Obligation> all = obligations.around(actor);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("obligation", obligation);
    params.put(
        "inputs",
        obligation.says().inputs().stream()
            .flatMap(input -> all.stream().filter(one -> one.id().equals(input)))
            .toList());
    params.put(
        "gaps",
        obligations.gaps(List.of(obligation), all).getOrDefault(obligation.id(), List.of()));
    List<Dues.Line> lines = dues.of(actor, obligation, LAST_PERIODS);
    params.put("lines", lines);
    params.put("owed", dues.owed(actor, obligation, lines));
    params.put("words", new ObligationWords(visit.t(), today));
    params.put("keeps", obligations.keeps(actor, obligation));
    params.put("copies", actor.holds(Right.OBLIGATION_KEEP));
    params.put("reason", reason);
    params.put("errors", visit.errors(problems));
    params.put("today", today);
    return views.html(
        status,
        "obligations/obligation",
        visit.page(
            obligation.says().title(),
            NAV,
            crumbs(visit, new Crumb(obligation.says().title(), null))),
        params);
  }

  /** What the sources of other provinces ask for, to be copied. */
  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/examples")
  ResponseEntity<byte[]> examples(Visit visit) {
    return views.html(
        "obligations/examples",
        visit.page(
            visit.t().t("obligations.examples.title"),
            NAV,
            crumbs(visit, new Crumb(visit.t().t("obligations.examples.title"), null))),
        Map.of(
            "examples",
            builtIn.examples(),
            "words",
            new ObligationWords(visit.t(), LocalDate.now(clock))));
  }

  static List<Crumb> crumbs(Visit visit, Crumb... further) {
    List<Crumb> crumbs = new java.util.ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("obligations.title"), "/obligations"));
    crumbs.addAll(List.of(further));
    return crumbs;
  }
}
