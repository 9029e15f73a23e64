package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The people behind a measure of people: who was counted, each once. */
@Controller
class PeoplePages {

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private final MeasureTable table;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  PeoplePages(MeasureTable table, Areas areas, Views views, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  /**
   * The address of the people behind a measure.
   *
   * @param measure one that counts people
   */
  static String address(int areaId, Measure measure, int year, Basis basis) {
    StringBuilder address =
        new StringBuilder("/figures/people?area=")
            .append(areaId)
            .append("&year=")
            .append(year)
            .append("&basis=")
            .append(basis.code());
    measure.levels().forEach(level -> address.append("&units=").append(level.name()));
    if (measure.kind().learning()) {
      address.append("&learning=true");
    }
    return address.toString();
  }

  @Needs(Right.FIGURES_READ)
  @GetMapping("/figures/people")
  ResponseEntity<byte[]> show(
      Visit visit,
      @RequestParam int area,
      @RequestParam int year,
      @RequestParam(defaultValue = "1") String basis,
      @RequestParam(required = false) @Nullable List<String> units,
      @RequestParam(defaultValue = "false") boolean learning,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "0") int size) {
    if (year < FIRST_YEAR
        || year > LAST_YEAR
        || !areas.reaches(visit.actor(), Right.FIGURES_READ, area)) {
      throw new NotFoundException("people of area " + area + " in " + year);
    }
    List<ModelLevel> levels = units == null ? List.of() : levels(units);
    Area read = areas.path(area).getLast();
    Basis how = Basis.of(basis);
    PeopleDay day = PeopleDay.of(year, LocalDate.now(clock), how);
    boolean names = areas.reaches(visit.actor(), Right.DOSSIER_READ, area);
    int fitting = Pager.fitting(size);
    List<PersonInside> people =
        names
            ? table.people(
                area, year, day, how, levels, learning, fitting, (Math.max(1, page) - 1L) * fitting)
            : List.of();
    String query =
        "/figures/people?area="
            + area
            + "&year="
            + year
            + "&basis="
            + how.code()
            + levels.stream().map(level -> "&units=" + level.name()).collect(Collectors.joining());
    if (people.isEmpty() && page > 1) {
      return visit.leadTo(query + (learning ? "&learning=true" : ""));
    }
    String title =
        visit.t().t(levels.isEmpty() ? "reporting.people.of.workers" : "reporting.people.of.staff");
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("people", people);
    params.put("misread", new Misread(visit.t()).basis(basis).said());
    params.put("names", names);
    params.put("day", day.on());
    params.put("staff", !levels.isEmpty());
    params.put("learning", learning);
    params.put("other", query + (learning ? "" : "&learning=true"));
    params.put(
        "pager", Pager.of(visit.here(), page, size, people.isEmpty() ? 0 : people.getFirst().of()));
    return views.html(
        "reporting/people",
        visit.page(
            visit.t().t("reporting.people.title", title, read.name(), String.valueOf(year)),
            "figures",
            List.of(
                new Crumb(visit.t().t("reporting.nav.figures"), "/figures?area=" + area),
                new Crumb(title, null))),
        params);
  }

  private static List<ModelLevel> levels(List<String> names) {
    List<ModelLevel> levels =
        Arrays.stream(ModelLevel.values()).filter(one -> names.contains(one.name())).toList();
    if (levels.size() != names.stream().distinct().count()) {
      throw new NotFoundException("units of " + names);
    }
    return levels;
  }
}
