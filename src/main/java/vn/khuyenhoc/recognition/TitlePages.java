package vn.khuyenhoc.recognition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.TakingBack;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Titles in the browser: looked for, listed by place and validity, one of them, taken back. */
@Controller
class TitlePages {

  private static final String NAV = "titles";

  private final Titles titles;
  private final Decisions decisions;
  private final Areas areas;
  private final AreaTrail trail;
  private final Offices offices;
  private final Views views;
  private final Clock clock;

  TitlePages(
      Titles titles,
      Decisions decisions,
      Areas areas,
      AreaTrail trail,
      Offices offices,
      Views views,
      Clock clock) {
    this.titles = titles;
    this.decisions = decisions;
    this.areas = areas;
    this.trail = trail;
    this.offices = offices;
    this.views = views;
    this.clock = clock;
  }

  /** The entry of the navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry titlesEntry() {
      return new NavEntry(NAV, "titles.nav", "/titles", Right.DOSSIER_READ, 35);
    }
  }

  /** What a list of titles was asked for. */
  private record Choice(Area area, TitleFilter filter) {

    String path(String name, Title.@Nullable State state) {
      StringBuilder path = new StringBuilder("/titles").append(name);
      path.append("?area=").append(area.id());
      LearningModel model = filter.model();
      if (model != null) {
        path.append("&model=").append(model.name());
      }
      if (filter.year() != null) {
        path.append("&year=").append(filter.year());
      }
      if (state != null) {
        path.append("&state=").append(state.name());
      }
      if (!filter.query().isEmpty()) {
        path.append("&q=").append(URLEncoder.encode(filter.query(), StandardCharsets.UTF_8));
      }
      return path.toString();
    }
  }

  private Choice choice(
      Visit visit, @Nullable Integer area, String model, String year, String state, String q) {
    List<Integer> own = visit.actor().areasFor(Right.DOSSIER_READ);
    Integer chosen = area == null && !own.isEmpty() ? own.getFirst() : area;
    if (chosen == null) {
      throw new NotFoundException("an area of titles");
    }
    areas.require(visit.actor(), Right.DOSSIER_READ, chosen);
    return new Choice(
        areas.byId(chosen),
        new TitleFilter(
            chosen,
            one(LearningModel.values(), model),
            year.matches("20\\d\\d") ? Integer.valueOf(year) : null,
            one(Title.State.values(), state),
            VietnameseText.clean(q)));
  }

  private static <E extends Enum<E>> @Nullable E one(E[] all, String name) {
    return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/titles")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "") String model,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    Choice choice = choice(visit, area, model, year, state, q);
    Texts t = visit.t();
    Titles.Listed listed = titles.list(visit.actor(), choice.filter(), page, Pager.fitting(size));
    Listing<Title> found = listed.found();
    Map<Title.State, Integer> counts = listed.counts();
    List<Segment> segments = new ArrayList<>();
    segments.add(
        new Segment(t.t("titles.all"), choice.path("", null), choice.filter().state() == null));
    for (Title.State one : Title.State.values()) {
      boolean rare = one == Title.State.NOT_YET && !counts.containsKey(one);
      if (rare && choice.filter().state() != one) {
        continue;
      }
      segments.add(
          new Segment(
              counts.isEmpty()
                  ? t.t(one.messageKey())
                  : t.t("titles.segment", t.t(one.messageKey()), counts.getOrDefault(one, 0)),
              choice.path("", one),
              choice.filter().state() == one));
    }
    Map<String, Object> params = new HashMap<>();
    params.put("area", choice.area());
    params.put("segments", segments);
    params.put("titles", found.rows());
    params.put(
        "pager",
        Pager.of(
            choice.path("", choice.filter().state()),
            page,
            Pager.fitting(size),
            Math.min(found.total(), Titles.MOST)));
    params.put("more", found.total() > Titles.MOST);
    params.put(
        "models",
        Arrays.stream(LearningModel.values())
            .map(one -> new Option(one.name(), t.t(one.messageKey())))
            .toList());
    params.put(
        "years",
        titles.years(choice.area().id()).stream()
            .map(one -> new Option(String.valueOf(one), String.valueOf(one)))
            .toList());
    params.put("model", model);
    params.put("year", year);
    params.put("state", choice.filter().state() == null ? "" : state);
    params.put("query", choice.filter().query());
    params.put("places", places(visit, choice));
    params.put("today", LocalDate.now(clock));
    return views.html(
        "recognition/titles",
        visit.page(
            t.t("titles.title", choice.area().name()),
            NAV,
            AreaTrail.here(trail.crumbs(visit, choice.area().id(), one -> "/titles?area=" + one))),
        params);
  }

  /** The area itself, and those just below, to look closer. */
  private List<Option> places(Visit visit, Choice choice) {
    List<Option> places = new ArrayList<>();
    places.add(option(choice.area()));
    areas.children(choice.area().id()).stream()
        .filter(one -> areas.reaches(visit.actor(), Right.DOSSIER_READ, one.id()))
        .map(TitlePages::option)
        .forEach(places::add);
    return places;
  }

  private static Option option(Area area) {
    return new Option(String.valueOf(area.id()), area.name());
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/titles/export")
  void export(
      Visit visit,
      HttpServletResponse response,
      @RequestParam(required = false) @Nullable Integer area,
      @RequestParam(defaultValue = "") String model,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String q)
      throws IOException {
    Choice choice = choice(visit, area, model, year, state, q);
    Texts t = visit.t();
    LocalDate today = LocalDate.now(clock);
    Downloads.workbook(response, t.t("titles.file", choice.area().code()));
    try (SheetWriter sheet =
        new SheetWriter(
            response.getOutputStream(),
            SheetShape.of(
                Column.text("code", t.t("decision.code.any")).width(14),
                Column.text("name", t.t("titles.name")).width(32),
                Column.text("area", t.t("lists.area")).width(24),
                Column.text("office", t.t("titles.office")).width(24),
                Column.text("title", t.t("titles.of")).width(28),
                Column.wholeNumber("year", t.t("titles.year")).width(8),
                Column.text("rating", t.t("dossier.source.rating")).width(14),
                Column.text("decision", t.t("decision.number")).width(18),
                Column.date("decidedOn", t.t("decision.date")).width(12),
                Column.date("from", t.t("titles.from")).width(12),
                Column.date("until", t.t("titles.until")).width(12),
                Column.text("state", t.t("tally.state")).width(16),
                Column.text("certificate", t.t("titles.certificate")).width(18),
                Column.text("reason", t.t("titles.reason")).width(32)),
            t.t("titles.nav"),
            List.of(t.t("titles.title", choice.area().name()), t.t("titles.export.of", today)),
            SheetWords.of(t.locale()))) {
      titles.each(
          visit.actor(),
          choice.filter(),
          one -> {
            Title.Revocation revoked = one.revoked();
            sheet.row(
                one.code(),
                one.name(),
                one.areaName(),
                one.officeName(),
                one.called(t),
                one.year(),
                one.rated() == null ? null : t.t(one.rating().messageKey()),
                one.decisionNumber(),
                one.decidedOn(),
                one.validFrom(),
                one.validUntil(),
                t.t(one.state(today).messageKey()),
                one.certificate().isEmpty() ? null : one.certificate(),
                revoked == null ? null : revoked.reason());
          });
    }
  }

  // ---- one title

  private List<Crumb> crumbs(Visit visit, Title title, String... more) {
    List<Crumb> crumbs =
        new ArrayList<>(trail.crumbs(visit, title.areaId(), one -> "/titles?area=" + one));
    crumbs.add(new Crumb(title.name(), more.length == 0 ? null : "/titles/" + title.key().text()));
    for (String one : more) {
      crumbs.add(new Crumb(one, null));
    }
    return crumbs;
  }

  private boolean acts(Visit visit, Title title) {
    return title.revoked() == null
        && offices.acts(visit.actor(), Right.DECISION_RECORD, offices.deciding(title));
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/titles/{home}/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Title title = titles.byKey(visit.actor(), new Title.Key(home, id));
    Map<String, Object> params = new HashMap<>();
    params.put("title", title);
    params.put("others", titles.of(title.subject()));
    params.put("subjectPath", subjectPath(title));
    params.put("acts", acts(visit, title));
    params.put(
        "readsDecision", areas.reachesKnown(visit.actor(), Right.DOSSIER_READ, title.decidedIn()));
    params.put("reads", areas.reaches(visit.actor(), Right.DOSSIER_READ, title.areaId()));
    params.put("today", LocalDate.now(clock));
    return views.html(
        "recognition/title", visit.page(title.name(), NAV, crumbs(visit, title)), params);
  }

  private static String subjectPath(Title title) {
    return "/"
        + RatedKind.of(title.model()).path()
        + "/"
        + title.subject().homeId()
        + "/"
        + title.subject().subjectId();
  }

  private Title toChange(Visit visit, int home, UUID id) {
    Title title = titles.byKey(visit.actor(), new Title.Key(home, id));
    areas.require(visit.actor(), Right.DECISION_RECORD, offices.deciding(title));
    return title;
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/titles/{home}/{id}/revoke")
  ResponseEntity<byte[]> askToRevoke(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    return revoking(
        visit,
        HttpStatus.OK,
        toChange(visit, home, id),
        TakingBack.from(visit.t().date(LocalDate.now(clock))),
        List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/titles/{home}/{id}/revoke")
  ResponseEntity<byte[]> revoke(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String on,
      @RequestParam(defaultValue = "") String document,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean confirmed) {
    Title.Key key = new Title.Key(home, id);
    return switch (decisions.revoke(
        visit.actor(),
        key,
        new Decisions.Revocation(version, CampaignPages.date(on), document, reason, confirmed))) {
      case Result.Ok<Title> ok -> visit.leadTo("/titles/" + key.text(), "revocation.done");
      case Result.Refused<Title> refused ->
          revoking(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              toChange(visit, home, id),
              new TakingBack(on, document, reason, confirmed),
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> revoking(
      Visit visit, HttpStatus status, Title title, TakingBack form, List<FieldError> errors) {
    String heading = visit.t().t("revocation.title");
    return views.html(
        status,
        "recognition/revoke",
        visit.page(heading, NAV, crumbs(visit, title, heading)),
        Map.of("title", title, "form", form, "errors", errors));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/titles/{home}/{id}/name")
  ResponseEntity<byte[]> askForName(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    Title title = toChange(visit, home, id);
    return naming(visit, HttpStatus.OK, title, title.name(), "", "", List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/titles/{home}/{id}/name")
  ResponseEntity<byte[]> name(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String document,
      @RequestParam(defaultValue = "") String reason) {
    Title.Key key = new Title.Key(home, id);
    return switch (decisions.correctName(
        visit.actor(), key, new Decisions.NameCorrection(version, name, document, reason))) {
      case Result.Ok<Title> ok -> visit.leadTo("/titles/" + key.text(), "correction.done");
      case Result.Refused<Title> refused ->
          naming(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              toChange(visit, home, id),
              name,
              document,
              reason,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> naming(
      Visit visit,
      HttpStatus status,
      Title title,
      String name,
      String document,
      String reason,
      List<FieldError> errors) {
    String heading = visit.t().t("correction.name.title");
    return views.html(
        status,
        "recognition/title-name",
        visit.page(heading, NAV, crumbs(visit, title, heading)),
        Map.of(
            "title", title,
            "name", name,
            "document", document,
            "reason", reason,
            "errors", errors));
  }
}
