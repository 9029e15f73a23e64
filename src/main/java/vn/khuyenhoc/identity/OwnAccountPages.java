package vn.khuyenhoc.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.OwnSubject;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.ActorSource;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.Subjects;

/** One's own account: roles, devices, password. */
@Controller
class OwnAccountPages {

  private final SignIn signIn;
  private final Devices devices;
  private final Areas areas;
  private final Subjects subjects;
  private final Views views;

  OwnAccountPages(SignIn signIn, Devices devices, Areas areas, Subjects subjects, Views views) {
    this.subjects = subjects;
    this.signIn = signIn;
    this.devices = devices;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.SIGNED_IN)
  @GetMapping("/account")
  ResponseEntity<byte[]> account(
      Visit visit,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String token) {
    return page(visit, HttpStatus.OK, "identity/own-account", token, List.of());
  }

  /** After a slip: what happens now, and whether to choose a PIN as well. */
  @Needs(Right.SIGNED_IN)
  @GetMapping("/account/welcome")
  ResponseEntity<byte[]> welcome(
      Visit visit,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String token) {
    return page(visit, HttpStatus.OK, "identity/welcome", token, List.of());
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/password")
  ResponseEntity<byte[]> password(
      Visit visit,
      HttpServletRequest request,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String token,
      @RequestParam(defaultValue = "") String present,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      @RequestParam(defaultValue = "false") boolean welcome) {
    SignIn.From from = new SignIn.From(request.getRemoteAddr(), "", token);
    return switch (signIn.changePassword(visit.actor(), present, password, again, from)) {
      case Result.Ok<Boolean> ok ->
          visit.leadTo(welcome ? "/work" : "/account", "identity.done.password");
      case Result.Refused<Boolean> refused ->
          page(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              welcome ? "identity/welcome" : "identity/own-account",
              token,
              refused.problems());
    };
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/devices/{id}/end")
  ResponseEntity<byte[]> end(Visit visit, @PathVariable UUID id) {
    devices.end(visit.actor(), id);
    return visit.leadTo("/account", "identity.done.device");
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/devices/end-others")
  ResponseEntity<byte[]> endOthers(
      Visit visit,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String token) {
    return visit.leadTo(
        "/account", "identity.done.devices", devices.endOthers(visit.actor(), token));
  }

  private ResponseEntity<byte[]> page(
      Visit visit,
      HttpStatus status,
      String template,
      @Nullable String token,
      List<Problem> problems) {
    Actor actor = visit.actor();
    SignIn.Own own = signIn.own(actor);
    boolean volunteer = DeviceRules.codeEnough(actor.grants());
    return views.html(
        status,
        template,
        visit.page(visit.t().t("identity.own.title"), "", List.of()),
        Map.of(
            "login",
            own.login(),
            "hasPassword",
            own.hasPassword(),
            "volunteer",
            volunteer,
            "roles",
            roles(actor),
            "devices",
            devices.of(actor, token),
            "errors",
            visit.errors(problems)));
  }

  private List<HeldRole> roles(Actor actor) {
    List<HeldRole> roles = new ArrayList<>();
    for (Grant grant : actor.grants()) {
      List<Area> path = areas.path(grant.areaId());
      String place =
          path.isEmpty()
              ? ""
              : path.size() > 2
                  ? path.getLast().name() + ", " + path.get(path.size() - 2).name()
                  : path.getLast().name();
      OwnSubject subject = grant.subject();
      String whose =
          subject == null
              ? ""
              : subjects
                  .byKey(new SubjectKey(subject.homeId(), subject.subjectId()))
                  .map(one -> one.name() + ", ")
                  .orElse("");
      roles.add(new HeldRole(grant.role(), grant.areaId(), whose + place, subject));
    }
    return roles;
  }
}
