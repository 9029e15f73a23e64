package vn.khuyenhoc.recognition.procedure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.BodyKind;

/** Procedures: the list, one to read, and the drafts of whoever writes them. */
@Controller
class ProcedurePages {

  private static final String NAV = "criteria";

  private final Procedures procedures;
  private final Areas areas;
  private final Views views;

  ProcedurePages(Procedures procedures, Areas areas, Views views) {
    this.procedures = procedures;
    this.areas = areas;
    this.views = views;
  }

  private static List<Crumb> crumbs(Visit visit, Crumb... further) {
    return Stream.concat(
            Stream.of(
                new Crumb(visit.t().t("criteria.title"), "/criteria"),
                new Crumb(visit.t().t("procedure.title"), "/procedures")),
            Arrays.stream(further))
        .toList();
  }

  private String place(Visit visit, Procedure procedure) {
    Integer province = procedure.provinceId();
    return province == null
        ? visit.t().t("criteria.place.national")
        : areas.lastKnown(province).name();
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/procedures")
  ResponseEntity<byte[]> list(Visit visit, @RequestParam(defaultValue = "") String model) {
    List<Procedure> all = procedures.of(visit.actor());
    return views.html(
        "recognition/procedures",
        visit.page(
            visit.t().t("procedure.title"),
            NAV,
            List.of(
                new Crumb(visit.t().t("criteria.title"), "/criteria"),
                new Crumb(visit.t().t("procedure.title"), null))),
        Map.of(
            "procedures",
            all.stream()
                .filter(one -> model.isEmpty() || one.model().name().equals(model))
                .toList(),
            "places",
            places(visit, all),
            "model",
            model,
            "models",
            Arrays.stream(LearningModel.values())
                .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
                .toList()));
  }

  private Map<String, String> places(Visit visit, List<Procedure> all) {
    Map<String, String> places = new HashMap<>();
    Map<Integer, String> names = new HashMap<>();
    for (Procedure one : all) {
      Integer province = one.provinceId();
      places.put(
          one.id(),
          province == null
              ? visit.t().t("criteria.place.national")
              : names.computeIfAbsent(province, id -> areas.lastKnown(id).name()));
    }
    return places;
  }

  @Needs(Right.CRITERIA_READ)
  @GetMapping("/procedures/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable String id) {
    return show(visit, HttpStatus.OK, readable(visit, id), List.of());
  }

  /** A draft is its writers' until it is in force. */
  private Procedure readable(Visit visit, String id) {
    Procedure procedure = procedures.byId(id);
    if (procedure.status() == Procedure.Status.DRAFT
        && !procedures.mayWrite(visit.actor(), procedure)) {
      throw new NotFoundException("procedure " + id);
    }
    return procedure;
  }

  /** One that the visitor may change. */
  private Procedure own(Visit visit, String id) {
    Procedure procedure = procedures.byId(id);
    if (!procedures.mayWrite(visit.actor(), procedure)) {
      throw new NotFoundException("procedure " + id);
    }
    return procedure;
  }

  private ResponseEntity<byte[]> show(
      Visit visit, HttpStatus status, Procedure procedure, List<FieldError> errors) {
    return views.html(
        status,
        "recognition/procedure",
        visit.page(procedure.title(), NAV, crumbs(visit, new Crumb(procedure.title(), null))),
        Map.of(
            "procedure",
            procedure,
            "place",
            place(visit, procedure),
            "writes",
            procedures.mayWrite(visit.actor(), procedure),
            "copies",
            visit.actor().holds(Right.CRITERIA_WRITE),
            "errors",
            errors));
  }

  // ── a copy ────────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/procedures/{id}/copy")
  ResponseEntity<byte[]> askToCopy(Visit visit, @PathVariable String id) {
    Procedure procedure = readable(visit, id);
    List<Option> places = writable(visit);
    return copying(
        visit,
        HttpStatus.OK,
        procedure,
        Visit.newId(),
        places.size() == 1 ? places.getFirst().value() : "",
        procedure.title(),
        List.of());
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/procedures/{id}/copy")
  ResponseEntity<byte[]> copy(
      Visit visit,
      @PathVariable String id,
      @RequestParam UUID form,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String title) {
    Procedure procedure = readable(visit, id);
    if (!place.matches("\\d{1,9}")) {
      return copying(
          visit,
          HttpStatus.UNPROCESSABLE_CONTENT,
          procedure,
          form,
          place,
          title,
          List.of(new FieldError("place", visit.t().t("procedure.place.wrong"))));
    }
    return switch (procedures.copy(visit.actor(), id, form, Integer.parseInt(place), title)) {
      case Result.Ok<String>(String draft) ->
          visit.leadTo("/procedures/own/" + draft + "/edit", "procedure.copied");
      case Result.Refused<String> refused ->
          copying(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              procedure,
              form,
              place,
              title,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> copying(
      Visit visit,
      HttpStatus status,
      Procedure procedure,
      UUID form,
      String place,
      String title,
      List<FieldError> errors) {
    return views.html(
        status,
        "recognition/procedure-copy",
        visit.page(
            visit.t().t("procedure.copy"),
            NAV,
            crumbs(
                visit,
                new Crumb(procedure.title(), "/procedures/" + procedure.id()),
                new Crumb(visit.t().t("procedure.copy"), null))),
        Map.of(
            "procedure", procedure,
            "form", form,
            "place", place,
            "places", writable(visit),
            "title", title,
            "errors", errors));
  }

  /** The country and the provinces that the visitor writes for. */
  private List<Option> writable(Visit visit) {
    List<Integer> over = visit.actor().areasFor(Right.CRITERIA_WRITE);
    Area nation = areas.nation();
    List<Option> places = new ArrayList<>();
    if (over.contains(nation.id())) {
      places.add(new Option(String.valueOf(nation.id()), visit.t().t("criteria.place.national")));
    }
    areas
        .below(over, AreaLevel.PROVINCE)
        .forEach(one -> places.add(new Option(String.valueOf(one.id()), one.name())));
    return places;
  }

  // ── a draft ───────────────────────────────────────────────────────────────────────────────────

  @Needs(Right.CRITERIA_WRITE)
  @GetMapping("/procedures/own/{id}/edit")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable String id) {
    Procedure procedure = own(visit, id);
    return procedure.status() == Procedure.Status.DRAFT
        ? editing(visit, HttpStatus.OK, procedure, ProcedureForm.of(procedure), List.of())
        : visit.leadTo("/procedures/" + id);
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/procedures/own/{id}/edit")
  ResponseEntity<byte[]> save(
      Visit visit, @PathVariable String id, @RequestParam Map<String, String> typed) {
    Procedure procedure = own(visit, id);
    ProcedureForm form = new ProcedureForm(typed);
    String edition = form.of("edition");
    return switch (procedures.save(
        visit.actor(),
        form.read(procedure, edition.matches("\\d{1,9}") ? Integer.parseInt(edition) : 0))) {
      case Result.Ok<Procedure> ok ->
          visit.leadTo("/procedures/" + id, "procedure.saved", ok.value().title());
      case Result.Refused<Procedure> refused ->
          editing(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              procedure,
              form,
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> editing(
      Visit visit,
      HttpStatus status,
      Procedure procedure,
      ProcedureForm form,
      List<FieldError> errors) {
    return views.html(
        status,
        "recognition/procedure-edit",
        visit.page(
            visit.t().t("procedure.edit"),
            NAV,
            crumbs(
                visit,
                new Crumb(procedure.title(), "/procedures/" + procedure.id()),
                new Crumb(visit.t().t("procedure.edit"), null))),
        Map.of(
            "procedure",
            procedure,
            "form",
            form,
            "bodies",
            Arrays.stream(BodyKind.values())
                .map(one -> new Option(one.name(), visit.t().t(one.messageKey())))
                .toList(),
            "levels",
            Stream.of(AreaLevel.VILLAGE, AreaLevel.COMMUNE, AreaLevel.PROVINCE, AreaLevel.NATION)
                .map(one -> new Option(one.name(), visit.t().t("procedure.level." + one)))
                .toList(),
            "errors",
            errors));
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/procedures/own/{id}/force")
  ResponseEntity<byte[]> force(
      Visit visit, @PathVariable String id, @RequestParam(defaultValue = "0") int edition) {
    return done(
        visit, id, procedures.putInForce(visit.actor(), id, edition), "procedure.now-in-force");
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/procedures/own/{id}/retire")
  ResponseEntity<byte[]> retire(Visit visit, @PathVariable String id) {
    return done(visit, id, procedures.retire(visit.actor(), id), "procedure.retired");
  }

  @Needs(Right.CRITERIA_WRITE)
  @PostMapping("/procedures/own/{id}/drop")
  ResponseEntity<byte[]> drop(Visit visit, @PathVariable String id) {
    return switch (procedures.drop(visit.actor(), id)) {
      case Result.Ok<Procedure> ok ->
          visit.leadTo("/procedures", "procedure.dropped", ok.value().title());
      case Result.Refused<Procedure> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              own(visit, id),
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> done(
      Visit visit, String id, Result<Procedure> result, String noticeKey) {
    return switch (result) {
      case Result.Ok<Procedure> ok ->
          visit.leadTo("/procedures/" + id, noticeKey, ok.value().title());
      case Result.Refused<Procedure> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              own(visit, id),
              visit.errors(refused.problems()));
    };
  }
}
