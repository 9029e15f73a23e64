package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.certificates.SeriesChoice;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.Recognition.Decided;
import vn.khuyenhoc.recognition.Recognition.Recognise;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/**
 * Decisions from the draft to what becomes of them: drawn up, issued, corrected, withdrawn; and
 * titles taken back.
 */
@Service
public class Decisions {

  private final DecisionDrafting drafting;
  private final DossierDeciding deciding;
  private final DecisionMending mending;
  private final DecisionSigning signing;
  private final DecisionTable table;
  private final DossierListTable lists;
  private final TitleTable titles;
  private final DecisionWording wording;
  private final Signers signers;
  private final Areas areas;
  private final AreasThen then;
  private final Clock clock;

  Decisions(
      DecisionDrafting drafting,
      DossierDeciding deciding,
      DecisionMending mending,
      DecisionSigning signing,
      DecisionTable table,
      DossierListTable lists,
      TitleTable titles,
      DecisionWording wording,
      Signers signers,
      Areas areas,
      AreasThen then,
      Clock clock) {
    this.drafting = drafting;
    this.deciding = deciding;
    this.mending = mending;
    this.signing = signing;
    this.table = table;
    this.lists = lists;
    this.titles = titles;
    this.wording = wording;
    this.signers = signers;
    this.areas = areas;
    this.then = then;
    this.clock = clock;
  }

  // ---- drafts

  /**
   * Begins a draft with the usual words. What is in it is in no other draft and is not recognised
   * but by it.
   *
   * @param which of what was approved and achieved
   * @param id its key, made before it is asked for: asking again begins no other
   */
  @Transactional
  public Result<UUID> draft(Actor actor, int campaignId, int officeId, Selection which, UUID id) {
    return drafting.draft(actor, campaignId, officeId, which, id);
  }

  /** Adds to a draft; how many. */
  @Transactional
  public Result<Integer> add(Actor actor, UUID draftId, Selection which) {
    return drafting.add(actor, draftId, which);
  }

  /** Takes dossiers out of a draft; how many. */
  @Transactional
  public Result<Integer> takeOut(Actor actor, UUID draftId, List<DossierKey> which) {
    return drafting.takeOut(actor, draftId, which);
  }

  /** Takes out of a draft what turned out not to have achieved; how many. */
  @Transactional
  public Result<Integer> takeOutUnfit(Actor actor, UUID draftId) {
    return drafting.takeOutUnfit(actor, draftId);
  }

  /**
   * Writes what a draft says. Fields of problems: {@code issuer}, {@code subject}, {@code grounds},
   * {@code articles}.
   *
   * @param edition the one that was looked at
   */
  @Transactional
  public Result<DecisionDraft> write(
      Actor actor, UUID draftId, int edition, String issuer, DecisionText text) {
    return drafting.write(actor, draftId, edition, issuer, text);
  }

  /**
   * Takes over the draft of an office that was divided: what lies here is in a draft of this office
   * from now on, the rest waits for the other parts.
   *
   * @return the draft of this office
   */
  @Transactional
  public Result<UUID> takeOver(Actor actor, UUID draftId) {
    return drafting.takeOver(actor, draftId);
  }

  /** Throws a draft away; how many wait for a decision again. */
  @Transactional
  public Result<Integer> drop(Actor actor, UUID draftId) {
    return drafting.drop(actor, draftId);
  }

  /**
   * What the signed paper says.
   *
   * @param issuer who issued it
   * @param number as the office's register has it
   * @param decidedOn its date; null where none was given
   * @param signerName who signed
   * @param signerTitle as what
   * @param seen how many dossiers were in the draft when somebody looked; null where nobody did
   * @param edition of the draft as it was printed; null where nobody looked
   */
  public record Issue(
      String issuer,
      String number,
      @Nullable LocalDate decidedOn,
      String signerName,
      String signerTitle,
      @Nullable Integer seen,
      @Nullable Integer edition) {}

  /**
   * Issues a draft: everything in it is recognised, titles come into being. Problems as {@link
   * Recognition#recognise}.
   */
  @Transactional
  public Result<Decided> issue(Actor actor, UUID draftId, Issue issue) {
    DecisionTable.Place place =
        table.place(draftId).orElseThrow(() -> new NotFoundException("decision " + draftId));
    return deciding.recognise(
        actor,
        new Recognise(
            place.campaignId(),
            drafting.office(actor, draftId, place),
            issue.issuer(),
            issue.number(),
            issue.decidedOn(),
            issue.signerName(),
            issue.signerTitle(),
            new Selection.AllBut(null, List.of(), issue.seen())),
        new DossierDeciding.Key(draftId, true, issue.edition()),
        now(),
        LocalDate.now(clock));
  }

  /** Whether a draft within the actor's reach was issued meanwhile. */
  @Transactional(readOnly = true)
  public boolean issued(Actor actor, UUID id) {
    DecisionTable.Place place =
        table.place(id).orElseThrow(() -> new NotFoundException("decision " + id));
    areas.require(actor, Right.DECISION_RECORD, drafting.office(actor, id, place));
    return !place.draft();
  }

  /** Who usually issues the decisions of an office: the body of the register, else as is usual. */
  public String issuer(Campaign campaign, int officeId) {
    return wording.issuer(campaign, areas.byId(officeId));
  }

  /** Who signs a decision that a body issues for an office on a day. */
  public Signing signing(int officeId, String issuer, LocalDate day) {
    return signers.around(officeId, day).of(SignedPaper.DECISION, issuer);
  }

  /** How the numbers of an issuer are written, as the register of bodies has it on that day. */
  public String symbol(Campaign campaign, int officeId, String issuer, LocalDate day) {
    return wording.symbol(campaign, officeId, issuer, day);
  }

  /** A draft of an office within the actor's reach. */
  @Transactional(readOnly = true)
  public DecisionDraft draft(Actor actor, UUID id) {
    DecisionTable.Place place =
        table.place(id).orElseThrow(() -> new NotFoundException("decision " + id));
    DecisionDraft draft =
        table
            .draft(id, drafting.office(actor, id, place))
            .orElseThrow(() -> new NotFoundException("decision " + id));
    areas.require(actor, Right.DECISION_RECORD, draft.officeId());
    return draft;
  }

  /** What is in a draft, by village and given name. */
  @Transactional(readOnly = true)
  public Listing<DossierLine> drafted(Actor actor, UUID id, int page, int size) {
    DecisionDraft draft = draft(actor, id);
    return lists.decided(
        id,
        draft.toTakeOver() ? draft.officeId() : null,
        new DossierListTable.Through(vn.khuyenhoc.areas.Basis.AS_IS, LocalDate.now(clock)),
        page,
        size);
  }

  /** The drafts of an office in a campaign, newest first. */
  @Transactional(readOnly = true)
  public List<DecisionDraft> drafts(Actor actor, int campaignId, int officeId) {
    areas.require(actor, Right.DOSSIER_APPRAISE, officeId);
    List<Integer> here = List.of(officeId);
    return table.drafts(campaignId, officeId, then.before(here), then.origins(here));
  }

  // ---- what becomes of a decision

  /**
   * What a decision is to say from now on; what was right is given as it was.
   *
   * @param edition of the decision that was looked at
   * @param issuer who issued it
   * @param number its number
   * @param decidedOn its date; null where none was given
   * @param signerName who signed
   * @param signerTitle as what
   * @param document number and date of the document that corrects it; may be empty
   * @param reason why
   */
  public record Correction(
      int edition,
      String issuer,
      String number,
      @Nullable LocalDate decidedOn,
      String signerName,
      String signerTitle,
      String document,
      String reason) {

    Correction clean() {
      return new Correction(
          edition,
          VietnameseText.clean(issuer),
          VietnameseText.clean(number),
          decidedOn,
          VietnameseText.clean(signerName),
          VietnameseText.clean(signerTitle),
          VietnameseText.clean(document),
          VietnameseText.cleanLines(reason));
    }
  }

  /**
   * Corrects what was wrong on a decision (đính chính); what it said before is kept. Another date
   * changes from when to when its titles hold.
   */
  @Transactional
  public Result<Decision> correct(Actor actor, UUID decisionId, Correction correction) {
    return mending.correct(actor, decisionId, correction);
  }

  /**
   * A name to be corrected.
   *
   * @param version of the title that was looked at
   * @param name as it is to be printed
   * @param document number and date of the document that corrects it; may be empty
   * @param reason why
   */
  public record NameCorrection(int version, String name, String document, String reason) {}

  /** Corrects a name as printed. */
  @Transactional
  public Result<Title> correctName(Actor actor, Title.Key key, NameCorrection correction) {
    return mending.correctName(actor, key, correction);
  }

  /**
   * How a decision is withdrawn.
   *
   * @param on the day of the decision that withdraws it; null where none was given
   * @param number of that decision
   * @param reason why
   * @param confirmed whether the consequences were read
   */
  public record Withdrawal(
      @Nullable LocalDate on, String number, String reason, boolean confirmed) {}

  /**
   * What withdrawing came to.
   *
   * @param titles how many titles were taken back
   * @param dossiers how many dossiers wait for a decision again; none in a closed campaign
   */
  public record Withdrawn(int titles, int dossiers) {}

  /**
   * Withdraws a decision (hủy bỏ): its titles are taken back, its dossiers wait for another one.
   */
  @Transactional
  public Result<Withdrawn> withdraw(Actor actor, UUID decisionId, Withdrawal withdrawal) {
    return mending.withdraw(actor, decisionId, withdrawal);
  }

  /**
   * How a title is taken back.
   *
   * @param version of the title that was looked at
   * @param on from which day; null where none was given
   * @param document by which document: its number and date
   * @param reason why
   * @param confirmed whether the consequences were read
   */
  public record Revocation(
      int version, @Nullable LocalDate on, String document, String reason, boolean confirmed) {}

  /** Takes one title back (thu hồi danh hiệu). */
  @Transactional
  public Result<Title> revoke(Actor actor, Title.Key key, Revocation revocation) {
    return mending.revoke(actor, key, revocation);
  }

  /**
   * How the titles of a decision stand.
   *
   * @param held how many hold
   * @param revoked how many were taken back
   * @param certified how many of those that hold have a certificate
   */
  public record Held(int held, int revoked, int certified) {}

  /** For saying the consequences of withdrawing before. */
  @Transactional(readOnly = true)
  public Held held(UUID decisionId) {
    TitleTable.Held held = titles.held(decisionId);
    return new Held(held.held(), held.revoked(), held.certified());
  }

  /**
   * Issues the certificates of a decision's titles that have none yet: one numbered row in the
   * order of its list.
   *
   * @param seriesId which of the office's series gives the numbers; null for the usual one
   * @return how many
   */
  @Transactional
  public Result<Integer> certify(Actor actor, UUID decisionId, @Nullable Integer seriesId) {
    return mending.certify(actor, decisionId, seriesId);
  }

  /** From where the numbers of a decision's certificates can come, the usual series first. */
  @Transactional(readOnly = true)
  public List<SeriesChoice> series(Campaign campaign, Decision decision) {
    return mending.series(campaign, decision);
  }

  /** The corrections of a decision, newest first. */
  @Transactional(readOnly = true)
  public List<DecisionCorrection> corrections(UUID decisionId) {
    return table.corrections(decisionId);
  }

  /** A decision that the actor may correct, withdraw or complete; not found to everybody else. */
  public Decision toChange(Actor actor, UUID decisionId) {
    Decision decision =
        table.byId(decisionId).orElseThrow(() -> new NotFoundException("decision " + decisionId));
    areas.require(actor, Right.DECISION_RECORD, areas.standing(decision.communeId()));
    return decision;
  }

  /**
   * Keeps the signed decision as a file: a photo or a PDF. Another one takes its place; the first
   * stays among the files.
   *
   * @param paper what was sent, read and found harmless
   */
  @Transactional
  public Result<Decision> attach(Actor actor, UUID decisionId, Attachment paper) {
    return mending.attach(actor, decisionId, paper);
  }

  /**
   * Signs an issued decision with the organisation's key file as a PDF of the same words and list
   * (PAdES). What was signed before is kept.
   *
   * @param signing made by the form: sent twice, signed once
   * @param keyFile sent with the form; null for the one that is kept
   * @param password as typed; kept by nobody
   */
  @Transactional
  public Result<SignedDecision> sign(
      Actor actor, UUID decisionId, UUID signing, byte @Nullable [] keyFile, String password) {
    return this.signing.sign(actor, decisionId, signing, keyFile, password);
  }

  /** The PDFs that were signed of a decision, newest first. The caller reads the decision. */
  @Transactional(readOnly = true)
  public List<SignedDecision> signed(UUID decisionId) {
    return signing.of(decisionId);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
