package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.certificates.SeriesChoice;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.DecisionCorrection.Change;
import vn.khuyenhoc.recognition.Decisions.Correction;
import vn.khuyenhoc.recognition.Decisions.NameCorrection;
import vn.khuyenhoc.recognition.Decisions.Revocation;
import vn.khuyenhoc.recognition.Decisions.Withdrawal;
import vn.khuyenhoc.recognition.Decisions.Withdrawn;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.recognition.RecomputingTable.Source;
import vn.khuyenhoc.recognition.procedure.StepKind;

/**
 * What becomes of decisions that were issued: corrected, withdrawn, a title of theirs taken back.
 * The first one is always kept. In a campaign that was closed the titles follow, while its dossiers
 * and figures stay as they were reported.
 */
@Component
class DecisionMending extends DecisionPart {

  private final DecisionCertificates certificates;
  private final FileStore files;

  DecisionMending(
      CommandMeans means,
      DecisionTable decisions,
      TitleTable titles,
      DecisionCertificates certificates,
      FileStore files) {
    super(means, decisions, titles);
    this.certificates = certificates;
    this.files = files;
  }

  /** What the module of certificates refused: nothing of the command is kept then. */
  private static <T> Result<T> undone(List<Problem> problems) {
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Result.refused(problems);
  }

  Result<Integer> certify(Actor actor, UUID id, @Nullable Integer seriesId) {
    Entered entered = issued(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Decision decision = decisions.byId(id).orElseThrow();
    if (decision.withdrawn() != null) {
      return Result.refused(withdrawn(decision.withdrawn()));
    }
    if (!entered.campaign().procedure().has(StepKind.CERTIFICATE)) {
      return Result.refused(Problem.of(RecognitionProblem.NO_CERTIFICATE_STEP));
    }
    Set<Title.Key> without = titles.uncertified(id);
    Result<Integer> done =
        certificates.issue(
            actor,
            entered.campaign(),
            decision,
            areas.byId(entered.officeId()),
            titles.holding(id).stream().filter(one -> without.contains(one.key())).toList(),
            seriesId,
            DecisionWording.say("certificate.again"));
    return done.done() ? done : undone(done.problems());
  }

  List<SeriesChoice> series(Campaign campaign, Decision decision) {
    return certificates.series(
        campaign, decision, areas.byId(areas.standing(decision.communeId())));
  }

  Result<Decision> correct(Actor actor, UUID id, Correction given) {
    Entered entered = issued(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Decision before = decisions.byId(id).orElseThrow();
    if (before.withdrawn() != null) {
      return Result.refused(withdrawn(before.withdrawn()));
    }
    Correction wanted = given.clean();
    Campaign campaign = entered.campaign();
    if (wanted.edition() != before.edition()) {
      return Result.refused(changed(before));
    }
    List<Problem> problems = new ArrayList<>();
    needed(problems, "issuer", wanted.issuer(), RecognitionProblem.ISSUER_MISSING);
    needed(problems, "number", wanted.number(), RecognitionProblem.NUMBER_MISSING);
    needed(problems, "signerName", wanted.signerName(), RecognitionProblem.SIGNER_MISSING);
    needed(problems, "signerTitle", wanted.signerTitle(), RecognitionProblem.SIGNER_TITLE_MISSING);
    tooLong(problems, "document", wanted.document());
    reason(problems, wanted.reason());
    LocalDate decidedOn = wanted.decidedOn();
    if (decidedOn == null) {
      problems.add(Problem.at("decidedOn", RecognitionProblem.DATE_MISSING));
    } else {
      if (!decidedOn.equals(before.decidedOn())) {
        DossierDeciding.dated(problems, campaign, dossiers.lastSent(id), decidedOn, today());
        int months = campaign.procedure().content().levelTwoAfterMonths();
        if (campaign.byLevels() && months > 0) {
          DossierDeciding.early(
              problems, dossiers.levelTwoTooEarly(id, decidedOn.minusMonths(months)), months);
        }
      }
      if (decisions.numberTaken(
          campaign,
          before.communeId(),
          wanted.issuer(),
          wanted.number(),
          decidedOn.getYear(),
          id)) {
        problems.add(DossierDeciding.numberTaken(wanted.number(), decidedOn));
      }
    }
    List<Change> changes = changes(before, wanted);
    if (changes.isEmpty() && decidedOn != null) {
      problems.add(Problem.of(RecognitionProblem.NOTHING_CORRECTED));
    }
    if (!wanted.signerName().isEmpty()) {
      UUID signer =
          persons.findOrAdd(entered.officeId(), wanted.signerName(), wanted.signerTitle(), actor);
      if (!wanted.signerName().equals(before.signerName())) {
        if (signer.equals(entered.person())
            || wanted.signerName().equalsIgnoreCase(before.recordedBy())) {
          problems.add(
              Problem.at("signerName", RecognitionProblem.SIGNER_RECORDS, wanted.signerName()));
        }
        int scored = dossiers.scoredBy(id, signer, wanted.signerName());
        if (scored > 0) {
          problems.add(
              Problem.at(
                  "signerName", RecognitionProblem.SIGNER_SCORED, wanted.signerName(), scored));
        }
      }
      if (problems.isEmpty() && decidedOn != null) {
        write(actor, before, wanted, decidedOn, signer, campaign, changes);
        Decision now = decisions.byId(id).orElseThrow();
        // what is printed on a certificate is wrong now: others take their place
        Result<Integer> replaced =
            certificates.issue(
                actor,
                campaign,
                now,
                areas.byId(entered.officeId()),
                titles.holding(id).stream().filter(one -> one.certificateId() != null).toList(),
                null,
                wanted.reason());
        return replaced.done() ? Result.ok(now) : undone(replaced.problems());
      }
    }
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Result.refused(problems);
  }

  private void write(
      Actor actor,
      Decision before,
      Correction wanted,
      LocalDate decidedOn,
      UUID signer,
      Campaign campaign,
      List<Change> changes) {
    UUID id = before.id();
    boolean anotherSigner = !wanted.signerName().equals(before.signerName());
    decisions.correct(
        id,
        wanted.issuer(),
        wanted.number(),
        decidedOn,
        anotherSigner ? signer : null,
        wanted.signerName(),
        wanted.signerTitle());
    if (anotherSigner) {
      dossiers.signed(id, signer);
    }
    if (!decidedOn.equals(before.decidedOn())) {
      titles.period(id, decidedOn, campaign.procedure().content().validity().until(decidedOn));
    }
    decisions.addCorrection(id, actor, now(), wanted.document(), wanted.reason(), changes);
    Map<String, Object> details = new TreeMap<>();
    changes.forEach(one -> details.put(one.what(), List.of(text(one.before()), text(one.after()))));
    details.put("reason", wanted.reason());
    journal.write(actor, "decision.correct", subject(id), before.communeId(), details);
  }

  /** Who corrected it last. */
  private Problem changed(Decision decision) {
    return decisions.corrections(decision.id()).stream()
        .findFirst()
        .map(last -> Problem.of(RecognitionProblem.DECISION_CHANGED, last.actor(), last.at()))
        .orElseGet(
            () ->
                Problem.of(
                    RecognitionProblem.DECISION_CHANGED,
                    decision.recordedBy(),
                    decision.recordedAt()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static List<Change> changes(Decision before, Correction wanted) {
    List<Change> changes = new ArrayList<>();
    changed(changes, DecisionCorrection.ISSUER, before.issuer(), wanted.issuer());
    changed(changes, DecisionCorrection.NUMBER, before.number(), wanted.number());
    LocalDate decidedOn = wanted.decidedOn();
    changed(
        changes,
        DecisionCorrection.DATE,
        before.decidedOn().toString(),
        decidedOn == null ? "" : decidedOn.toString());
    changed(changes, DecisionCorrection.SIGNER, before.signerName(), wanted.signerName());
    changed(changes, DecisionCorrection.SIGNER_TITLE, before.signerTitle(), wanted.signerTitle());
    return changes;
  }

  private static void changed(List<Change> changes, String what, String before, String after) {
    if (!before.equals(after)) {
      changes.add(new Change(what, before, after));
    }
  }

  Result<Title> correctName(Actor actor, Title.Key key, NameCorrection given) {
    Entered entered = title(actor, key);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Title before = titles.byKey(key).orElseThrow();
    String name = VietnameseText.clean(given.name());
    String document = VietnameseText.clean(given.document());
    String why = VietnameseText.cleanLines(given.reason());
    List<Problem> problems = new ArrayList<>();
    if (before.revoked() != null || before.version() != given.version()) {
      problems.add(Problem.of(RecognitionProblem.TITLE_CHANGED, before.name()));
    }
    needed(problems, "name", name, RecognitionProblem.NAME_MISSING);
    tooLong(problems, "document", document);
    reason(problems, why);
    if (name.equals(before.name())) {
      problems.add(Problem.at("name", RecognitionProblem.NOTHING_CORRECTED));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    titles.rename(key, name);
    decisions.addCorrection(
        before.decisionId(),
        actor,
        now(),
        document,
        why,
        List.of(new Change(DecisionCorrection.NAME, before.name(), name)));
    Title renamed = titles.byKey(key).orElseThrow();
    if (renamed.certificateId() != null) {
      Result<Integer> replaced =
          certificates.issue(
              actor,
              entered.campaign(),
              decisions.byId(before.decisionId()).orElseThrow(),
              areas.byId(entered.officeId()),
              List.of(renamed),
              null,
              why);
      if (!replaced.done()) {
        return undone(replaced.problems());
      }
    }
    journal.write(
        actor,
        "title.correct",
        "title/" + key.text(),
        entered.officeId(),
        Map.of("before", before.name(), "after", name, "reason", why));
    return Result.ok(titles.byKey(key).orElseThrow());
  }

  /** The title, behind its locks: at the office that gave it, wherever it is counted today. */
  private Entered title(Actor actor, Title.Key key) {
    TitleTable.Place place =
        titles.place(key).orElseThrow(() -> new NotFoundException("title " + key.text()));
    return enter(
        actor,
        place.campaignId(),
        offices.deciding(place.decidedIn(), place.areaId()),
        false,
        List.of(offices.of(place.areaId())));
  }

  Result<Withdrawn> withdraw(Actor actor, UUID id, Withdrawal given) {
    Entered entered = issued(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Decision before = decisions.byId(id).orElseThrow();
    if (before.withdrawn() != null) {
      return Result.refused(withdrawn(before.withdrawn()));
    }
    String number = VietnameseText.clean(given.number());
    String why = VietnameseText.cleanLines(given.reason());
    List<Problem> problems = new ArrayList<>();
    LocalDate on = takenBack(problems, before.decidedOn(), given.on());
    needed(problems, "number", number, RecognitionProblem.DOCUMENT_MISSING);
    reason(problems, why);
    confirmed(problems, given.confirmed());
    if (!problems.isEmpty() || on == null) {
      return Result.refused(problems);
    }
    Instant at = now();
    Campaign campaign = entered.campaign();
    Result<Integer> ended = certificates.revoke(actor, titles.certificates(id), on, why);
    if (!ended.done()) {
      return undone(ended.problems());
    }
    decisions.withdraw(id, on, number, why, at, entered.by(), actor.name());
    int revoked = titles.revokeAll(id, on, why, number, actor, at);
    int back = 0;
    if (campaign.open()) {
      Stage to = DossierLifecycle.from(DossierEvent.RECOGNISE, campaign.steps()).iterator().next();
      back =
          dossiers
              .withdraw(
                  new NewStep(
                      Ids.next(),
                      campaign.id(),
                      entered.officeId(),
                      DossierEvent.WITHDRAW,
                      at,
                      actor,
                      why,
                      id),
                  to)
              .dossiers();
      recomputing.after(new Source.Decided(id), Set.of(campaign.node()), actor, at);
    }
    journal.write(
        actor,
        "decision.withdraw",
        subject(id),
        before.communeId(),
        Map.of("number", number, "on", on.toString(), "reason", why, "titles", revoked));
    return Result.ok(new Withdrawn(revoked, back));
  }

  Result<Title> revoke(Actor actor, Title.Key key, Revocation given) {
    Entered entered = title(actor, key);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Title before = titles.byKey(key).orElseThrow();
    String document = VietnameseText.clean(given.document());
    String why = VietnameseText.cleanLines(given.reason());
    List<Problem> problems = new ArrayList<>();
    LocalDate on = takenBack(problems, before.validFrom(), given.on());
    needed(problems, "document", document, RecognitionProblem.DOCUMENT_MISSING);
    reason(problems, why);
    confirmed(problems, given.confirmed());
    if (before.revoked() != null || before.version() != given.version()) {
      problems.add(Problem.of(RecognitionProblem.TITLE_CHANGED, before.name()));
    }
    if (!problems.isEmpty() || on == null) {
      return Result.refused(problems);
    }
    Instant at = now();
    Campaign campaign = entered.campaign();
    if (!titles.revoke(key, given.version(), on, why, document, actor, at)) {
      return Result.refused(Problem.of(RecognitionProblem.TITLE_CHANGED, before.name()));
    }
    Result<Integer> ended =
        certificates.revoke(
            actor,
            before.certificateId() == null ? List.of() : List.of(before.certificateId()),
            on,
            why);
    if (!ended.done()) {
      return undone(ended.problems());
    }
    if (campaign.open()) {
      dossiers.revoke(
          new NewStep(
              Ids.next(),
              campaign.id(),
              entered.officeId(),
              DossierEvent.REVOKE,
              at,
              actor,
              why,
              before.decisionId()),
          before.dossier());
      recomputing.after(
          new Source.Named(List.of(before.subject())), Set.of(campaign.node()), actor, at);
    }
    journal.write(
        actor,
        "title.revoke",
        "title/" + key.text(),
        entered.officeId(),
        Map.of("name", before.name(), "document", document, "on", on.toString(), "reason", why));
    return Result.ok(titles.byKey(key).orElseThrow());
  }

  private @Nullable LocalDate takenBack(
      List<Problem> problems, LocalDate given, @Nullable LocalDate on) {
    if (on == null) {
      problems.add(Problem.at("on", RecognitionProblem.WITHDRAWN_ON_MISSING));
    } else if (on.isBefore(given)) {
      problems.add(Problem.at("on", RecognitionProblem.WITHDRAWN_TOO_EARLY, given));
    } else if (on.isAfter(today())) {
      problems.add(Problem.at("on", RecognitionProblem.DATE_IN_FUTURE, today()));
    }
    return on;
  }

  private static void confirmed(List<Problem> problems, boolean confirmed) {
    if (!confirmed) {
      problems.add(Problem.at("confirmed", RecognitionProblem.NOT_CONFIRMED));
    }
  }

  Result<Decision> attach(Actor actor, UUID id, Attachment paper) {
    Entered entered = issued(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    if (!paper.kind().showsPaper()) {
      return Result.refused(Problem.at("file", RecognitionProblem.SCAN_UNKNOWN));
    }
    String sha256 = files.keep(paper.content(), paper.kind().mediaType(), actor).sha256();
    decisions.attach(id, sha256, paper.kind().mediaType());
    journal.write(
        actor, "decision.scan", subject(id), entered.officeId(), Map.of("sha256", sha256));
    return Result.ok(decisions.byId(id).orElseThrow());
  }
}
