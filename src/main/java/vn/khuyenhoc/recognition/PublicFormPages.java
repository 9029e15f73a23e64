package vn.khuyenhoc.recognition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Frequency;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * Forms for everybody, without an account: objecting to a public notice, and registering. They say
 * nothing that a paper on the wall does not say.
 */
@Controller
class PublicFormPages {

  /** So many objections, and so many registrations, from one connection in ten minutes. */
  static final int MOST_OBJECTIONS = 10;

  static final int MOST_REGISTRATIONS = 40;
  static final int MOST_MISSED = 30;

  private static final String OBJECTIONS = "objections";
  private static final String REGISTRATIONS = "registrations";
  private static final String MISSED = "registrations.missed";

  private final Notices notices;
  private final Applications applications;
  private final Frequency frequency;
  private final Views views;

  PublicFormPages(Notices notices, Applications applications, Frequency frequency, Views views) {
    this.notices = notices;
    this.applications = applications;
    this.frequency = frequency;
    this.views = views;
  }

  // --- objections

  @OpenToAll("anybody may object to what a public notice names")
  @GetMapping("/notices/{notice}/object")
  ResponseEntity<byte[]> object(
      Visit visit, @PathVariable UUID notice, @RequestParam(defaultValue = "") String about) {
    return objecting(visit, HttpStatus.OK, notice, Visit.newId(), about, "", "", List.of());
  }

  private ResponseEntity<byte[]> objecting(
      Visit visit,
      HttpStatus status,
      UUID notice,
      UUID form,
      String about,
      String raisedBy,
      String words,
      List<FieldError> errors) {
    Notices.Public seen = notices.open(notice);
    Map<String, Object> params = new HashMap<>();
    params.put("seen", seen);
    params.put(
        "choices",
        seen.lines().stream()
            .map(
                line -> new Option(String.valueOf(line.place()), line.place() + ". " + line.name()))
            .toList());
    params.put("form", form.toString());
    params.put("about", about);
    params.put("raisedBy", raisedBy);
    params.put("words", words);
    params.put("errors", errors);
    return views.html(
        status,
        "recognition/object",
        visit.page(visit.t().t("object.title"), "", List.of()),
        params);
  }

  @OpenToAll("anybody may object to what a public notice names")
  @PostMapping("/notices/{notice}/object")
  ResponseEntity<byte[]> object(
      Visit visit,
      HttpServletRequest request,
      @PathVariable UUID notice,
      @RequestParam(required = false) @Nullable UUID form,
      @RequestParam(defaultValue = "") String dossier,
      @RequestParam(defaultValue = "") String raisedBy,
      @RequestParam(defaultValue = "") String words) {
    UUID id = form == null ? Visit.newId() : form;
    String from = request.getRemoteAddr();
    Result<UUID> result;
    if (frequency.tooOften(OBJECTIONS, from, MOST_OBJECTIONS)) {
      result = Result.refused(Problem.of(MeetingProblem.SENT_TOO_OFTEN));
    } else {
      frequency.note(OBJECTIONS, from);
      DossierKey key =
          notices.open(notice).lines().stream()
              .filter(line -> String.valueOf(line.place()).equals(dossier))
              .map(Notice.Line::key)
              .findFirst()
              .orElse(null);
      result = notices.objectPublicly(id, notice, key, raisedBy, words);
    }
    return switch (result) {
      case Result.Ok<UUID>(UUID sent) -> visit.leadTo("/notices/" + notice + "/object/" + sent);
      case Result.Refused<UUID>(List<Problem> problems) ->
          objecting(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              notice,
              id,
              dossier,
              raisedBy,
              words,
              visit.errors(problems));
    };
  }

  /** What became of an objection, for whoever sent it. */
  @OpenToAll("whoever objected reads the answer; its address cannot be guessed")
  @GetMapping("/notices/{notice}/object/{objection}")
  ResponseEntity<byte[]> objected(
      Visit visit, @PathVariable UUID notice, @PathVariable UUID objection) {
    return views.html(
        "recognition/objected",
        visit.page(visit.t().t("object.sent"), "", List.of()),
        Map.of("objection", notices.sent(notice, objection)));
  }

  // --- registering

  @OpenToAll("people register by themselves; the form says nothing of the register")
  @GetMapping("/register/{campaign}/{village}")
  ResponseEntity<byte[]> register(
      Visit visit, @PathVariable int campaign, @PathVariable int village) {
    return registering(
        visit,
        HttpStatus.OK,
        applications.place(campaign, village),
        new Applications.New(Visit.newId(), "", "", "", false),
        List.of());
  }

  private ResponseEntity<byte[]> registering(
      Visit visit,
      HttpStatus status,
      Applications.Place place,
      Applications.New typed,
      List<FieldError> errors) {
    return views.html(
        status,
        "recognition/register",
        visit.page(
            visit.t().t("register.title", visit.t().t(place.campaign().modelKey())), "", List.of()),
        Map.of("place", place, "typed", typed, "errors", errors));
  }

  @OpenToAll("people register by themselves; the form says nothing of the register")
  @PostMapping("/register/{campaign}/{village}")
  ResponseEntity<byte[]> register(
      Visit visit,
      HttpServletRequest request,
      @PathVariable int campaign,
      @PathVariable int village,
      @RequestParam(required = false) @Nullable UUID form,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String address,
      @RequestParam(defaultValue = "") String phone,
      @RequestParam(defaultValue = "false") boolean agreed) {
    Applications.New typed =
        new Applications.New(form == null ? Visit.newId() : form, name, address, phone, agreed);
    String from = request.getRemoteAddr();
    Result<Application> result;
    if (frequency.tooOften(REGISTRATIONS, from, MOST_REGISTRATIONS)) {
      result = Result.refused(Problem.of(MeetingProblem.SENT_TOO_OFTEN));
    } else {
      frequency.note(REGISTRATIONS, from);
      result = applications.send(campaign, village, typed);
    }
    return switch (result) {
      case Result.Ok<Application>(Application sent) ->
          visit.leadTo("/register/state?code=" + sent.grouped(), "register.sent");
      case Result.Refused<Application>(List<Problem> problems) ->
          registering(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              applications.place(campaign, village),
              typed,
              visit.errors(problems));
    };
  }

  /** What became of a registration, by the code that its sender got. */
  @OpenToAll("whoever registered reads what became of it, by a code; says neither name nor place")
  @GetMapping("/register/state")
  ResponseEntity<byte[]> state(
      Visit visit, HttpServletRequest request, @RequestParam(defaultValue = "") String code) {
    String from = request.getRemoteAddr();
    Map<String, Object> params = new HashMap<>();
    params.put("code", code);
    List<FieldError> errors = List.of();
    Optional<Application> found = Optional.empty();
    if (frequency.tooOften(MISSED, from, MOST_MISSED)) {
      errors = visit.errors(List.of(Problem.of(MeetingProblem.SENT_TOO_OFTEN)));
    } else if (!code.isBlank()) {
      found = applications.byCode(code);
      if (found.isEmpty()) {
        frequency.note(MISSED, from);
        errors = List.of(new FieldError("code", visit.t().t("register.state.unknown")));
      }
    }
    params.put("application", found.orElse(null));
    params.put("errors", errors);
    return views.html(
        errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
        "recognition/register-state",
        visit.page(visit.t().t("register.state"), "", List.of()),
        params);
  }
}
