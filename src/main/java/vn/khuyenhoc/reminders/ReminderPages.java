package vn.khuyenhoc.reminders;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.mail.Mailer;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** One's own reminders: what of, by mail, as a calendar. */
@Controller
class ReminderPages {

  private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=utf-8");

  private final Reminders reminders;
  private final Mailer mailer;
  private final Views views;
  private final Clock clock;
  private final String publicAddress;

  ReminderPages(
      Reminders reminders,
      Mailer mailer,
      Views views,
      Clock clock,
      @Value("${khuyenhoc.public-address:}") String publicAddress) {
    this.reminders = reminders;
    this.mailer = mailer;
    this.views = views;
    this.clock = clock;
    this.publicAddress = publicAddress;
  }

  private String base(HttpServletRequest request) {
    if (!publicAddress.isEmpty()) {
      return publicAddress.replaceFirst("/+$", "");
    }
    int port = request.getServerPort();
    boolean usual = port == (request.getScheme().equals("https") ? 443 : 80);
    return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }

  @Needs(Right.SIGNED_IN)
  @GetMapping("/account/reminders")
  ResponseEntity<byte[]> show(Visit visit) {
    return show(visit, HttpStatus.OK, null, "", List.of());
  }

  private ResponseEntity<byte[]> show(
      Visit visit,
      HttpStatus status,
      @org.jspecify.annotations.Nullable String typed,
      String subscription,
      List<FieldError> errors) {
    ReminderTable.Address address = reminders.address(visit.actor()).orElse(null);
    Map<String, Object> params = new HashMap<>();
    params.put("all", reminders.of(visit.actor()));
    params.put("today", LocalDate.now(clock));
    params.put("mail", mailer.on());
    params.put("trouble", reminders.trouble().isPresent());
    params.put("typed", typed != null ? typed : address == null ? "" : address.address());
    params.put(
        "state",
        address == null
            ? "none"
            : address.stoppedAt() != null
                ? "stopped"
                : address.confirmedAt() != null ? "confirmed" : "asked");
    params.put("subscribed", reminders.subscribed(visit.actor()).isPresent());
    params.put("subscription", subscription);
    params.put("errors", errors);
    return views.html(
        status,
        "reminders/own",
        visit.page(
            visit.t().t("reminders.title"),
            "",
            List.of(
                new Crumb(visit.t().t("identity.own.title"), "/account"),
                new Crumb(visit.t().t("reminders.title"), null))),
        params);
  }

  /** Puts a reminder off, or brings it back. */
  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/reminders/quiet")
  ResponseEntity<byte[]> quieten(
      Visit visit,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "0") int days) {
    reminders.quieten(visit.actor(), key, days);
    return visit.leadTo(
        "/account/reminders", days < 0 ? "reminders.done.again" : "reminders.done.quiet");
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/reminders/address")
  ResponseEntity<byte[]> address(
      Visit visit, HttpServletRequest request, @RequestParam(defaultValue = "") String address) {
    return switch (reminders.ask(visit.actor(), address, base(request))) {
      case Result.Ok<Boolean> ok -> visit.leadTo("/account/reminders", "reminders.done.asked");
      case Result.Refused<Boolean> refused ->
          show(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              address,
              "",
              visit.errors(refused.problems()));
    };
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/reminders/address/stop")
  ResponseEntity<byte[]> stop(Visit visit) {
    reminders.stop(visit.actor());
    return visit.leadTo("/account/reminders", "reminders.done.stopped");
  }

  /** Makes the private address of the calendar, which is shown this once. */
  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/reminders/calendar")
  ResponseEntity<byte[]> subscribe(Visit visit, HttpServletRequest request) {
    return show(
        visit, HttpStatus.OK, null, reminders.subscribe(visit.actor(), base(request)), List.of());
  }

  @Needs(Right.SIGNED_IN)
  @PostMapping("/account/reminders/calendar/stop")
  ResponseEntity<byte[]> unsubscribe(Visit visit) {
    reminders.unsubscribe(visit.actor());
    return visit.leadTo("/account/reminders", "reminders.done.unsubscribed");
  }

  @Needs(Right.SIGNED_IN)
  @GetMapping("/account/reminders/calendar.ics")
  ResponseEntity<byte[]> download(Visit visit, HttpServletRequest request) {
    return ics(reminders.calendar(visit.actor(), base(request)));
  }

  @OpenToAll("somebody's calendar behind an address that nobody can guess")
  @GetMapping("/calendar/{file}")
  ResponseEntity<byte[]> calendar(@PathVariable String file) {
    if (!file.endsWith(".ics")) {
      throw new NotFoundException("a calendar");
    }
    return ics(reminders.calendar(file.substring(0, file.length() - ".ics".length())));
  }

  private static ResponseEntity<byte[]> ics(String calendar) {
    return Downloads.of(CALENDAR, Downloads.attachment("khuyen-hoc.ics"))
        .header("Cache-Control", "no-store")
        .body(calendar.getBytes(StandardCharsets.UTF_8));
  }

  // --- links in letters: reading them changes nothing, as programs follow links too

  @OpenToAll("whoever reads the letter says that the address is theirs")
  @GetMapping("/reminders/confirm/{token}")
  ResponseEntity<byte[]> askToConfirm(Visit visit, @PathVariable String token) {
    return link(visit, "confirm", token, reminders.toConfirm(token), false);
  }

  @OpenToAll("whoever reads the letter says that the address is theirs")
  @PostMapping("/reminders/confirm/{token}")
  ResponseEntity<byte[]> confirm(Visit visit, @PathVariable String token) {
    reminders.confirm(token);
    return link(visit, "confirm", token, reminders.toConfirm(token), true);
  }

  @OpenToAll("whoever reads the letters stops them")
  @GetMapping("/reminders/stop/{token}")
  ResponseEntity<byte[]> askToStop(Visit visit, @PathVariable String token) {
    return link(visit, "stop", token, reminders.toStop(token), false);
  }

  @OpenToAll("whoever reads the letters stops them")
  @PostMapping("/reminders/stop/{token}")
  ResponseEntity<byte[]> stop(Visit visit, @PathVariable String token) {
    reminders.stop(token);
    return link(visit, "stop", token, reminders.toStop(token), true);
  }

  private ResponseEntity<byte[]> link(
      Visit visit, String act, String token, ReminderTable.Address address, boolean done) {
    return views.html(
        "reminders/link",
        visit.page(visit.t().t("reminders." + act + ".title"), "", List.of()),
        Map.of("act", act, "token", token, "address", address.address(), "done", done));
  }
}
