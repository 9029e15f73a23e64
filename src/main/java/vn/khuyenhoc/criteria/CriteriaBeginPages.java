package vn.khuyenhoc.criteria;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.criteria.CriteriaSets.Begun;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The ways a draft begins: a blank set, a copy of another one, a file. */
@Controller
class CriteriaBeginPages {

  /** The place of a set for the whole country. */
  private static final String NATION = "-";

  private static final int LONGEST_NAME = 60;

  private final CriteriaSets sets;
  private final CriteriaFiles files;
  private final LabourForms forms;
  private final Views views;

  CriteriaBeginPages(CriteriaSets sets, CriteriaFiles files, LabourForms forms, Views views) {
    this.sets = sets;
    this.files = files;
    this.forms = forms;
    this.views = views;
  }

  /** The places whose sets somebody keeps: the country, provinces by their codes. */
  private List<Option> places(Visit visit) {
    List<Option> places = new ArrayList<>();
    if (sets.keeps(visit.actor(), null)) {
      places.add(new Option(NATION, visit.t().t("criteria.place.national")));
    }
    for (Area province : sets.provinces(visit.actor())) {
      places.add(new Option(province.code(), province.name()));
    }
    return places;
  }

  private static boolean offered(List<Option> places, String place) {
    return places.stream().anyMatch(one -> one.value().equals(place));
  }

  /** An identity from words: lower letters without accents, digits and dashes. */
  static String named(String words) {
    String plain = VietnameseText.fold(words).replaceAll("[^a-z0-9]+", "-");
    String cut = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    String name = cut.replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "bo" : name;
  }

  // ── a blank set ───────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/new")
  ResponseEntity<byte[]> blank(Visit visit) {
    return blank(
        visit, HttpStatus.OK, new TypedForm(Map.of()).put("engine", Engine.POINTS), List.of());
  }

  private ResponseEntity<byte[]> blank(
      Visit visit, HttpStatus status, TypedForm form, List<Problem> problems) {
    List<Option> places = places(visit);
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("form", form);
    params.put("models", HeadForm.models(visit.t()));
    params.put("forms", forms.options(""));
    params.put("formsHref", forms.href());
    params.put("places", places);
    params.put(
        "place",
        offered(places, form.get("place")) || places.isEmpty()
            ? form.get("place")
            : places.getFirst().value());
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("criteria.new.title");
    return views.html(
        status,
        "criteria/new",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.crumbs(visit, new Crumb(title, null))),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/new")
  ResponseEntity<byte[]> begin(Visit visit, @RequestParam Map<String, String> fields) {
    TypedForm form = new TypedForm(fields);
    List<Problem> problems = new ArrayList<>();
    HeadForm.Rated rated = HeadForm.rated(form.get("model")).orElse(null);
    if (rated == null) {
      problems.add(Problem.at("model", EditProblem.MODEL_MISSING));
    }
    String title = form.line("title");
    if (title.isEmpty()) {
      problems.add(Problem.at("title", EditProblem.TITLE_MISSING));
    }
    if (!offered(places(visit), form.get("place"))) {
      problems.add(Problem.at("place", EditProblem.PLACE_MISSING));
    }
    String group = form.line("form");
    if (!forms.offers(group, "")) {
      problems.add(Problem.at("form", EditProblem.FORM_UNKNOWN, group));
    }
    if (rated == null || !problems.isEmpty()) {
      return blank(visit, HttpStatus.UNPROCESSABLE_CONTENT, form, problems);
    }
    Engine engine = form.get("engine").equals(Engine.LEVELS.name()) ? Engine.LEVELS : Engine.POINTS;
    String province = form.get("place").equals(NATION) ? "" : form.get("place");
    CriteriaSet set =
        new CriteriaSet(
            "",
            rated.model(),
            rated.level(),
            rated.model().hasForms() ? group : "",
            province,
            "",
            form.line("issuer"),
            1,
            title,
            form.lines("basis"),
            form.line("period"),
            true,
            engine,
            NotApplicable.FULL,
            false,
            "",
            null,
            CriteriaSet.Pass.from(null),
            List.of(),
            List.of());
    Result<Begun> begun = sets.begin(visit.actor(), set, named(title));
    return begun instanceof Result.Ok<Begun>(Begun draft)
        ? lead(visit, draft, "criteria.begun")
        : blank(visit, HttpStatus.UNPROCESSABLE_CONTENT, form, begun.problems());
  }

  private static ResponseEntity<byte[]> lead(Visit visit, Begun draft, String notice) {
    String path = "/criteria/drafts/" + draft.id();
    return draft.begun() ? visit.leadTo(path, notice) : visit.leadTo(path);
  }

  // ── a copy ────────────────────────────────────────────────────────────────────────────────────

  /** Asks for which place a set is copied: the next version there, or a province's variant. */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/{id}/copy")
  ResponseEntity<byte[]> copy(Visit visit, @PathVariable String id) {
    return copy(visit, HttpStatus.OK, sets.kept(visit.actor(), id), "", List.of());
  }

  private ResponseEntity<byte[]> copy(
      Visit visit, HttpStatus status, KeptSet kept, String place, List<Problem> problems) {
    String own = kept.set().province().isEmpty() ? NATION : kept.set().province();
    List<Option> places = new ArrayList<>();
    for (Option one : places(visit)) {
      Option said =
          new Option(
              one.value(),
              visit
                  .t()
                  .t(
                      one.value().equals(own)
                          ? "criteria.copy.version"
                          : one.value().equals(NATION)
                              ? "criteria.copy.national"
                              : "criteria.copy.variant",
                      one.label(),
                      String.valueOf(kept.set().version() + 1)));
      if (one.value().equals(own)) {
        places.addFirst(said);
      } else {
        places.add(said);
      }
    }
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("kept", kept);
    params.put("places", places);
    params.put("place", place.isEmpty() && !places.isEmpty() ? places.getFirst().value() : place);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("criteria.copy.title");
    return views.html(
        status,
        "criteria/copy",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.below(visit, kept, title)),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/{id}/copy")
  ResponseEntity<byte[]> copied(
      Visit visit, @PathVariable String id, @RequestParam(defaultValue = "") String place) {
    KeptSet kept = sets.kept(visit.actor(), id);
    if (!offered(places(visit), place)) {
      return copy(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          kept,
          place,
          List.of(Problem.at("place", EditProblem.PLACE_MISSING)));
    }
    Result<Begun> copied = sets.copy(visit.actor(), id, place.equals(NATION) ? "" : place);
    return copied instanceof Result.Ok<Begun>(Begun draft)
        ? lead(visit, draft, "criteria.copied")
        : copy(visit, HttpStatus.UNPROCESSABLE_CONTENT, kept, place, copied.problems());
  }

  // ── a file ────────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/load")
  ResponseEntity<byte[]> load(Visit visit) {
    return load(visit, HttpStatus.OK, List.of(), List.of());
  }

  private ResponseEntity<byte[]> load(
      Visit visit, HttpStatus status, List<Problem> problems, List<FileLine> lines) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("lines", lines);
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("criteria.load.title");
    return views.html(
        status,
        "criteria/load",
        visit.page(title, CriteriaPages.NAV, CriteriaPages.crumbs(visit, new Crumb(title, null))),
        params);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/load")
  ResponseEntity<byte[]> look(
      Visit visit, @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    String name = file == null ? null : file.getOriginalFilename();
    if (file == null || name == null || name.isEmpty() || file.isEmpty()) {
      return load(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          List.of(Problem.at("file", EditProblem.FILE_MISSING)),
          List.of());
    }
    CriteriaFile.Read read = read(file, name);
    CriteriaSet set = read.whole();
    return set == null ? load(visit, read) : preview(visit, HttpStatus.OK, set, read, List.of());
  }

  private ResponseEntity<byte[]> load(Visit visit, CriteriaFile.Read read) {
    return load(
        visit, HttpStatus.UNPROCESSABLE_CONTENT, List.of(), FileLine.of(visit, read.wrong()));
  }

  private CriteriaFile.Read read(MultipartFile file, String name) throws IOException {
    Path sent = Files.createTempFile("criteria", ".file");
    try {
      file.transferTo(sent);
      return files.read(sent, name);
    } finally {
      Files.deleteIfExists(sent);
    }
  }

  /** A workbook to write a set of one's own in: the sample, under another identity. */
  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/criteria/load/template.xlsx")
  ResponseEntity<byte[]> template(Visit visit) {
    CriteriaSet sample = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    String title = visit.t().t("criteria.load.template.title");
    return Downloads.file(
        Downloads.EXCEL,
        "mau-bo-tieu-chi.xlsx",
        files.xlsx(sample.copy("bo-cua-toi-1", "", "", 1, title)));
  }

  private ResponseEntity<byte[]> preview(
      Visit visit,
      HttpStatus status,
      CriteriaSet typed,
      CriteriaFile.Read read,
      List<Problem> problems) {
    List<Option> places = places(visit);
    boolean taken = sets.taken(typed.id());
    CriteriaSet set =
        taken || typed.id().isBlank()
            ? SetEdits.as(
                typed,
                sets.freeId(named(CriteriaSets.stem(typed.id())), typed.version()),
                typed.province(),
                typed.basedOn())
            : typed;
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("set", set);
    params.put("words", new SetWords(visit.t(), set, forms.name(set.form())));
    params.put("renamed", taken ? typed.id() : null);
    params.put("lines", FileLine.of(visit, read.wrong()));
    params.put("content", CriteriaFile.yaml(set));
    params.put("places", places);
    String own = set.province().isEmpty() ? NATION : set.province();
    params.put("place", offered(places, own) || places.isEmpty() ? own : places.getFirst().value());
    params.put("errors", visit.errors(problems));
    String title = visit.t().t("criteria.load.preview", CriteriaPages.title(visit.t(), set));
    return views.html(
        status,
        "criteria/preview",
        visit.page(
            title,
            CriteriaPages.NAV,
            CriteriaPages.crumbs(
                visit,
                new Crumb(visit.t().t("criteria.load.title"), "/criteria/load"),
                new Crumb(title, null))),
        params);
  }

  /** Keeps what was looked at as a draft. */
  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/criteria/load/keep")
  ResponseEntity<byte[]> keep(
      Visit visit,
      @RequestParam(defaultValue = "") String content,
      @RequestParam(defaultValue = "") String place) {
    CriteriaFile.Read read = CriteriaFile.readYaml(content.replace("\r\n", "\n"));
    CriteriaSet typed = read.whole();
    if (typed == null) {
      return load(visit, read);
    }
    if (!offered(places(visit), place)) {
      return preview(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          typed,
          read,
          List.of(Problem.at("place", EditProblem.PLACE_MISSING)));
    }
    String province = place.equals(NATION) ? "" : place;
    String base = sets.taken(typed.basedOn()) ? typed.basedOn() : "";
    CriteriaSet set = SetEdits.tidy(SetEdits.as(typed, typed.id(), province, base));
    Result<Begun> kept = sets.begin(visit.actor(), set, named(CriteriaSets.stem(typed.id())));
    return kept instanceof Result.Ok<Begun>(Begun draft)
        ? visit.leadTo("/criteria/drafts/" + draft.id(), "criteria.load.kept")
        : preview(visit, HttpStatus.UNPROCESSABLE_CONTENT, typed, read, kept.problems());
  }
}
