package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.certificates.KeyFiles;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.pdf.DocumentSigner;
import vn.khuyenhoc.platform.pdf.LetterUnknownException;
import vn.khuyenhoc.platform.pdf.SignedPdf;

/**
 * Decisions as PDF with the signature of the organisation's key. An organisation without one
 * attaches a scan of the signed paper instead.
 */
@Component
class DecisionSigning extends DecisionPart {

  private final DecisionPaper paper;
  private final KeyFiles keys;
  private final FileStore files;

  DecisionSigning(
      CommandMeans means,
      DecisionTable decisions,
      TitleTable titles,
      DecisionPaper paper,
      KeyFiles keys,
      FileStore files) {
    super(means, decisions, titles);
    this.paper = paper;
    this.keys = keys;
    this.files = files;
  }

  List<SignedDecision> of(UUID decisionId) {
    return decisions.signed(decisionId);
  }

  Result<SignedDecision> sign(
      Actor actor, UUID id, UUID signing, byte @Nullable [] keyFile, String password) {
    Entered entered = issued(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Decision decision = decisions.byId(id).orElseThrow();
    if (decision.withdrawn() != null) {
      return Result.refused(withdrawn(decision.withdrawn()));
    }
    Optional<SignedDecision> before = signed(id, signing);
    if (before.isPresent()) {
      return Result.ok(before.get());
    }
    Result<DocumentSigner> opened = keys.open(actor, entered.officeId(), keyFile, password);
    if (!(opened instanceof Result.Ok<DocumentSigner>(DocumentSigner signer))) {
      return Result.refused(opened.problems());
    }
    byte[] pdf;
    try {
      pdf = paper.of(entered.campaign(), decision).toPdf();
    } catch (LetterUnknownException unknown) {
      return Result.refused(unknown.problem());
    }
    Instant at = now();
    byte[] signed = SignedPdf.of(pdf, signer, DecisionWording.say("signature.reason"), at);
    String sha256 = files.keep(signed, "application/pdf", actor).sha256();
    decisions.addSigned(signing, id, sha256, signer.name(), at, actor);
    journal.write(
        actor,
        "decision.sign",
        subject(id),
        entered.officeId(),
        Map.of("sha256", sha256, "key", signer.name()));
    return Result.ok(signed(id, signing).orElseThrow());
  }

  private Optional<SignedDecision> signed(UUID id, UUID signing) {
    return decisions.signed(id).stream().filter(one -> one.id().equals(signing)).findFirst();
  }
}
