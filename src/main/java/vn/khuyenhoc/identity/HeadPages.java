package vn.khuyenhoc.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Page;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.registry.Subject;
import vn.khuyenhoc.registry.SubjectField;
import vn.khuyenhoc.registry.SubjectKey;

/** The accounts of heads of something of the register, reached from its page. */
@Controller
class HeadPages {

  private static final String NAV = "households";

  private final HeadAccounts heads;
  private final Areas areas;
  private final Views views;

  HeadPages(HeadAccounts heads, Areas areas, Views views) {
    this.heads = heads;
    this.areas = areas;
    this.views = views;
  }

  @Needs(Right.ACCOUNT_HEADS)
  @GetMapping("/heads/{home}/{id}")
  ResponseEntity<byte[]> list(Visit visit, @PathVariable int home, @PathVariable UUID id) {
    SubjectKey key = new SubjectKey(home, id);
    Subject subject = heads.subject(visit.actor(), key);
    String known = "";
    for (SubjectField field :
        List.of(
            SubjectField.UNIT_HEAD,
            SubjectField.CLAN_HEAD,
            SubjectField.GROUP_HEAD,
            SubjectField.DIRECTOR)) {
      String name = subject.text(field);
      known = name == null ? known : name;
    }
    return list(visit, HttpStatus.OK, key, known, "", List.of());
  }

  private Page page(Visit visit, Subject subject) {
    return visit.page(
        visit.t().t("heads.title", subject.name()),
        NAV,
        java.util.stream.Stream.concat(
                AreaTrail.of(visit, areas.path(subject.areaId()), area -> null).stream(),
                java.util.stream.Stream.of(
                    new Crumb(subject.name(), subject.path()),
                    new Crumb(visit.t().t("heads.crumb"), null)))
            .toList());
  }

  private ResponseEntity<byte[]> list(
      Visit visit,
      HttpStatus status,
      SubjectKey key,
      String name,
      String position,
      List<Problem> problems) {
    Subject subject = heads.subject(visit.actor(), key);
    Map<String, Object> params = new HashMap<>();
    params.put("subject", subject);
    params.put("accounts", heads.of(visit.actor(), key));
    params.put("gives", subject.active() && heads.gives(visit.actor(), subject));
    params.put("name", name);
    params.put("position", position);
    params.put("errors", visit.errors(problems));
    return views.html(status, "identity/heads", page(visit, subject), params);
  }

  @Needs(Right.ACCOUNT_HEADS)
  @PostMapping("/heads/{home}/{id}")
  ResponseEntity<byte[]> add(
      Visit visit,
      @PathVariable int home,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String position) {
    SubjectKey key = new SubjectKey(home, id);
    return switch (heads.add(visit.actor(), key, name, position)) {
      case Result.Ok<UUID> ok ->
          visit.leadTo(path(key), "identity.done.created", VietnameseText.clean(name));
      case Result.Refused<UUID> refused ->
          list(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, name, position, refused.problems());
    };
  }

  private static String path(SubjectKey key) {
    return "/heads/" + key.homeId() + "/" + key.subjectId();
  }

  /** A new slip, shown by this answer only. */
  @Needs(Right.ACCOUNT_HEADS)
  @PostMapping("/heads/{home}/{id}/{account}/slip")
  ResponseEntity<byte[]> slip(
      Visit visit,
      HttpServletRequest request,
      @PathVariable int home,
      @PathVariable UUID id,
      @PathVariable UUID account) {
    SubjectKey key = new SubjectKey(home, id);
    return switch (heads.slip(visit.actor(), key, account)) {
      case Result.Ok<List<PrintedSlip>> ok ->
          views.html(
              "identity/slips",
              visit.page(
                  visit.t().t("identity.slips.title"),
                  NAV,
                  List.of(
                      new Crumb(visit.t().t("heads.crumb"), path(key)),
                      new Crumb(visit.t().t("identity.slips.title"), null))),
              Map.of("slips", ok.value(), "site", AccountPages.site(request), "back", path(key)));
      case Result.Refused<List<PrintedSlip>> refused ->
          list(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, "", "", refused.problems());
    };
  }

  @Needs(Right.ACCOUNT_HEADS)
  @PostMapping("/heads/{home}/{id}/{account}/end")
  ResponseEntity<byte[]> end(
      Visit visit, @PathVariable int home, @PathVariable UUID id, @PathVariable UUID account) {
    SubjectKey key = new SubjectKey(home, id);
    return switch (heads.end(visit.actor(), key, account)) {
      case Result.Ok<Boolean> ok -> visit.leadTo(path(key), "identity.done.ended");
      case Result.Refused<Boolean> refused ->
          list(visit, HttpStatus.UNPROCESSABLE_CONTENT, key, "", "", refused.problems());
    };
  }
}
