package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Body;

/** Adding and changing duties to report, moving their days, and asking for a report. */
@Controller
class ObligationEditPages {

  private static final int DAYS = 7;

  private final ObligationEdits edits;
  private final Obligations obligations;
  private final BuiltInObligations builtIn;
  private final ObligationPages pages;
  private final Views views;
  private final Clock clock;

  ObligationEditPages(
      ObligationEdits edits,
      Obligations obligations,
      BuiltInObligations builtIn,
      ObligationPages pages,
      Views views,
      Clock clock) {
    this.edits = edits;
    this.obligations = obligations;
    this.builtIn = builtIn;
    this.pages = pages;
    this.views = views;
    this.clock = clock;
  }

  private static ObligationForm typed(MultiValueMap<String, String> fields) {
    return new ObligationForm(new HashMap<>(fields));
  }

  private static UUID id(ObligationForm typed) {
    return Objects.requireNonNullElseGet(typed.id("id"), Ids::next);
  }

  /** An empty form, or one that says what an example or another duty says. */
  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/new")
  ResponseEntity<byte[]> fresh(
      Visit visit,
      @RequestParam(defaultValue = "") String example,
      @RequestParam(required = false) @Nullable UUID copy) {
    Map<String, List<String>> fields = new HashMap<>();
    int own = home(visit.actor()).id();
    if (!example.isEmpty()) {
      ObligationSays says =
          builtIn.example(example).orElseThrow(() -> new NotFoundException("example " + example));
      fields.putAll(ObligationForm.of(says, own, 0).fields());
    } else if (copy != null) {
      fields.putAll(
          ObligationForm.of(obligations.one(visit.actor(), copy).says(), own, 0).fields());
      fields.remove("input");
    }
    if (!fields.isEmpty()) {
      String today = VietnameseDates.format(LocalDate.now(clock));
      fields.put("from", List.of(today));
      fields.put("to", List.of());
      fields.put("tracked", List.of(today));
    }
    fields.put("area", List.of(String.valueOf(own)));
    fields.put("id", List.of(Ids.next().toString()));
    return form(visit, HttpStatus.OK, null, new ObligationForm(fields), List.of());
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/new")
  ResponseEntity<byte[]> add(Visit visit, @RequestParam MultiValueMap<String, String> fields) {
    ObligationForm typed = typed(fields);
    return switch (edits.add(visit.actor(), id(typed), typed)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/obligations/" + ok.value(), "obligations.done.added");
      case Result.Refused<UUID> refused ->
          form(visit, HttpStatus.UNPROCESSABLE_CONTENT, null, typed, refused.problems());
    };
  }

  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/{id}/edit")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable UUID id) {
    Obligation own = edits.own(visit.actor(), id);
    return form(
        visit,
        HttpStatus.OK,
        own,
        ObligationForm.of(own.says(), own.areaId(), own.newest().number()),
        List.of());
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/edit")
  ResponseEntity<byte[]> change(
      Visit visit, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
    ObligationForm typed = typed(fields);
    return switch (edits.change(visit.actor(), id, typed)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/obligations/" + ok.value(), "obligations.done.changed");
      case Result.Refused<UUID> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              edits.own(visit.actor(), id),
              typed,
              refused.problems());
    };
  }

  private Area home(Actor actor) {
    return obligations.choices(actor).getFirst();
  }

  private Map<String, @Nullable Object> choices(
      Visit visit, ObligationForm typed, @Nullable UUID own) {
    Actor actor = visit.actor();
    List<Area> areas = obligations.choices(actor);
    String area = typed.one("area");
    int around =
        areas.stream()
            .filter(one -> String.valueOf(one.id()).equals(area))
            .findFirst()
            .orElse(areas.getFirst())
            .id();
    Map<String, List<Option>> options = new HashMap<>();
    options.put(
        "area",
        areas.stream().map(one -> new Option(String.valueOf(one.id()), one.name())).toList());
    options.put(
        "body",
        edits.bodies(actor, around).values().stream()
            .map((Body body) -> new Option(body.id().toString(), body.name()))
            .toList());
    options.put(
        "side",
        Arrays.stream(ObligationParty.Side.values())
            .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
            .toList());
    options.put(
        "reporter",
        Arrays.stream(ObligationReporter.values())
            .map(
                one ->
                    new Option(
                        one.name(), visit.t().t("obligations.reporter.choose." + one.name())))
            .toList());
    options.put(
        "form",
        Arrays.stream(ReportForm.values())
            .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
            .toList());
    options.put(
        "rhythm",
        Arrays.stream(ObligationRhythm.values())
            .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
            .toList());
    options.put(
        "weekday",
        IntStream.rangeClosed(1, DAYS)
            .mapToObj(
                day -> new Option(String.valueOf(day), visit.t().t("obligations.weekday." + day)))
            .toList());
    options.put(
        "plan",
        edits.plans().stream()
            .map(plan -> new Option(plan.id(), plan.id() + " · " + plan.title()))
            .toList());
    options.put(
        "input",
        edits.inputs(actor, own).stream()
            .map(
                one -> new Option(one.id().toString(), one.says().title() + " · " + one.areaName()))
            .toList());
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("options", options);
    params.put("typed", typed);
    return params;
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      @Nullable Obligation obligation,
      ObligationForm typed,
      List<Problem> problems) {
    Map<String, @Nullable Object> params =
        choices(visit, typed, obligation == null ? null : obligation.id());
    params.put("obligation", obligation);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t(obligation == null ? "obligations.add" : "obligations.edit");
    return views.html(
        status,
        "obligations/form",
        visit.page(title, ObligationPages.NAV, crumbs(visit, obligation, title)),
        params);
  }

  private static List<Crumb> crumbs(Visit visit, @Nullable Obligation obligation, String title) {
    return obligation == null
        ? ObligationPages.crumbs(visit, new Crumb(title, null))
        : ObligationPages.crumbs(
            visit, new Crumb(obligation.says().title(), obligation.path()), new Crumb(title, null));
  }

  // --- days

  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/{id}/move")
  ResponseEntity<byte[]> askToMove(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "") String period) {
    Obligation own = edits.own(visit.actor(), id);
    return moveForm(
        visit,
        HttpStatus.OK,
        own,
        ObligationForm.fresh(
            Map.of("period", period, "version", String.valueOf(own.newest().number()))),
        List.of());
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/move")
  ResponseEntity<byte[]> move(
      Visit visit, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
    ObligationForm typed = typed(fields);
    return switch (edits.move(visit.actor(), id, typed)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/obligations/" + ok.value(), "obligations.done.moved");
      case Result.Refused<UUID> refused ->
          moveForm(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              edits.own(visit.actor(), id),
              typed,
              refused.problems());
    };
  }

  private ResponseEntity<byte[]> moveForm(
      Visit visit,
      HttpStatus status,
      Obligation obligation,
      ObligationForm typed,
      List<Problem> problems) {
    LocalDate today = LocalDate.now(clock);
    ObligationWords words = new ObligationWords(visit.t(), today);
    List<Option> periods = new ArrayList<>();
    for (ObligationDue due : obligation.dues(today.plusYears(1))) {
      if (!due.day().isBefore(today.minusYears(1))) {
        periods.add(new Option(due.key(), words.period(due) + " · " + words.due(due)));
      }
    }
    String title = visit.t().t("obligations.move");
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("obligation", obligation);
    params.put("typed", typed);
    params.put("periods", periods);
    params.put("recurs", obligation.says().rule().rhythm().recurs());
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "obligations/move",
        visit.page(title, ObligationPages.NAV, crumbs(visit, obligation, title)),
        params);
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/move/back")
  ResponseEntity<byte[]> moveBack(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String period,
      @RequestParam(defaultValue = "") String reason) {
    return done(visit, id, reason, edits.moveBack(visit.actor(), id, period, reason), "moved-back");
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
    return done(visit, id, reason, edits.withdraw(visit.actor(), id, reason), "withdrawn");
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/restore")
  ResponseEntity<byte[]> restore(Visit visit, @PathVariable UUID id) {
    return done(visit, id, "", edits.restore(visit.actor(), id), "restored");
  }

  private ResponseEntity<byte[]> done(
      Visit visit, UUID id, String reason, Result<UUID> result, String what) {
    return switch (result) {
      case Result.Ok<UUID> ok -> visit.leadTo("/obligations/" + id, "obligations.done." + what);
      case Result.Refused<UUID> refused ->
          pages.show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              edits.own(visit.actor(), id),
              reason,
              refused.problems());
    };
  }

  // --- events and requests

  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/{id}/occasions")
  ResponseEntity<byte[]> askForOccasion(Visit visit, @PathVariable UUID id) {
    return occasionForm(
        visit,
        HttpStatus.OK,
        edits.own(visit.actor(), id),
        ObligationForm.fresh(Map.of("id", Ids.next().toString())),
        List.of());
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/occasions")
  ResponseEntity<byte[]> addOccasion(
      Visit visit, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
    ObligationForm typed = typed(fields);
    return switch (edits.occasion(visit.actor(), id, id(typed), typed)) {
      case Result.Ok<UUID> ok -> visit.leadTo("/obligations/" + id, "obligations.done.occasion");
      case Result.Refused<UUID> refused ->
          occasionForm(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              edits.own(visit.actor(), id),
              typed,
              refused.problems());
    };
  }

  private ResponseEntity<byte[]> occasionForm(
      Visit visit,
      HttpStatus status,
      Obligation obligation,
      ObligationForm typed,
      List<Problem> problems) {
    ObligationRule rule = obligation.says().rule();
    if (!rule.rhythm().byHand()) {
      throw new NotFoundException("events of obligation " + obligation.id());
    }
    boolean event = rule.rhythm() == ObligationRhythm.AFTER_EVENT;
    String title =
        visit.t().t(event ? "obligations.occasion.event" : "obligations.occasion.request");
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("obligation", obligation);
    params.put("event", event);
    params.put("typed", typed);
    params.put("words", new ObligationWords(visit.t(), LocalDate.now(clock)));
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "obligations/occasion",
        visit.page(title, ObligationPages.NAV, crumbs(visit, obligation, title)),
        params);
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/{id}/occasions/withdraw")
  ResponseEntity<byte[]> withdrawOccasion(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID occasion,
      @RequestParam(defaultValue = "") String reason) {
    if (occasion == null) {
      throw new NotFoundException("an event");
    }
    return done(
        visit,
        id,
        reason,
        edits.withdrawOccasion(visit.actor(), id, occasion, reason),
        "occasion-withdrawn");
  }

  /** Asks the areas below for a report once. */
  @Needs(Right.OBLIGATION_KEEP)
  @GetMapping("/obligations/request")
  ResponseEntity<byte[]> askForReport(Visit visit) {
    Area home = home(visit.actor());
    return requestForm(
        visit,
        HttpStatus.OK,
        ObligationForm.fresh(
            Map.of(
                "id",
                Ids.next().toString(),
                "area",
                String.valueOf(home.id()),
                "reporter",
                home.level() == AreaLevel.NATION
                    ? ObligationReporter.PROVINCE.name()
                    : ObligationReporter.COMMUNE.name(),
                "form",
                ReportForm.AD_HOC.name())),
        List.of());
  }

  @Needs(Right.OBLIGATION_KEEP)
  @PostMapping("/obligations/request")
  ResponseEntity<byte[]> request(Visit visit, @RequestParam MultiValueMap<String, String> fields) {
    ObligationForm typed = typed(fields);
    return switch (edits.request(visit.actor(), id(typed), typed)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/obligations/" + ok.value(), "obligations.done.requested");
      case Result.Refused<UUID> refused ->
          requestForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, typed, refused.problems());
    };
  }

  private ResponseEntity<byte[]> requestForm(
      Visit visit, HttpStatus status, ObligationForm typed, List<Problem> problems) {
    Map<String, @Nullable Object> params = choices(visit, typed, null);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("obligations.request");
    return views.html(
        status,
        "obligations/request",
        visit.page(title, ObligationPages.NAV, crumbs(visit, null, title)),
        params);
  }
}
