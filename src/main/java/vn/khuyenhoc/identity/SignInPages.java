package vn.khuyenhoc.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.ActorSource;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Coming in and going out. */
@Controller
class SignInPages {

  private static final String HOME = "/work";

  private final SignIn signIn;
  private final FirstAdministrator first;
  private final DemoAccounts demonstration;
  private final Views views;

  SignInPages(SignIn signIn, FirstAdministrator first, DemoAccounts demonstration, Views views) {
    this.signIn = signIn;
    this.first = first;
    this.demonstration = demonstration;
    this.views = views;
  }

  @OpenToAll("the way in")
  @GetMapping("/sign-in")
  ResponseEntity<byte[]> form(Visit visit, @RequestParam(defaultValue = "") String back) {
    return visit.actorOrNull() == null
        ? signInForm(visit, HttpStatus.OK, back, "", false, List.of())
        : visit.leadTo(Visit.local(back, HOME));
  }

  @OpenToAll("the way in")
  @PostMapping("/sign-in")
  ResponseEntity<byte[]> enter(
      Visit visit,
      HttpServletRequest request,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String old,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "false") boolean remember,
      @RequestParam(defaultValue = "") String back) {
    return switch (signIn.byPassword(login, password, remember, from(request, old))) {
      case Result.Ok<SignIn.Opened> ok -> entered(request, ok.value(), Visit.local(back, HOME));
      case Result.Refused<SignIn.Opened> refused ->
          signInForm(
              visit, HttpStatus.UNPROCESSABLE_CONTENT, back, login, remember, refused.problems());
    };
  }

  private ResponseEntity<byte[]> signInForm(
      Visit visit,
      HttpStatus status,
      String back,
      String login,
      boolean remember,
      List<Problem> problems) {
    return views.html(
        status,
        "identity/sign-in",
        visit.page(visit.t().t("identity.sign-in.title"), "", List.of()),
        Map.of(
            "back", back, "login", login, "remember", remember, "errors", visit.errors(problems)));
  }

  @OpenToAll("the way in with a slip")
  @GetMapping("/sign-in/slip")
  ResponseEntity<byte[]> slipForm(Visit visit) {
    return slipForm(visit, HttpStatus.OK, "", List.of());
  }

  private ResponseEntity<byte[]> slipForm(
      Visit visit, HttpStatus status, String code, List<Problem> problems) {
    return views.html(
        status,
        "identity/slip",
        visit.page(visit.t().t("identity.slip.title"), "", List.of()),
        Map.of("code", code, "errors", visit.errors(problems)));
  }

  @OpenToAll("the way in with a slip")
  @PostMapping("/sign-in/slip")
  ResponseEntity<byte[]> slip(
      Visit visit,
      HttpServletRequest request,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String old,
      @RequestParam(defaultValue = "") String code) {
    SignIn.From from = from(request, old);
    return switch (signIn.readSlip(code, from)) {
      case Result.Refused<SignIn.SlipOf> refused ->
          slipForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, code, refused.problems());
      case Result.Ok<SignIn.SlipOf> ok when ok.value().needsPassword() ->
          choosePassword(visit, HttpStatus.OK, code, ok.value(), false, List.of());
      case Result.Ok<SignIn.SlipOf> ok ->
          switch (signIn.bySlip(code, from)) {
            case Result.Ok<SignIn.Opened> opened ->
                entered(request, opened.value(), "/account/welcome");
            case Result.Refused<SignIn.Opened> refused ->
                slipForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, code, refused.problems());
          };
    };
  }

  @OpenToAll("the way in with a slip")
  @PostMapping("/sign-in/slip/password")
  ResponseEntity<byte[]> slipPassword(
      Visit visit,
      HttpServletRequest request,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String old,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      @RequestParam(defaultValue = "false") boolean remember) {
    SignIn.From from = from(request, old);
    return switch (signIn.bySlip(code, password, again, remember, from)) {
      case Result.Ok<SignIn.Opened> ok -> entered(request, ok.value(), HOME);
      case Result.Refused<SignIn.Opened> refused ->
          switch (signIn.readSlip(code, from)) {
            case Result.Ok<SignIn.SlipOf> still ->
                choosePassword(
                    visit,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    code,
                    still.value(),
                    remember,
                    refused.problems());
            case Result.Refused<SignIn.SlipOf> over ->
                slipForm(visit, HttpStatus.UNPROCESSABLE_CONTENT, code, over.problems());
          };
    };
  }

  private ResponseEntity<byte[]> choosePassword(
      Visit visit,
      HttpStatus status,
      String code,
      SignIn.SlipOf slip,
      boolean remember,
      List<Problem> problems) {
    return views.html(
        status,
        "identity/slip-password",
        visit.page(visit.t().t("identity.slip-password.title"), "", List.of()),
        Map.of(
            "code",
            code,
            "name",
            slip.name(),
            "login",
            slip.login(),
            "remember",
            remember,
            "errors",
            visit.errors(problems)));
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/sign-out")
  ResponseEntity<byte[]> leave(
      Visit visit,
      HttpServletRequest request,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String token) {
    if (token != null) {
      signIn.out(visit.actor(), token);
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header("Location", "/sign-in")
        .header("Set-Cookie", cookie("", Duration.ZERO, request.isSecure()).toString())
        .build();
  }

  @OpenToAll("the one-time link of the first administrator")
  @GetMapping("/setup/{token}")
  ResponseEntity<byte[]> setup(Visit visit, @PathVariable String token) {
    return setupForm(
        visit, first.open(token) ? HttpStatus.OK : HttpStatus.GONE, token, "", "", List.of());
  }

  @OpenToAll("the one-time link of the first administrator")
  @PostMapping("/setup/{token}")
  ResponseEntity<byte[]> setUp(
      Visit visit,
      HttpServletRequest request,
      @PathVariable String token,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again) {
    if (!first.open(token)) {
      return setupForm(visit, HttpStatus.GONE, token, "", "", List.of());
    }
    return switch (first.accept(token, name, login, password, again, from(request, null))) {
      case Result.Ok<SignIn.Opened> ok -> entered(request, ok.value(), HOME);
      case Result.Refused<SignIn.Opened> refused ->
          setupForm(
              visit, HttpStatus.UNPROCESSABLE_CONTENT, token, name, login, refused.problems());
    };
  }

  private ResponseEntity<byte[]> setupForm(
      Visit visit,
      HttpStatus status,
      String token,
      String name,
      String login,
      List<Problem> problems) {
    return views.html(
        status,
        "identity/setup",
        visit.page(visit.t().t("identity.setup.title"), "", List.of()),
        Map.of(
            "token",
            token,
            "open",
            status != HttpStatus.GONE,
            "name",
            name,
            "login",
            login,
            "errors",
            visit.errors(problems)));
  }

  /** A sign-in link of the demonstration: only for a browser on the same machine. */
  @OpenToAll("sample accounts of a demonstration, from the same machine only")
  @GetMapping("/sign-in/demo/{token}")
  ResponseEntity<byte[]> demo(
      HttpServletRequest request,
      @PathVariable String token,
      @CookieValue(name = ActorSource.COOKIE, required = false) @Nullable String old) {
    return demonstration
        .accountBehind(token)
        .filter(account -> local(request))
        .map(account -> entered(request, signIn.byLink(account, "demo", from(request, old)), HOME))
        .orElseThrow(() -> new NotFoundException("demo link"));
  }

  /** From this machine itself, and not handed on by a proxy that stands on it. */
  private static boolean local(HttpServletRequest request) {
    try {
      return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
          && request.getHeader("Forwarded") == null
          && request.getHeader("X-Forwarded-For") == null;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static SignIn.From from(HttpServletRequest request, @Nullable String old) {
    String agent = request.getHeader("User-Agent");
    return new SignIn.From(request.getRemoteAddr(), agent == null ? "" : agent, old);
  }

  private static ResponseEntity<byte[]> entered(
      HttpServletRequest request, SignIn.Opened opened, String href) {
    ResponseCookie cookie =
        cookie(
            opened.token(),
            opened.lasting() ? ActorSource.BROWSERS_MOST : Duration.ofSeconds(-1),
            request.isSecure());
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header("Location", href)
        .header("Set-Cookie", cookie.toString())
        .build();
  }

  /** The database decides how long a device is signed in; the cookie only has to outlast that. */
  private static ResponseCookie cookie(String token, Duration age, boolean secure) {
    return ResponseCookie.from(ActorSource.COOKIE, token)
        .path("/")
        .httpOnly(true)
        .sameSite("Lax")
        .secure(secure)
        .maxAge(age)
        .build();
  }
}
