package vn.khuyenhoc.certificates;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.pdf.LetterUnknownException;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Pager;
import vn.khuyenhoc.platform.web.PublicAddress;
import vn.khuyenhoc.platform.web.TakingBack;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Certificates in the browser of those who issue them: the list, one with what became of it. */
@Controller
class CertificatePages {

  static final String NAV = "certificates";

  private final Certificates certificates;
  private final CertificateTable table;
  private final SeriesTable numbers;
  private final PrintRuns runs;
  private final Areas areas;
  private final Views views;
  private final Clock clock;
  private final PublicAddress publicAddress;

  CertificatePages(
      Certificates certificates,
      CertificateTable table,
      SeriesTable numbers,
      PrintRuns runs,
      Areas areas,
      Views views,
      Clock clock,
      PublicAddress publicAddress) {
    this.certificates = certificates;
    this.table = table;
    this.numbers = numbers;
    this.runs = runs;
    this.areas = areas;
    this.views = views;
    this.clock = clock;
    this.publicAddress = publicAddress;
  }

  @Configuration(proxyBeanMethods = false)
  static class CertificatesNavigation {
    @Bean
    NavEntry certificatesEntry() {
      return new NavEntry(NAV, "certificates.title", "/certificates", Right.CERTIFICATE_READ, 45);
    }
  }

  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates")
  ResponseEntity<byte[]> list(
      Visit visit,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String series,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String batch,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "25") int size) {
    Texts t = visit.t();
    List<Integer> issuers = certificates.issuersFor(visit.actor(), Right.CERTIFICATE_READ);
    List<Series> all = numbers.within(issuers, 200);
    Integer chosen = series.matches("\\d{1,9}") ? Integer.valueOf(series) : null;
    CertificateStatus state =
        Arrays.stream(CertificateStatus.values())
            .filter(one -> one.name().equals(status))
            .findFirst()
            .orElse(null);
    CertificateFilter filter = CertificateFilter.of(issuers, chosen, uuid(batch), state, q);
    long total = table.count(filter);
    Pager pager = Pager.of(visit.here(), page, size, total);
    Map<String, Object> params = new HashMap<>();
    params.put("typed", q);
    params.put("series", chosen == null ? "" : chosen.toString());
    params.put("status", state == null ? "" : state.name());
    params.put("batch", uuid(batch) == null ? "" : batch);
    params.put("pager", pager);
    params.put("rows", table.page(filter, pager.size(), pager.offset()));
    params.put(
        "allSeries",
        all.stream()
            .map(
                one ->
                    new Option(
                        String.valueOf(one.id()),
                        t.t(
                            "certificates.series.of",
                            one.issuer().name(),
                            String.valueOf(one.year()))))
            .toList());
    params.put(
        "states",
        Arrays.stream(CertificateStatus.values())
            .map(one -> new Option(one.name(), t.t("certificates.status." + one.name())))
            .toList());
    params.put("today", today());
    return views.html(
        "certificates/list", visit.page(t.t("certificates.title"), NAV, List.of()), params);
  }

  private static @Nullable UUID uuid(String typed) {
    try {
      return typed.isEmpty() ? null : UUID.fromString(typed);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates/{id}")
  ResponseEntity<byte[]> show(Visit visit, @PathVariable UUID id) {
    Certificate one = certificates.byId(visit.actor(), id);
    Texts t = visit.t();
    Map<String, Object> params = new HashMap<>();
    params.put("one", one);
    params.put("status", one.status(today()));
    params.put("history", history(one, t));
    params.put("title", title(one));
    params.put("revokes", one.kept() == CertificateStatus.VALID && mayRevoke(visit.actor(), one));
    return views.html(
        "certificates/one",
        visit.page(
            t.t("certificates.of", one.number()),
            NAV,
            List.of(
                new Crumb(t.t("certificates.title"), "/certificates"),
                new Crumb(one.number(), null))),
        params);
  }

  /** Where it is taken back together with what it says. */
  private @Nullable String title(Certificate one) {
    return one.kept() == CertificateStatus.VALID ? certificates.certified(one).orElse(null) : null;
  }

  private boolean mayRevoke(Actor actor, Certificate one) {
    return areas.reachesKnown(actor, Right.CERTIFICATE_REVOKE, one.series().issuer().areaId());
  }

  private List<HistoryLine> history(Certificate one, Texts t) {
    List<HistoryLine> lines = new ArrayList<>();
    for (CertificateTable.Change change : table.changes(one.id())) {
      lines.add(
          new HistoryLine(
              t.dateTime(change.at()),
              change.otherNumber() == null
                  ? t.t("certificates.history." + change.kind())
                  : t.t("certificates.history." + change.kind(), change.otherNumber()),
              change.name(),
              change.note().isEmpty() ? null : change.note(),
              change.kind().equals("RENEWED") ? "ok" : "back"));
    }
    int others = one.batch().size() - 1;
    lines.add(
        new HistoryLine(
            t.dateTime(one.batch().issuedAt()),
            others == 0
                ? t.t("certificates.history.ISSUED.alone")
                : t.t("certificates.history.ISSUED", others),
            one.batch().issuedName(),
            null,
            "ok"));
    return lines;
  }

  /** One certificate as a file to print, not signed. */
  @Needs(Right.CERTIFICATE_READ)
  @GetMapping("/certificates/{id}/print")
  ResponseEntity<byte[]> print(Visit visit, HttpServletRequest request, @PathVariable UUID id) {
    Certificate one = certificates.byId(visit.actor(), id);
    try {
      byte[] pdf = runs.one(one, publicAddress.of(request));
      return Downloads.file(MediaType.APPLICATION_PDF, PrintRuns.fileName(one) + ".pdf", pdf);
    } catch (LetterUnknownException unknown) {
      return refused(
          visit,
          one,
          one.path(),
          visit.t().t("certificates.back.one"),
          Problem.of(
              CertificatesProblem.LETTER_UNKNOWN, unknown.letter(), unknown.text(), one.number()));
    }
  }

  private ResponseEntity<byte[]> refused(
      Visit visit, Certificate one, String back, String label, Problem problem) {
    Texts t = visit.t();
    return views.html(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "certificates/refused",
        visit.page(
            t.t("certificates.of", one.number()),
            NAV,
            List.of(
                new Crumb(t.t("certificates.title"), "/certificates"),
                new Crumb(one.number(), one.path()))),
        Map.of("back", back, "label", label, "errors", visit.errors(List.of(problem))));
  }

  @Needs(Right.CERTIFICATE_REVOKE)
  @GetMapping("/certificates/{id}/revoke")
  ResponseEntity<byte[]> askRevoke(Visit visit, @PathVariable UUID id) {
    Certificate one = certificates.byId(visit.actor(), id);
    String title = title(one);
    if (title != null) {
      return withTitle(visit, one, title);
    }
    return revokeForm(
        visit, HttpStatus.OK, one, TakingBack.from(VietnameseDates.format(today())), List.of());
  }

  /** It ends with what it says, and the way leads there. */
  private ResponseEntity<byte[]> withTitle(Visit visit, Certificate one, String title) {
    return refused(
        visit,
        one,
        title,
        visit.t().t("certificates.title-of"),
        Problem.of(CertificatesProblem.ENDS_WITH_TITLE, one.number()));
  }

  private ResponseEntity<byte[]> revokeForm(
      Visit visit, HttpStatus status, Certificate one, TakingBack form, List<FieldError> errors) {
    Texts t = visit.t();
    return views.html(
        status,
        "certificates/revoke",
        visit.page(
            t.t("certificates.revoke.title", one.number()),
            NAV,
            List.of(
                new Crumb(t.t("certificates.title"), "/certificates"),
                new Crumb(one.number(), one.path()),
                new Crumb(t.t("certificates.revoke"), null))),
        Map.of("one", one, "form", form, "errors", errors));
  }

  @Needs(Right.CERTIFICATE_REVOKE)
  @PostMapping("/certificates/{id}/revoke")
  ResponseEntity<byte[]> revoke(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String on,
      @RequestParam(defaultValue = "") String reason) {
    Certificate one = certificates.byId(visit.actor(), id);
    String title = title(one);
    if (title != null) {
      return withTitle(visit, one, title);
    }
    List<Problem> problems = new ArrayList<>();
    LocalDate day = null;
    if (VietnameseDates.parse(on) instanceof DateReading.Ok read) {
      day = read.date();
    } else {
      problems.add(Problem.at("on", CertificatesProblem.DATE_UNREADABLE, on.strip()));
      if (reason.isBlank()) {
        problems.add(Problem.at("reason", CertificatesProblem.REASON_MISSING));
      }
    }
    if (one.kept() != CertificateStatus.VALID) {
      problems.add(Problem.of(CertificatesProblem.ENDED_ALREADY, one.number()));
    }
    if (problems.isEmpty() && day != null) {
      Result<Integer> revoked = certificates.revoke(visit.actor(), List.of(id), day, reason);
      if (revoked.done()) {
        return visit.leadTo(one.path(), "certificates.revoked", one.number());
      }
      problems.addAll(revoked.problems());
    }
    return revokeForm(
        visit,
        HttpStatus.UNPROCESSABLE_CONTENT,
        one,
        new TakingBack(on, "", reason, false),
        visit.errors(problems));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
