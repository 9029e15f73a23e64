package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.TakingBack;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** Decisions corrected and withdrawn in the browser; what they said first is kept. */
@Controller
class DecisionMendingPages {

  private final Decisions decisions;
  private final Dossiers dossiers;
  private final Views views;
  private final Clock clock;

  DecisionMendingPages(Decisions decisions, Dossiers dossiers, Views views, Clock clock) {
    this.decisions = decisions;
    this.dossiers = dossiers;
    this.views = views;
    this.clock = clock;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private List<Crumb> crumbs(Visit visit, Decision decision, String here) {
    return List.of(
        new Crumb(
            visit.t().t("decision.heading", decision.number()), "/decisions/" + decision.id()),
        new Crumb(here, null));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/{id}/correct")
  ResponseEntity<byte[]> askToCorrect(Visit visit, @PathVariable UUID id) {
    Decision decision = decisions.toChange(visit.actor(), id);
    return correcting(
        visit,
        HttpStatus.OK,
        decision,
        new CorrectionForm(
            new DecisionForm(
                id,
                decision.issuer(),
                decision.number(),
                visit.t().date(decision.decidedOn()),
                decision.signerName(),
                decision.signerTitle()),
            "",
            ""),
        decision.edition(),
        List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/correct")
  ResponseEntity<byte[]> correct(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int edition,
      @RequestParam(defaultValue = "") String issuer,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String decidedOn,
      @RequestParam(defaultValue = "") String signerName,
      @RequestParam(defaultValue = "") String signerTitle,
      @RequestParam(defaultValue = "") String document,
      @RequestParam(defaultValue = "") String reason) {
    return switch (decisions.correct(
        visit.actor(),
        id,
        new Decisions.Correction(
            edition,
            issuer,
            number,
            CampaignPages.date(decidedOn),
            signerName,
            signerTitle,
            document,
            reason))) {
      case Result.Ok<Decision> ok -> visit.leadTo("/decisions/" + id, "correction.done");
      case Result.Refused<Decision> refused ->
          correcting(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              decisions.toChange(visit.actor(), id),
              new CorrectionForm(
                  new DecisionForm(id, issuer, number, decidedOn, signerName, signerTitle),
                  document,
                  reason),
              edition,
              AppraisalPages.dated(visit, decidedOn, visit.errors(refused.problems())));
    };
  }

  private ResponseEntity<byte[]> correcting(
      Visit visit,
      HttpStatus status,
      Decision decision,
      CorrectionForm form,
      int edition,
      List<FieldError> errors) {
    String title = visit.t().t("correction.title");
    return views.html(
        status,
        "recognition/correct-decision",
        visit.page(title, "campaigns", crumbs(visit, decision, title)),
        Map.of(
            "decision",
            decision,
            "campaign",
            dossiers.campaign(visit.actor(), decision.campaignId()),
            "form",
            form,
            "edition",
            edition,
            "late",
            decisions.corrections(decision.id()).stream()
                .limit(Math.max(0, decision.edition() - edition))
                .toList(),
            "errors",
            errors));
  }

  @Needs(Right.DECISION_RECORD)
  @GetMapping("/decisions/{id}/withdraw")
  ResponseEntity<byte[]> askToWithdraw(Visit visit, @PathVariable UUID id) {
    return withdrawing(
        visit,
        HttpStatus.OK,
        decisions.toChange(visit.actor(), id),
        TakingBack.from(visit.t().date(today())),
        List.of());
  }

  @Needs(Right.DECISION_RECORD)
  @PostMapping("/decisions/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(
      Visit visit,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String on,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean confirmed) {
    return switch (decisions.withdraw(
        visit.actor(),
        id,
        new Decisions.Withdrawal(CampaignPages.date(on), number, reason, confirmed))) {
      case Result.Ok<Decisions.Withdrawn> ok ->
          visit.leadTo(
              "/decisions/" + id, "withdrawal.done", ok.value().titles(), ok.value().dossiers());
      case Result.Refused<Decisions.Withdrawn> refused ->
          withdrawing(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              decisions.toChange(visit.actor(), id),
              new TakingBack(on, number, reason, confirmed),
              visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> withdrawing(
      Visit visit, HttpStatus status, Decision decision, TakingBack form, List<FieldError> errors) {
    String title = visit.t().t("withdrawal.title");
    return views.html(
        status,
        "recognition/withdraw",
        visit.page(title, "campaigns", crumbs(visit, decision, title)),
        Map.of(
            "decision",
            decision,
            "campaign",
            dossiers.campaign(visit.actor(), decision.campaignId()),
            "held",
            decisions.held(decision.id()).held(),
            "form",
            form,
            "errors",
            errors));
  }
}
