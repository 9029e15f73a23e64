package vn.khuyenhoc.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;

/** Who acts for a body, reached from the body's page. */
@Controller
class BodyAccountPages {

  private static final String NAV = "areas";

  private final BodyAccounts accounts;
  private final Bodies bodies;
  private final Areas areas;
  private final Views views;

  BodyAccountPages(BodyAccounts accounts, Bodies bodies, Areas areas, Views views) {
    this.accounts = accounts;
    this.bodies = bodies;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.BODY_KEEP)
  @GetMapping("/bodies/{id}/accounts")
  ResponseEntity<byte[]> list(
      Visit visit, @PathVariable UUID id, @RequestParam(defaultValue = "") String q) {
    return list(visit, HttpStatus.OK, id, q, "", "", List.of());
  }

  private ResponseEntity<byte[]> list(
      Visit visit,
      HttpStatus status,
      UUID id,
      String q,
      String account,
      String duty,
      List<Problem> problems) {
    Body body = bodies.own(visit.actor(), id);
    Map<String, Object> params = new HashMap<>();
    params.put("body", body);
    params.put("ended", accounts.ended(body));
    params.put("accounts", accounts.of(visit.actor(), id));
    params.put(
        "candidates",
        accounts.candidates(visit.actor(), id, q).stream()
            .map(
                one ->
                    new Option(
                        one.accountId().toString(),
                        visit
                            .t()
                            .t(
                                "bodyaccounts.candidate",
                                one.name(),
                                one.position().isEmpty()
                                    ? one.place()
                                    : one.position() + ", " + one.place())))
            .toList());
    params.put("q", q);
    params.put("account", account);
    params.put("duty", duty);
    params.put("errors", visit.errors(problems));
    return views.html(
        status,
        "identity/body-accounts",
        visit.page(
            visit.t().t("bodyaccounts.title", body.name()),
            NAV,
            Stream.concat(
                    AreaTrail.of(visit, areas.path(body.areaId()), area -> "/areas/" + area)
                        .stream(),
                    Stream.of(
                        new Crumb(
                            visit.t().t("bodyaccounts.bodies"), "/bodies?area=" + body.areaId()),
                        new Crumb(body.name(), "/bodies/" + id),
                        new Crumb(visit.t().t("bodyaccounts.crumb"), null)))
                .toList()),
        params);
  }

  private static @Nullable UUID parsed(String typed) {
    try {
      return typed.isBlank() ? null : UUID.fromString(typed);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  @Needs(Right.BODY_KEEP)
  @PostMapping("/bodies/{id}/accounts")
  ResponseEntity<byte[]> add(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String duty,
      @RequestParam(defaultValue = "") String q) {
    return switch (accounts.add(visit.actor(), id, parsed(account), duty)) {
      case Result.Ok<Boolean> ok ->
          visit.leadTo("/bodies/" + id + "/accounts", "bodyaccounts.added");
      case Result.Refused<Boolean> refused ->
          list(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, q, account, duty, refused.problems());
    };
  }

  @Needs(Right.BODY_KEEP)
  @PostMapping("/bodies/{id}/accounts/{account}/end")
  ResponseEntity<byte[]> end(Visit visit, @PathVariable UUID id, @PathVariable UUID account) {
    accounts.end(visit.actor(), id, account);
    return visit.leadTo("/bodies/" + id + "/accounts", "bodyaccounts.ended");
  }
}
