package vn.khuyenhoc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * How the product is used, what it promises to everybody's eyes and hands, and whether it works.
 */
@Controller
class HelpPages {

  private final JdbcClient jdbc;
  private final Views views;

  HelpPages(JdbcClient jdbc, Views views) {
    this.jdbc = jdbc;
    this.views = views;
  }

  /** How each role works here; the reader's own roles first. */
  @OpenToAll("says how the product is used, shows no data")
  @GetMapping("/help")
  ResponseEntity<byte[]> help(Visit visit) {
    Actor actor = visit.actorOrNull();
    List<Role> roles =
        Arrays.stream(Role.values())
            .sorted(java.util.Comparator.comparing(role -> actor == null || !actor.is(role)))
            .toList();
    return views.html(
        "help/help",
        visit.page(visit.t().t("help.title"), "", List.of()),
        Map.of("roles", roles, "own", actor == null ? 0 : own(actor, roles)));
  }

  private static int own(Actor actor, List<Role> roles) {
    return (int) roles.stream().filter(actor::is).count();
  }

  @OpenToAll("says how the product can be used by everybody, shows no data")
  @GetMapping("/help/accessibility")
  ResponseEntity<byte[]> accessibility(Visit visit) {
    return views.html(
        "help/accessibility", visit.page(visit.t().t("accessibility.title"), "", List.of()));
  }

  @OpenToAll("says only whether the database answers")
  @GetMapping("/health")
  ResponseEntity<byte[]> health() {
    jdbc.sql("select 1").query(Integer.class).single();
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header("Cache-Control", "no-store")
        .body("ok\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
