package vn.khuyenhoc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.JournalEntries;
import vn.khuyenhoc.platform.JournalEntry;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The journal, for those who keep it: what was done, when, by whom, the newest first. */
@Controller
class JournalPages {

  private static final int ROWS = 50;
  private static final List<String> KINDS =
      List.of(
          "account.",
          "sign-",
          "device.",
          "role.",
          "slip.",
          "household.",
          "campaign.",
          "dossier.",
          "decision.",
          "certificate.",
          "total.",
          "criteria.",
          "areas.",
          "obligation.",
          "report.",
          "template.",
          "backup.");

  private final JournalEntries journal;
  private final Areas areas;
  private final Views views;

  JournalPages(JournalEntries journal, Areas areas, Views views) {
    this.journal = journal;
    this.areas = areas;
    this.views = views;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry journalNavigation() {
      return new NavEntry("journal", "journal.nav", "/journal", Right.JOURNAL_READ, 90);
    }
  }

  @Needs(Right.JOURNAL_READ)
  @GetMapping("/journal")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String actor,
      @RequestParam(required = false) @Nullable UUID after) {
    LocalDate last = day(to);
    List<JournalEntry> found =
        journal.list(
            new JournalEntries.Wanted(
                start(day(from)),
                start(last == null ? null : last.plusDays(1)),
                KINDS.contains(action) ? action : "",
                VietnameseText.clean(actor),
                reached(visit.actor())),
            after,
            ROWS + 1);
    boolean more = found.size() > ROWS;
    List<JournalEntry> shown = more ? found.subList(0, ROWS) : found;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("entries", shown);
    values.put("from", from);
    values.put("to", to);
    values.put("action", action);
    values.put("actions", kinds(visit.t()));
    values.put("by", actor);
    values.put("older", more ? address(from, to, action, actor, shown.getLast().id()) : null);
    values.put("newest", after == null ? null : address(from, to, action, actor, null));
    return views.html(
        "journal/list", visit.page(visit.t().t("journal.title"), "journal", List.of()), values);
  }

  /** The areas whose entries the actor reads; null for all entries, those without an area too. */
  private @Nullable List<Integer> reached(Actor actor) {
    List<Integer> own = actor.areasFor(Right.JOURNAL_READ);
    if (own.contains(areas.nation().id())) {
      return null;
    }
    List<Integer> reached = new ArrayList<>();
    for (AreaLevel level : AreaLevel.values()) {
      areas.below(own, level).forEach(area -> reached.add(area.id()));
    }
    return reached;
  }

  private static List<Option> kinds(Texts t) {
    return KINDS.stream().map(kind -> new Option(kind, t.t("journal.kind." + kind))).toList();
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return typed.isBlank() ? null : LocalDate.parse(typed.strip());
    } catch (DateTimeParseException other) {
      return null;
    }
  }

  private static @Nullable Instant start(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneId.of("Asia/Ho_Chi_Minh")).toInstant();
  }

  private static String address(
      String from, String to, String action, String actor, @Nullable UUID after) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath("/journal")
            .queryParam("from", "{from}")
            .queryParam("to", "{to}")
            .queryParam("action", "{action}")
            .queryParam("actor", "{actor}");
    if (after != null) {
      address.queryParam("after", after);
    }
    return address
        .encode()
        .buildAndExpand(Map.of("from", from, "to", to, "action", action, "actor", actor))
        .toUriString();
  }
}
