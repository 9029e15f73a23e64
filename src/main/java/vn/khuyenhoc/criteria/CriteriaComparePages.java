package vn.khuyenhoc.criteria;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Two sets side by side: what was added, taken out and changed; a variant against its origin. */
@Controller
class CriteriaComparePages {

  private final CriteriaSets sets;
  private final Views views;

  CriteriaComparePages(CriteriaSets sets, Views views) {
    this.sets = sets;
    this.views = views;
  }

  /**
   * The comparison.
   *
   * @param id the set that is looked at
   * @param with the one it is compared with; of a variant its national set unless named
   */
  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}/compare")
  ResponseEntity<byte[]> compare(
      Visit visit, @PathVariable String id, @RequestParam(defaultValue = "") String with) {
    KeptSet kept = sets.kept(visit.actor(), id);
    List<SetLine> lines = sets.list(visit.actor(), SetFilter.ALL);
    KeptSet other = other(visit.actor(), kept, with, lines);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("other", other);
    params.put("choices", choices(visit.t(), kept, lines));
    params.put(
        "comparison", other == null ? null : SetComparison.of(visit.t(), other.set(), kept.set()));
    params.put("variant", other != null && kept.set().basedOn().equals(other.line().id()));
    String title = visit.t().t("criteria.compare.title");
    return views.html(
        "criteria/compare",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.below(visit, kept, title)),
        params);
  }

  /** The other set: the one named, the origin of a variant, the version before; null for none. */
  private @Nullable KeptSet other(Actor actor, KeptSet kept, String with, List<SetLine> lines) {
    String wanted = with.isEmpty() ? kept.set().basedOn() : with;
    if (wanted.isEmpty()) {
      wanted =
          lines.stream()
              .filter(line -> alike(line, kept.line()) && !line.id().equals(kept.line().id()))
              .filter(line -> line.version() < kept.line().version())
              .reduce((one, other) -> one.version() >= other.version() ? one : other)
              .map(SetLine::id)
              .orElse("");
    }
    String named = wanted;
    return lines.stream().anyMatch(line -> line.id().equals(named))
        ? sets.kept(actor, named)
        : null;
  }

  private static boolean alike(SetLine one, SetLine other) {
    return one.model() == other.model()
        && one.level() == other.level()
        && one.form().equals(other.form());
  }

  /** The sets to compare with: those that rate the same first. */
  private static List<Option> choices(Texts t, KeptSet kept, List<SetLine> lines) {
    List<Option> alike = new ArrayList<>();
    List<Option> others = new ArrayList<>();
    for (SetLine line : lines) {
      if (!line.id().equals(kept.line().id())) {
        String holds = CriteriaPages.holds(t, line);
        (alike(line, kept.line()) ? alike : others)
            .add(new Option(line.id(), line.title() + " · " + holds));
      }
    }
    alike.addAll(others);
    return alike;
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/criteria/{id}/compare.xlsx")
  void sheet(
      Visit visit,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String with,
      HttpServletResponse response)
      throws IOException {
    Texts t = visit.t();
    KeptSet kept = sets.kept(visit.actor(), id);
    KeptSet other = other(visit.actor(), kept, with, sets.list(visit.actor(), SetFilter.ALL));
    Downloads.workbook(response, "so-sanh-" + kept.line().id());
    SheetShape shape =
        SheetShape.of(
            Column.lines("part", t.t("criteria.compare.part")).width(40),
            Column.text("kind", t.t("criteria.compare.kind")).width(12),
            Column.text("what", t.t("criteria.compare.what")).width(24),
            Column.lines("old", t.t("criteria.compare.old")).width(50),
            Column.lines("now", t.t("criteria.compare.now")).width(50));
    List<String> titles = new ArrayList<>();
    titles.add(t.t("criteria.compare.title"));
    SetComparison comparison = other == null ? null : SetComparison.of(t, other.set(), kept.set());
    if (other != null) {
      titles.add(t.t("criteria.compare.of", other.set().title(), kept.set().title()));
    }
    titles.add(comparison == null ? t.t("criteria.compare.nothing") : comparison.summary());
    try (SheetWriter writer =
        new SheetWriter(
            response.getOutputStream(),
            shape,
            t.t("criteria.compare.tab"),
            titles,
            SheetWords.of(t.locale()))) {
      if (comparison != null) {
        write(t, writer, comparison);
      }
    }
  }

  private static void write(Texts t, SheetWriter writer, SetComparison comparison) {
    String changed = t.t("criteria.compare.kind.changed");
    for (SetComparison.Value value : comparison.headValues()) {
      writer.row(t.t("criteria.draft.head"), changed, value.label(), value.old(), value.now());
    }
    for (SetComparison.Part part : comparison.parts()) {
      String kind =
          t.t("criteria.compare.kind." + part.kind().name().toLowerCase(java.util.Locale.ROOT));
      if (part.values().isEmpty()) {
        writer.row(part.name(), kind, "", "", "");
      }
      for (SetComparison.Value value : part.values()) {
        writer.row(part.name(), kind, value.label(), value.old(), value.now());
      }
    }
  }
}
