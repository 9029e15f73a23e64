package vn.khuyenhoc.recognition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Evidence of dossiers: files beside the scores that they support. Whoever scores attaches while
 * the dossier can be scored; whoever appraises reads, and may attach with a reason. Nothing is ever
 * deleted: what is taken off keeps its place in the history and can be put back.
 */
@Service
public class DossierEvidence extends CommandPart {

  /** The most pieces of one dossier: a page that shows them stays one that a phone can show. */
  static final int MOST = 120;

  private static final int MOST_REUSED = 40;
  private static final int MOST_ELSEWHERE = 8;

  private final EvidenceTable table;
  private final FileStore files;

  DossierEvidence(CommandMeans means, EvidenceTable table, FileStore files) {
    super(means);
    this.table = table;
    this.files = files;
  }

  /**
   * All evidence of a dossier in the order it came, also what was taken off.
   *
   * @throws NotFoundException if the dossier is not within the actor's reach
   */
  @Transactional(readOnly = true)
  public List<Evidence> of(Actor actor, DossierKey key) {
    readable(actor, key);
    return table.of(key);
  }

  /** One piece of evidence within the actor's reach. */
  @Transactional(readOnly = true)
  public Evidence one(Actor actor, EvidenceKey key) {
    Evidence evidence =
        table.one(key).orElseThrow(() -> new NotFoundException("evidence " + key.text()));
    readable(actor, evidence.dossier());
    return evidence;
  }

  /** What was done with a dossier's evidence, newest first. */
  @Transactional(readOnly = true)
  public List<EvidenceChange> history(Actor actor, DossierKey key) {
    readable(actor, key);
    return table.history(key);
  }

  /** How much evidence these dossiers have, by their keys' text; those with none are left out. */
  @Transactional(readOnly = true)
  Map<String, EvidenceCount> counts(Collection<DossierKey> keys) {
    return table.counts(keys);
  }

  /** What the same subject has elsewhere and could be used beside this score too. */
  @Transactional(readOnly = true)
  List<Evidence> reusable(Actor actor, DossierKey key, String indicator) {
    readable(actor, key);
    return table.reusable(key, indicator, MOST_REUSED);
  }

  /** The dossiers of others with the same file or picture, those within the actor's reach. */
  @Transactional(readOnly = true)
  List<EvidenceElsewhere> elsewhere(Actor actor, EvidenceKey key) {
    return table.elsewhere(key, MOST_ELSEWHERE).stream()
        .filter(one -> areas.reaches(actor, Right.DOSSIER_READ, one.villageId()))
        .toList();
  }

  /** As what somebody attaches. */
  enum As {
    SCORER,
    /** Says why. */
    APPRAISER
  }

  /** As what the actor may attach to a dossier now; empty where they may not. */
  @Transactional(readOnly = true)
  Optional<As> attaching(Actor actor, DossierKey key) {
    DossierTable.Place place = readable(actor, key);
    Campaign campaign = campaigns.byId(place.campaignId()).orElseThrow();
    return campaign.open()
        ? Optional.ofNullable(as(actor, campaign, place, dossiers.asItStands(key).stage()))
        : Optional.empty();
  }

  private @Nullable As as(Actor actor, Campaign campaign, DossierTable.Place place, Stage stage) {
    return switch (stage) {
      case LISTED, SCORING, SCORED, RETURNED ->
          offices.scores(actor, place.villageId(), place.subject()) ? As.SCORER : null;
      case SENT, APPROVED ->
          offices.acts(
                  actor, Right.DOSSIER_APPRAISE, offices.appraising(campaign, place.villageId()))
              ? As.APPRAISER
              : null;
      case MET, POSTED, AGREED, RECOGNISED, REVOKED, REMOVED -> null;
    };
  }

  private DossierTable.Place readable(Actor actor, DossierKey key) {
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    offices.requireReading(actor, place.villageId(), place.subject());
    return place;
  }

  /** A dossier whose evidence the actor may change, locked. */
  private record Open(DossierTable.Place place, As as) {}

  private Result<Open> open(Actor actor, DossierKey key, String indicator) {
    locks.tree();
    DossierTable.Place place = readable(actor, key);
    Campaign campaign = campaigns.byId(place.campaignId()).orElseThrow();
    if (sets.byId(campaign.setId()).indicator(indicator).isEmpty()) {
      throw new NotFoundException("indicator " + indicator);
    }
    DossierRow row = dossiers.row(key).orElseThrow(() -> missing(key));
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    As as = as(actor, campaign, place, row.stage());
    return as == null
        ? Result.refused(Problem.of(RecognitionProblem.EVIDENCE_CLOSED, row.head()))
        : Result.ok(new Open(place, as));
  }

  private static List<Problem> reasons(As as, String reason) {
    List<Problem> problems = new ArrayList<>();
    if (as == As.APPRAISER) {
      reason(problems, reason, RecognitionProblem.EVIDENCE_REASON);
    } else {
      tooLong(problems, "reason", reason);
    }
    return problems;
  }

  /** Whether files may be attached, before they are read: reading them costs more than asking. */
  @Transactional
  Result<As> asked(Actor actor, DossierKey key, String indicator, String reason) {
    Result<Open> open = open(actor, key, indicator);
    if (!(open instanceof Result.Ok<Open>(Open ok))) {
      return Result.refused(open.problems());
    }
    List<Problem> problems = reasons(ok.as(), VietnameseText.clean(reason));
    return problems.isEmpty() ? Result.ok(ok.as()) : Result.refused(problems);
  }

  /**
   * Attaches a file that was read. The same file beside the same score is one piece however often
   * it is sent; one that was taken off comes back. Fields of problems: {@code file}, {@code
   * reason}.
   *
   * @param reason why; needed from whoever appraises
   */
  @Transactional
  public Result<EvidenceKey> attach(
      Actor actor, DossierKey key, String indicator, Attachment file, String reason) {
    Result<Open> open = open(actor, key, indicator);
    if (!(open instanceof Result.Ok<Open>(Open ok))) {
      return Result.refused(open.problems());
    }
    String why = VietnameseText.clean(reason);
    List<Problem> problems = reasons(ok.as(), why);
    if (table.present(key) >= MOST) {
      problems.add(Problem.at("file", RecognitionProblem.EVIDENCE_TOO_MANY, MOST));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    String sha256 = keep(actor, file.content(), file.kind().mediaType());
    byte[] small = file.preview();
    String preview = small == null ? null : keep(actor, small, AttachmentKind.PICTURE.mediaType());
    Optional<EvidenceKey> before = table.same(key, indicator, sha256);
    if (before.isPresent()) {
      back(actor, ok, key, before.get(), why);
      return Result.ok(before.get());
    }
    EvidenceKey evidence = new EvidenceKey(key.homeId(), Ids.next());
    table.add(evidence, key, indicator, file, sha256, preview, why, actor, now());
    written(actor, ok, key, evidence, "ATTACH", why);
    return Result.ok(evidence);
  }

  private String keep(Actor actor, byte[] content, String mediaType) {
    return files.keep(content, mediaType, actor).sha256();
  }

  /** Puts back what was taken off; what counts already stays as it is. */
  private void back(Actor actor, Open open, DossierKey dossier, EvidenceKey key, String reason) {
    if (!table.one(key).orElseThrow().present()) {
      table.remove(key, null, actor, now());
      written(actor, open, dossier, key, "RESTORE", reason);
    }
  }

  /**
   * Uses evidence of the same subject beside another score too, of this year or an earlier one.
   *
   * @param from what is taken over; what is not the subject's own is not found
   * @return how many stand beside the score now that did not before
   */
  @Transactional
  public Result<Integer> reuse(
      Actor actor, DossierKey key, String indicator, List<EvidenceKey> from, String reason) {
    Result<Open> open = open(actor, key, indicator);
    if (!(open instanceof Result.Ok<Open>(Open ok))) {
      return Result.refused(open.problems());
    }
    String why = VietnameseText.clean(reason);
    List<Problem> problems = reasons(ok.as(), why);
    if (from.isEmpty()) {
      problems.add(Problem.at("from", RecognitionProblem.EVIDENCE_NONE_CHOSEN));
    } else if (table.present(key) + from.size() > MOST) {
      problems.add(Problem.at("from", RecognitionProblem.EVIDENCE_TOO_MANY, MOST));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    List<Evidence> offered = table.reusable(key, indicator, Integer.MAX_VALUE);
    int added = 0;
    for (EvidenceKey one : from) {
      Optional<Evidence> source =
          offered.stream().filter(offer -> offer.key().equals(one)).findFirst();
      if (source.isEmpty()) {
        // pressed twice: it stands there already
        continue;
      }
      Optional<EvidenceKey> before = table.same(key, indicator, source.get().sha256());
      if (before.isPresent()) {
        back(actor, ok, key, before.get(), why);
      } else {
        EvidenceKey evidence = new EvidenceKey(key.homeId(), Ids.next());
        table.reuse(evidence, one, key, indicator, why, actor, now());
        written(actor, ok, key, evidence, "REUSE", why);
      }
      added++;
    }
    return Result.ok(added);
  }

  /**
   * Takes evidence off. The file and who brought it stay, and it can be put back.
   *
   * @param reason why, at least five letters
   */
  @Transactional
  public Result<Evidence> remove(Actor actor, EvidenceKey key, String reason) {
    Evidence evidence = one(actor, key);
    Result<Open> open = open(actor, evidence.dossier(), evidence.indicator());
    if (!(open instanceof Result.Ok<Open>(Open ok))) {
      return Result.refused(open.problems());
    }
    String why = VietnameseText.clean(reason);
    List<Problem> problems = reasons(As.APPRAISER, why);
    // what the village sent is what the commune appraises
    if (ok.as() == As.APPRAISER && !Objects.equals(evidence.personId(), actor.personId())) {
      problems.add(Problem.of(RecognitionProblem.EVIDENCE_NOT_YOURS, evidence.actor()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Evidence now = one(actor, key);
    if (now.present()) {
      table.remove(key, why, actor, now());
      written(actor, ok, evidence.dossier(), key, "REMOVE", why);
    }
    return Result.ok(one(actor, key));
  }

  /** Puts back what was taken off. */
  @Transactional
  public Result<Evidence> restore(Actor actor, EvidenceKey key) {
    Evidence evidence = one(actor, key);
    Result<Open> open = open(actor, evidence.dossier(), evidence.indicator());
    if (!(open instanceof Result.Ok<Open>(Open ok))) {
      return Result.refused(open.problems());
    }
    if (ok.as() == As.APPRAISER && !Objects.equals(evidence.personId(), actor.personId())) {
      return Result.refused(Problem.of(RecognitionProblem.EVIDENCE_NOT_YOURS, evidence.actor()));
    }
    back(actor, ok, evidence.dossier(), key, "");
    return Result.ok(one(actor, key));
  }

  private void written(
      Actor actor, Open open, DossierKey dossier, EvidenceKey key, String event, String reason) {
    table.changed(key, event, reason, actor, now());
    Evidence evidence = table.one(key).orElseThrow();
    journal.write(
        actor,
        "dossier.evidence",
        subject(dossier),
        open.place().villageId(),
        Map.of(
            "event", event,
            "indicator", evidence.indicator(),
            "file", evidence.name(),
            "sha256", evidence.sha256(),
            "reason", reason));
  }
}
