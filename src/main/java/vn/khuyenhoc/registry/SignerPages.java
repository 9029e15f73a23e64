package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.AreaTrail;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Who signs the documents of a body: everybody, entering one, changing one. */
@Controller
class SignerPages {

  private static final String NAV = "areas";
  private static final String MAY = "MAY";
  private static final String USUAL = "USUAL";

  private final Signers signers;
  private final Bodies bodies;
  private final Areas areas;
  private final Views views;
  private final Clock clock;

  SignerPages(Signers signers, Bodies bodies, Areas areas, Views views, Clock clock) {
    this.signers = signers;
    this.bodies = bodies;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
  }

  private static String path(UUID body) {
    return "/bodies/" + body + "/signers";
  }

  private List<Crumb> crumbs(Visit visit, Body body, Crumb... further) {
    return Stream.of(
            AreaTrail.of(
                visit, areas.pathKnown(areas.lastKnown(body.areaId())), area -> "/areas/" + area)
                .stream(),
            Stream.of(
                new Crumb(visit.t().t("body.title"), "/bodies?area=" + body.areaId()),
                new Crumb(body.name(), "/bodies/" + body.id())),
            Arrays.stream(further))
        .flatMap(one -> one)
        .toList();
  }

  @Needs(Right.BODY_KEEP)
  @GetMapping("/bodies/{id}/signers")
  ResponseEntity<byte[]> list(Visit visit, @PathVariable UUID id) {
    Body body = bodies.own(visit.actor(), id);
    return views.html(
        "registry/signers",
        visit.page(
            visit.t().t("signer.title"),
            NAV,
            crumbs(visit, body, new Crumb(visit.t().t("signer.title"), null))),
        Map.of(
            "body", body, "signers", signers.of(visit.actor(), id), "today", LocalDate.now(clock)));
  }

  @Needs(Right.BODY_KEEP)
  @GetMapping("/bodies/{id}/signers/new")
  ResponseEntity<byte[]> add(Visit visit, @PathVariable UUID id) {
    Map<String, String> values = new HashMap<>();
    values.put("form", Visit.newId().toString());
    values.put("from", visit.t().date(LocalDate.now(clock)));
    values.put("manner", SigningManner.OWN.name());
    return form(
        visit, HttpStatus.OK, bodies.own(visit.actor(), id), path(id) + "/new", values, List.of());
  }

  @Needs(Right.BODY_KEEP)
  @PostMapping("/bodies/{id}/signers/new")
  ResponseEntity<byte[]> addNow(
      Visit visit, @PathVariable UUID id, @RequestParam Map<String, String> typed) {
    Body body = bodies.own(visit.actor(), id);
    UUID once = Visit.idOf(typed.getOrDefault("form", ""));
    return written(
        visit,
        body,
        path(id) + "/new",
        typed,
        entry -> signers.add(visit.actor(), once, id, entry));
  }

  @Needs(Right.BODY_KEEP)
  @GetMapping("/bodies/{id}/signers/{signer}")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable UUID id, @PathVariable UUID signer) {
    Signer one = signers.one(visit.actor(), signer);
    Signer.Entry entry = one.entry();
    LocalDate to = entry.to();
    Map<String, String> values = new HashMap<>();
    values.put("version", String.valueOf(one.version()));
    values.put("name", entry.name());
    values.put("position", entry.position());
    values.put("manner", entry.manner().name());
    values.put("collective", entry.collective());
    values.put("signsFor", entry.signsFor());
    values.put("from", visit.t().date(entry.from()));
    values.put("to", to == null ? "" : visit.t().date(to));
    entry.papers().forEach(paper -> values.put("paper-" + paper, MAY));
    entry.usual().forEach(paper -> values.put("paper-" + paper, USUAL));
    return form(
        visit,
        HttpStatus.OK,
        bodies.own(visit.actor(), one.bodyId()),
        path(one.bodyId()) + "/" + signer,
        values,
        List.of());
  }

  @Needs(Right.BODY_KEEP)
  @PostMapping("/bodies/{id}/signers/{signer}")
  ResponseEntity<byte[]> editNow(
      Visit visit,
      @PathVariable UUID id,
      @PathVariable UUID signer,
      @RequestParam Map<String, String> typed) {
    Signer one = signers.one(visit.actor(), signer);
    return written(
        visit,
        bodies.own(visit.actor(), one.bodyId()),
        path(one.bodyId()) + "/" + signer,
        typed,
        entry -> signers.edit(visit.actor(), signer, HouseholdForms.version(typed), entry));
  }

  private ResponseEntity<byte[]> written(
      Visit visit,
      Body body,
      String action,
      Map<String, String> typed,
      java.util.function.Function<Signer.Entry, Result<UUID>> write) {
    List<FieldError> errors = new ArrayList<>();
    LocalDate from = BodyPages.day(visit, typed, "from", errors);
    if (from == null && typed.getOrDefault("from", "").isBlank()) {
      errors.add(new FieldError("from", visit.t().t("body.day.wrong")));
    }
    LocalDate to = BodyPages.day(visit, typed, "to", errors);
    // what is wrong besides the days is told with them
    Signer.Entry entry = entry(typed, from == null ? body.from() : from, from == null ? null : to);
    errors.addAll(visit.errors(errors.isEmpty() ? List.of() : signers.problems(body, entry)));
    if (errors.isEmpty()) {
      Result<UUID> result = write.apply(entry);
      if (result.done()) {
        return visit.leadTo(path(body.id()), "signer.saved", entry.name());
      }
      errors.addAll(visit.errors(result.problems()));
    }
    return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, body, action, typed, errors);
  }

  private static Signer.Entry entry(
      Map<String, String> typed, LocalDate from, @Nullable LocalDate to) {
    Set<SignedPaper> papers = EnumSet.noneOf(SignedPaper.class);
    Set<SignedPaper> usual = EnumSet.noneOf(SignedPaper.class);
    for (SignedPaper paper : SignedPaper.values()) {
      String said = typed.getOrDefault("paper-" + paper, "");
      if (!said.isEmpty()) {
        papers.add(paper);
      }
      if (said.equals(USUAL)) {
        usual.add(paper);
      }
    }
    SigningManner manner =
        Arrays.stream(SigningManner.values())
            .filter(one -> one.name().equals(typed.get("manner")))
            .findFirst()
            .orElse(SigningManner.OWN);
    return new Signer.Entry(
        typed.getOrDefault("name", ""),
        typed.getOrDefault("position", ""),
        manner,
        typed.getOrDefault("collective", ""),
        typed.getOrDefault("signsFor", ""),
        papers,
        usual,
        from,
        to);
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      Body body,
      String action,
      Map<String, String> values,
      List<FieldError> errors) {
    String title = visit.t().t(action.endsWith("/new") ? "signer.new" : "signer.edit");
    return views.html(
        status,
        "registry/signer",
        visit.page(
            title,
            NAV,
            crumbs(
                visit,
                body,
                new Crumb(visit.t().t("signer.title"), path(body.id())),
                new Crumb(title, null))),
        Map.of(
            "action",
            action,
            "body",
            body,
            "values",
            values,
            "manners",
            Arrays.stream(SigningManner.values())
                .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
                .toList(),
            "choices",
            List.of(
                new Option(MAY, visit.t().t("signer.may")),
                new Option(USUAL, visit.t().t("signer.usual"))),
            "errors",
            errors));
  }
}
