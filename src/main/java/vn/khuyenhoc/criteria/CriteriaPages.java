package vn.khuyenhoc.criteria;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.JournalEntries;
import vn.khuyenhoc.platform.JournalEntry;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The criteria sets: the list, a set to read, to print as a score sheet and to take away. */
@Controller
class CriteriaPages {

  private static final MediaType YAML =
      new MediaType("application", "yaml", StandardCharsets.UTF_8);

  static final String NAV = "criteria";

  /** The type of a workbook. */
  private static final int MOST_HISTORY = 200;

  private final CriteriaSets sets;
  private final CriteriaFiles files;
  private final Areas areas;
  private final JournalEntries journal;
  private final ObjectProvider<SetUses> uses;
  private final LabourForms forms;
  private final Views views;
  private final Clock clock;

  CriteriaPages(
      CriteriaSets sets,
      CriteriaFiles files,
      Areas areas,
      JournalEntries journal,
      ObjectProvider<SetUses> uses,
      LabourForms forms,
      Views views,
      Clock clock) {
    this.sets = sets;
    this.files = files;
    this.areas = areas;
    this.journal = journal;
    this.uses = uses;
    this.forms = forms;
    this.views = views;
    this.clock = clock;
  }

  /** The entry of the navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry criteriaEntry() {
      return new NavEntry("criteria", "criteria.title", "/criteria", Right.CRITERIA_READ, 60);
    }
  }

  /** The path to a page about a set. */
  static List<Crumb> crumbs(Visit visit, Crumb... more) {
    List<Crumb> crumbs = new ArrayList<>();
    crumbs.add(new Crumb(visit.t().t("criteria.title"), "/criteria"));
    crumbs.addAll(List.of(more));
    return crumbs;
  }

  /** The path to a page about a set, below the set's own. */
  static List<Crumb> below(Visit visit, KeptSet kept, String title) {
    return crumbs(
        visit, new Crumb(title(visit.t(), kept.set()), home(kept)), new Crumb(title, null));
  }

  /** The page of a set: a draft's is its table of contents, where it is written. */
  static String home(KeptSet kept) {
    return kept.line().status() == SetStatus.DRAFT
        ? "/criteria/drafts/" + kept.line().id()
        : "/criteria/" + kept.line().id();
  }

  /** A set's title; a draft may not have one yet. */
  static String title(Texts t, CriteriaSet set) {
    return set.title().isBlank() ? t.t("criteria.untitled", set.id()) : set.title();
  }

  // ── the list ──────────────────────────────────────────────────────────────────────────────────

  /**
   * The list.
   *
   * @param model a model, or a model and level as {@link HeadForm.Rated} writes them
   * @param place {@code national}, or the identity of a province
   */
  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "") String model,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Texts t = visit.t();
    HeadForm.Rated rated = HeadForm.rated(model).orElse(null);
    SetStatus wantedStatus = status(status);
    List<SetLine> all = sets.list(visit.actor(), SetFilter.ALL);
    LocalDate today = LocalDate.now(clock);
    List<SetLine> found = new ArrayList<>(all);
    found.removeIf(
        line ->
            rated != null && (line.model() != rated.model() || line.level() != rated.level())
                || wantedStatus != null && standing(line, today) != wantedStatus
                || !place.isEmpty() && !place.equals(place(line)));
    String wanted = VietnameseText.fold(q);
    Map<String, String> groups = forms.names();
    found.removeIf(line -> !holds(t, line, wanted, groups));
    Pager pager = Pager.of(visit.here(), page, size, found.size());
    Map<String, @Nullable Object> params = new HashMap<>();
    boolean open = rated == null && wantedStatus == null && place.isEmpty() && q.isBlank();
    Area province = homeProvince(visit.actor());
    params.put(
        "now", open && pager.number() == 1 ? inForceHere(all, province, t, groups) : List.of());
    params.put("province", province);
    params.put(
        "rows",
        found.stream()
            .skip(pager.offset())
            .limit(pager.size())
            .map(one -> row(t, one, groups))
            .toList());
    params.put("pager", pager);
    params.put("open", open);
    params.put("model", model);
    params.put("status", status);
    params.put("place", place);
    params.put("q", q);
    params.put("models", HeadForm.models(t));
    params.put("places", places(t, all));
    params.put("writes", visit.actor().holds(Right.CRITERIA_WRITE));
    params.put("formsHref", forms.href());
    return views.html("criteria/list", visit.page(t.t("criteria.title"), NAV, List.of()), params);
  }

  private static @Nullable SetStatus status(String typed) {
    for (SetStatus one : SetStatus.values()) {
      if (one.name().equals(typed)) {
        return one;
      }
    }
    return null;
  }

  /** Whether every word is somewhere in what a line says of a set. */
  private static boolean holds(Texts t, SetLine line, String wanted, Map<String, String> groups) {
    if (wanted.isBlank()) {
      return true;
    }
    String said =
        VietnameseText.fold(
            String.join(
                " ",
                line.title(),
                line.basis(),
                line.issuer(),
                line.period(),
                line.id(),
                SetWords.model(t, line.model(), line.level(), group(line, groups)),
                line.provinceName() == null ? "" : line.provinceName()));
    for (String word : wanted.split("\\s+")) {
      if (!said.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Where a set stands today: one whose last day is over holds no more. */
  private static SetStatus standing(SetLine line, LocalDate today) {
    LocalDate to = line.to();
    return line.status() == SetStatus.DRAFT
        ? SetStatus.DRAFT
        : to != null && !today.isBefore(to) ? SetStatus.RETIRED : SetStatus.IN_FORCE;
  }

  private static String place(SetLine line) {
    return line.provinceId() == null ? "national" : String.valueOf(line.provinceId());
  }

  private static List<Option> places(Texts t, List<SetLine> all) {
    List<Option> places = new ArrayList<>();
    places.add(new Option("national", t.t("criteria.place.national")));
    Map<Integer, String> known = new LinkedHashMap<>();
    all.stream()
        .filter(line -> line.provinceId() != null)
        .forEach(line -> known.putIfAbsent(line.provinceId(), String.valueOf(line.provinceName())));
    known.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(VietnameseText.order()))
        .forEach(one -> places.add(new Option(String.valueOf(one.getKey()), one.getValue())));
    return places;
  }

  /** The province somebody works in; null for those who work over the country. */
  private @Nullable Area homeProvince(Actor actor) {
    for (Grant grant : actor.grants()) {
      Area province = areas.above(grant.areaId(), AreaLevel.PROVINCE).orElse(null);
      if (province != null) {
        return province;
      }
    }
    return null;
  }

  /** What holds today where somebody works: the province's own set before the national one. */
  private List<SetRow> inForceHere(
      List<SetLine> all, @Nullable Area province, Texts t, Map<String, String> groups) {
    LocalDate today = LocalDate.now(clock);
    Integer here = province == null ? null : province.id();
    Map<String, SetLine> best = new LinkedHashMap<>();
    all.stream()
        .filter(line -> line.inForceOn(today))
        .filter(line -> line.provinceId() == null || line.provinceId().equals(here))
        .sorted(
            Comparator.comparing(SetLine::model)
                .thenComparing(SetLine::level)
                .thenComparing(SetLine::form)
                .thenComparing(line -> line.provinceId() == null))
        .forEach(
            line -> best.putIfAbsent(line.model() + "/" + line.level() + "/" + line.form(), line));
    return best.values().stream().map(line -> row(t, line, groups)).toList();
  }

  private static String group(SetLine line, Map<String, String> groups) {
    return groups.getOrDefault(line.form(), line.form());
  }

  private SetRow row(Texts t, SetLine line, Map<String, String> groups) {
    return new SetRow(
        line,
        SetWords.model(t, line.model(), line.level(), group(line, groups)),
        holds(t, line),
        SetWords.checked(t, line.verified(), line.indicators(), line.sample()),
        statusWord(t, line, LocalDate.now(clock)),
        kind(line));
  }

  /** Since when and until when a set holds. */
  static String holds(Texts t, SetLine line) {
    LocalDate from = line.from();
    LocalDate last = line.lastDay();
    return from == null
        ? t.t("criteria.holds.draft", line.changedAt(), line.changedBy())
        : last == null
            ? t.t("criteria.holds.from", from)
            : t.t("criteria.holds.between", from, last);
  }

  /** Where a set stands, in words: one in force may lie ahead, or be over. */
  static String statusWord(Texts t, SetLine line, LocalDate today) {
    if (line.status() == SetStatus.DRAFT) {
      return t.t(line.status().messageKey());
    }
    LocalDate from = line.from();
    return from != null && today.isBefore(from)
        ? t.t("criteria.status.ahead")
        : line.inForceOn(today)
            ? t.t(SetStatus.IN_FORCE.messageKey())
            : t.t(SetStatus.RETIRED.messageKey());
  }

  private String kind(SetLine line) {
    return line.status() == SetStatus.DRAFT
        ? "wait"
        : line.inForceOn(LocalDate.now(clock)) ? "ok" : "plain";
  }

  // ── one set ───────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    SetLine line = kept.line();
    SetUses known = uses.getIfAvailable();
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("set", kept.set());
    params.put("line", line);
    String formName = forms.name(line.form());
    params.put("words", new SetWords(visit.t(), kept.set(), formName));
    params.put("row", row(visit.t(), line, Map.of(line.form(), formName)));
    params.put("writes", visit.actor().holds(Right.CRITERIA_WRITE));
    params.put("keeps", sets.keeps(visit.actor(), line.provinceId()));
    params.put("base", base(visit.actor(), kept));
    params.put("uses", known == null ? null : known.of(visit.actor(), visit.t(), id));
    params.put("used", known != null && known.used(id));
    params.put("over", known == null ? null : known.over(visit.actor(), id));
    params.put("history", history(visit.t(), id));
    return views.html(
        "criteria/set",
        visit.page(
            title(visit.t(), kept.set()),
            NAV,
            crumbs(visit, new Crumb(title(visit.t(), kept.set()), null))),
        params);
  }

  /** The title of the national set that a variant is derived from. */
  private @Nullable Option base(Actor actor, KeptSet kept) {
    String id = kept.set().basedOn();
    return id.isEmpty()
        ? null
        : sets.list(actor, SetFilter.ALL).stream()
            .filter(line -> line.id().equals(id))
            .findFirst()
            .map(line -> new Option(id, line.title()))
            .orElse(null);
  }

  private List<HistoryLine> history(Texts t, String id) {
    List<HistoryLine> lines = new ArrayList<>();
    String before = "";
    for (JournalEntry entry : journal.about("criteria/" + id, MOST_HISTORY)) {
      String same = entry.action() + entry.actor();
      if (entry.action().equals("criteria.draft.changed") && same.equals(before)) {
        continue;
      }
      before = same;
      String key = "criteria.history." + entry.action();
      lines.add(
          new HistoryLine(
              t.dateTime(entry.at()),
              t.t(t.has(key) ? key : "criteria.history.other"),
              entry.actor(),
              null,
              entry.action().equals("criteria.put-in-force") ? "ok" : "plain"));
    }
    return lines;
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}/sheet")
  ResponseEntity<byte[]> sheet(Visit visit, @PathVariable String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    String title = visit.t().t("criteria.paper.title");
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("set", kept.set());
    params.put("words", new SetWords(visit.t(), kept.set(), forms.name(kept.set().form())));
    params.put("draft", kept.line().status() == SetStatus.DRAFT);
    return views.html("criteria/sheet", visit.page(title, NAV, below(visit, kept, title)), params);
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}/export.yaml")
  ResponseEntity<byte[]> yaml(Visit visit, @PathVariable String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    return Downloads.file(
        YAML, kept.line().id() + ".yaml", files.yaml(kept.set()).getBytes(StandardCharsets.UTF_8));
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}/export.xlsx")
  ResponseEntity<byte[]> xlsx(Visit visit, @PathVariable String id) {
    KeptSet kept = sets.kept(visit.actor(), id);
    return Downloads.file(Downloads.EXCEL, kept.line().id() + ".xlsx", files.xlsx(kept.set()));
  }
}
