package vn.khuyenhoc.criteria;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Guidance of one's own area in the library: adding, correcting, withdrawing, reading it. */
@Controller
class GuidePages {

  private final Guides guides;
  private final Attachments attachments;
  private final Areas areas;
  private final Views views;

  GuidePages(Guides guides, Attachments attachments, Areas areas, Views views) {
    this.guides = guides;
    this.attachments = attachments;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.SIGNED_IN)
  @GetMapping("/library/files/{guide}")
  ResponseEntity<Resource> file(Visit visit, @PathVariable UUID guide) {
    Guides.File file = guides.file(visit.actor(), guide);
    String type = String.valueOf(file.guide().mediaType());
    return Downloads.file(
        MediaType.parseMediaType(type), "huong-dan." + AttachmentKind.endingOf(type), file.path());
  }

  @Needs(Right.GUIDANCE_KEEP)
  @GetMapping("/library/add")
  ResponseEntity<byte[]> add(Visit visit) {
    return form(
        visit,
        HttpStatus.OK,
        null,
        new HashMap<>(Map.of("form", Visit.newId().toString())),
        List.of());
  }

  @Needs(Right.GUIDANCE_KEEP)
  @PostMapping("/library/add")
  ResponseEntity<byte[]> addNow(
      Visit visit,
      @RequestParam Map<String, String> typed,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    int place = place(visit, typed);
    areas.require(visit.actor(), Right.GUIDANCE_KEEP, place);
    UUID id = Visit.idOf(typed.getOrDefault("form", ""));
    Sent sent = read(visit, typed, file);
    if (!sent.errors().isEmpty()) {
      return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, null, typed, sent.errors());
    }
    return switch (guides.add(visit.actor(), id, place, sent.entry(), sent.file())) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/library#own", "library.added", sent.entry().title());
      case Result.Refused<UUID> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              null,
              typed,
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.GUIDANCE_KEEP)
  @GetMapping("/library/guides/{guide}")
  ResponseEntity<byte[]> edit(Visit visit, @PathVariable UUID guide) {
    Guide one = guides.own(visit.actor(), guide);
    return form(visit, HttpStatus.OK, one, values(visit, one), List.of());
  }

  private static Map<String, String> values(Visit visit, Guide one) {
    Guide.Entry entry = one.entry();
    LocalDate dated = entry.dated();
    LearningModel model = entry.model();
    Map<String, String> values = new HashMap<>();
    values.put("version", String.valueOf(one.version()));
    values.put("title", entry.title());
    values.put("number", entry.number());
    values.put("dated", dated == null ? "" : visit.t().date(dated));
    values.put("issuer", entry.issuer());
    values.put("model", model == null ? "" : model.name());
    values.put("step", entry.step());
    values.put("part", entry.part());
    values.put("link", entry.link());
    return values;
  }

  @Needs(Right.GUIDANCE_KEEP)
  @PostMapping("/library/guides/{guide}")
  ResponseEntity<byte[]> editNow(
      Visit visit,
      @PathVariable UUID guide,
      @RequestParam Map<String, String> typed,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    Guide one = guides.own(visit.actor(), guide);
    Sent sent = read(visit, typed, file);
    if (!sent.errors().isEmpty()) {
      return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, one, typed, sent.errors());
    }
    return switch (guides.change(visit.actor(), guide, version(typed), sent.entry(), sent.file())) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/library#own", "library.changed", sent.entry().title());
      case Result.Refused<UUID> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              one,
              typed,
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.GUIDANCE_KEEP)
  @PostMapping("/library/guides/{guide}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit, @PathVariable UUID guide, @RequestParam Map<String, String> typed) {
    Guide one = guides.own(visit.actor(), guide);
    return switch (guides.withdraw(
        visit.actor(), guide, version(typed), typed.getOrDefault("reason", ""))) {
      case Result.Ok<UUID> ok ->
          visit.leadTo("/library#own", "library.withdrawn.done", one.entry().title());
      case Result.Refused<UUID> refused -> {
        Map<String, String> values = values(visit, one);
        values.put("reason", typed.getOrDefault("reason", ""));
        yield form(
            visit, HttpStatus.UNPROCESSABLE_CONTENT, one, values, visit.errors(refused.problems()));
      }
    };
  }

  private static int version(Map<String, String> typed) {
    String version = typed.getOrDefault("version", "");
    return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
  }

  /** Whose it is to be: the place chosen, else the first that the reader keeps. */
  private static int place(Visit visit, Map<String, String> typed) {
    String place = typed.getOrDefault("place", "");
    return place.matches("\\d{1,9}")
        ? Integer.parseInt(place)
        : visit.actor().areasFor(Right.GUIDANCE_KEEP).getFirst();
  }

  /** What a form brought. */
  private record Sent(Guide.Entry entry, @Nullable Attachment file, List<FieldError> errors) {}

  private Sent read(Visit visit, Map<String, String> typed, @Nullable MultipartFile sent)
      throws IOException {
    List<FieldError> errors = new ArrayList<>();
    LocalDate dated = null;
    String day = typed.getOrDefault("dated", "");
    if (!day.isBlank()) {
      if (VietnameseDates.parse(day) instanceof DateReading.Ok ok) {
        dated = ok.date();
      } else {
        errors.add(new FieldError("dated", visit.t().t("library.date.wrong")));
      }
    }
    Attachment file = null;
    if (sent != null && !sent.isEmpty()) {
      switch (attachments.read("file", sent)) {
        case Result.Ok<Attachment>(Attachment read) -> file = read;
        case Result.Refused<Attachment> refused -> errors.addAll(visit.errors(refused.problems()));
      }
    }
    String model = typed.getOrDefault("model", "");
    return new Sent(
        new Guide.Entry(
            typed.getOrDefault("title", ""),
            typed.getOrDefault("number", ""),
            dated,
            typed.getOrDefault("issuer", ""),
            Arrays.stream(LearningModel.values())
                .filter(one -> one.name().equals(model))
                .findFirst()
                .orElse(null),
            typed.getOrDefault("step", ""),
            typed.getOrDefault("part", ""),
            typed.getOrDefault("link", "")),
        file,
        errors);
  }

  private ResponseEntity<byte[]> form(
      Visit visit,
      HttpStatus status,
      @Nullable Guide guide,
      Map<String, String> values,
      List<FieldError> errors) {
    String title = visit.t().t(guide == null ? "library.add" : "library.change");
    Map<String, Object> params = new HashMap<>();
    params.put("guide", guide);
    params.put("values", values);
    params.put(
        "places",
        visit.actor().areasFor(Right.GUIDANCE_KEEP).stream()
            .map(area -> new Option(String.valueOf(area), areas.byId(area).name()))
            .toList());
    params.put(
        "models",
        Arrays.stream(LearningModel.values())
            .map(
                one -> new Option(one.name(), visit.t().t(one.messageKey(one.levels().getFirst()))))
            .toList());
    params.put(
        "steps",
        guides.steps().stream()
            .map(step -> new Option(step, visit.t().t("procedure.step." + step)))
            .toList());
    params.put("most", attachments.most() >> 20);
    params.put("errors", errors);
    return views.html(
        status,
        "criteria/guide",
        visit.page(
            title,
            "criteria",
            List.of(
                new Crumb(visit.t().t("criteria.title"), "/criteria"),
                new Crumb(visit.t().t("library.title"), "/library"),
                new Crumb(title, null))),
        params);
  }
}
