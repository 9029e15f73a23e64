package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Everything that can be done in the recognition procedure. Every command asks for the right, locks
 * the communes it writes to, and looks only then whether the campaign is still open.
 */
@Service
public class Recognition {

  private final CampaignOpening opening;
  private final DossierScoring scoring;
  private final DossierSending sending;
  private final DossierAppraisal appraisal;
  private final DossierDeciding deciding;
  private final Clock clock;

  Recognition(
      CampaignOpening opening,
      DossierScoring scoring,
      DossierSending sending,
      DossierAppraisal appraisal,
      DossierDeciding deciding,
      Clock clock) {
    this.opening = opening;
    this.scoring = scoring;
    this.sending = sending;
    this.appraisal = appraisal;
    this.deciding = deciding;
    this.clock = clock;
  }

  /**
   * A campaign to be opened.
   *
   * @param year the assessment year
   * @param provinceId for which province
   * @param setId by which criteria set
   * @param dueOn the day by which villages send to the commune
   * @param procedureId by which procedure; null for the first of those in force there
   */
  public record OpenCampaign(
      int year, int provinceId, String setId, LocalDate dueOn, @Nullable String procedureId) {

    /** By the first procedure in force there. */
    public OpenCampaign(int year, int provinceId, String setId, LocalDate dueOn) {
      this(year, provinceId, setId, dueOn, null);
    }
  }

  /**
   * Campaigns to be opened together: those of citizens, one for every labour group, or a single
   * one.
   *
   * @param year the assessment year
   * @param provinceId for which province
   * @param setIds by which criteria sets, each of which says what is recognised
   * @param dueOn the day by which everything is sent
   * @param procedureId by which procedure; null for the first of those in force there
   * @param training whether they are for practising and count nowhere
   */
  public record OpenCampaigns(
      int year,
      int provinceId,
      List<String> setIds,
      LocalDate dueOn,
      @Nullable String procedureId,
      boolean training) {
    public OpenCampaigns {
      setIds = List.copyOf(setIds);
    }
  }

  /**
   * Opens several campaigns at once, or none. Fields of problems as {@link #openCampaign}.
   *
   * @return their numbers in the order of their sets
   */
  @Transactional
  public Result<List<Integer>> openCampaigns(Actor actor, OpenCampaigns wanted) {
    return opening.openAll(actor, wanted, now(), today());
  }

  /**
   * Opens the campaign of a province for what the set rates, and puts everybody and everything on
   * its roll that it is for. Fields of problems: {@code year}, {@code provinceId}, {@code setId},
   * {@code dueOn}.
   *
   * @return the campaign's number
   */
  @Transactional
  public Result<Integer> openCampaign(Actor actor, OpenCampaign wanted) {
    return open(actor, wanted, now(), today());
  }

  /** As {@link #openCampaign}, as if the day were another: for samples of past years. */
  Result<Integer> open(Actor actor, OpenCampaign wanted, Instant at, LocalDate today) {
    return opening.open(actor, wanted, at, today);
  }

  /**
   * What a campaign ended with.
   *
   * @param campaignId which
   * @param tally the province's figures, now for good
   */
  public record Closed(int campaignId, Tally tally) {
    /** How many dossiers never came to an end: not approved, not recognised. */
    public int leftOpen() {
      return tally.roll() - tally.recognised() - tally.notAchieved();
    }
  }

  /**
   * Closes a campaign for good: no more scores, appraisals and decisions, and later changes of the
   * register do not touch its roll. "As it was" means the tree on its reference date from now on.
   */
  @Transactional
  public Result<Closed> closeCampaign(Actor actor, int campaignId) {
    return close(actor, campaignId, now());
  }

  Result<Closed> close(Actor actor, int campaignId, Instant at) {
    return opening.close(actor, campaignId, at);
  }

  /**
   * Begins a campaign for practising anew: the one there was is closed, and an empty one with the
   * same criteria and procedure takes its place.
   *
   * @return the new one's number
   */
  @Transactional
  public Result<Integer> restartTraining(Actor actor, int campaignId) {
    return opening.restart(actor, campaignId, now(), today());
  }

  /**
   * What a dossier came to.
   *
   * @param key which
   * @param version to be named by the next change
   * @param stage where it stands now
   * @param outcome achieved or not; null while answers are missing
   * @param total points; null while answers are missing
   * @param missing the indicators without an answer, in order
   */
  public record Scored(
      DossierKey key,
      int version,
      Stage stage,
      @Nullable Outcome outcome,
      @Nullable BigDecimal total,
      List<String> missing) {}

  /**
   * Gives, changes or clears answers of one dossier. A problem's field is the indicator.
   *
   * @param version the version that was looked at; another one is refused, unless nothing changes
   * @param answers points by indicator; a null value clears the answer; indicators not named stay
   * @param part whether answers may still be missing (one question a page); otherwise the dossier
   *     is declared complete, and a returned one looked through
   */
  @Transactional
  public Result<Scored> score(
      Actor actor,
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      boolean part) {
    return score(actor, key, version, answers, part, null);
  }

  /**
   * As {@link #score(Actor, DossierKey, int, Map, boolean)}, typed in from paper.
   *
   * @param scorer who gave the scores on the paper, a person of the commune; null: the actor
   */
  @Transactional
  public Result<Scored> score(
      Actor actor,
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      boolean part,
      @Nullable UUID scorer) {
    return scoring.score(actor, key, version, answers, part, scorer);
  }

  /** Clears one answer. */
  @Transactional
  public Result<Scored> clear(Actor actor, DossierKey key, int version, String indicatorId) {
    Map<String, @Nullable BigDecimal> nothing = new HashMap<>();
    nothing.put(indicatorId, null);
    return score(actor, key, version, nothing, true, null);
  }

  /**
   * One household of a grid.
   *
   * @param key which
   * @param version the version that was looked at
   * @param answers points by indicator; a null value clears the answer; indicators not named stay
   * @param seen the points that were looked at, by indicator. Where somebody else saved in between,
   *     only answers whose points are not those any more are refused; null refuses any change of
   *     another version
   */
  public record GridRow(
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      @Nullable Map<String, @Nullable BigDecimal> seen) {

    /** A row of which only the version is known, not what was looked at. */
    public GridRow(DossierKey key, int version, Map<String, @Nullable BigDecimal> answers) {
      this(key, version, answers, null);
    }

    boolean overwrites(DossierRow row, Map<String, @Nullable BigDecimal> different) {
      return row.version() != version
          && (seen == null
              || different.keySet().stream()
                  .anyMatch(id -> !same(row.answers().get(id), seen.get(id))));
    }

    static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
      return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    /** The field that problems of one cell name: {@code 512/0190…:2.1}. */
    public String field(String indicatorId) {
      return key.text() + ":" + indicatorId;
    }
  }

  /**
   * What a grid came to.
   *
   * @param changed households with a change
   * @param complete of all rows given, those with every answer
   * @param incomplete of all rows given, those with answers missing
   */
  public record GridSaved(int changed, int complete, int incomplete) {}

  /**
   * Scores many households of a village at once; all or nothing. A problem's field is {@link
   * GridRow#field} of the cell, or the dossier's {@link DossierKey#text} for a whole row.
   */
  @Transactional
  public Result<GridSaved> scoreGrid(
      Actor actor, int campaignId, int villageId, List<GridRow> rows) {
    return scoreGrid(actor, campaignId, villageId, rows, null);
  }

  /**
   * As {@link #scoreGrid(Actor, int, int, List)}, typed in from paper.
   *
   * @param scorer who gave the scores on the paper, a person of the commune; null: the actor
   */
  @Transactional
  public Result<GridSaved> scoreGrid(
      Actor actor, int campaignId, int villageId, List<GridRow> rows, @Nullable UUID scorer) {
    return scoring.scoreGrid(actor, campaignId, villageId, rows, scorer);
  }

  /**
   * What {@link #scoreGrid(Actor, int, int, List)} would refuse in these rows, without saving any:
   * for a page that has problems of its own to tell besides.
   */
  @Transactional
  public List<Problem> gridProblems(
      Actor actor, int campaignId, int villageId, List<GridRow> rows) {
    Result<GridSaved> tried = scoreGrid(actor, campaignId, villageId, rows);
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return tried.problems();
  }

  /**
   * What sending a village came to.
   *
   * @param stepId the reference to show and to print; null where numbers of persons had changed and
   *     nothing was left to send
   * @param sent how many were sent
   * @param achieved how many of those achieved
   * @param notScored how many of the village are still to be scored
   * @param returnedLeft how many that the commune gave back are still with the village
   * @param incomplete heads of households that were scored, but whose numbers of persons changed
   *     since, so that a question is open again
   */
  public record Sent(
      @Nullable UUID stepId,
      int sent,
      int achieved,
      int notScored,
      int returnedLeft,
      List<String> incomplete) {}

  /**
   * Sends every scored dossier of a village to the commune, achieved or not. The rest can be sent
   * later. Outcomes are computed anew with the household's numbers of today, which are kept with
   * the dossier from now on.
   */
  @Transactional
  public Result<Sent> sendVillage(Actor actor, int campaignId, int villageId) {
    return sendVillage(actor, campaignId, villageId, Ids.next());
  }

  /**
   * As {@link #sendVillage(Actor, int, int)}.
   *
   * @param reference the number it is to have, made before it is asked for: asking again with the
   *     same one sends nothing more and answers with what was sent
   */
  @Transactional
  public Result<Sent> sendVillage(Actor actor, int campaignId, int villageId, UUID reference) {
    return sending.sendVillage(actor, campaignId, villageId, reference);
  }

  /**
   * Sends one dossier, as the head of whose it is. Sending it again sends nothing more.
   *
   * @param version the version that was looked at
   */
  @Transactional
  public Result<Sent> sendOwn(Actor actor, DossierKey key, int version) {
    return sending.sendOwn(actor, key, version);
  }

  /**
   * What an approval came to.
   *
   * @param stepId its reference
   * @param approved how many were approved
   * @param achieved those that can be recognised now
   * @param notAchieved those that end here
   */
  public record Approved(UUID stepId, int approved, int achieved, int notAchieved) {}

  /**
   * Approves what villages of a commune sent. Refused where the actor scored in one of the
   * villages: nobody appraises a village they scored in.
   */
  @Transactional
  public Result<Approved> approve(Actor actor, int campaignId, int communeId, Selection which) {
    return appraisal.approve(actor, campaignId, communeId, which);
  }

  /**
   * Corrects scores of a dossier that waits for appraisal; what they were is kept. Whoever corrects
   * may appraise it and never signs its decision. One that the council has voted on is approved,
   * and put to the council, again. Fields of problems: {@code points}, {@code reason}.
   *
   * @param version the version that was looked at
   * @param answers points by indicator; indicators not named stay
   * @param reason why, shown in its history; at least five letters
   */
  @Transactional
  public Result<Scored> correct(
      Actor actor, DossierKey key, int version, Map<String, BigDecimal> answers, String reason) {
    return appraisal.correct(actor, key, version, answers, reason);
  }

  /**
   * What giving back came to.
   *
   * @param stepId its reference
   * @param returned how many went back to their villages
   */
  public record GivenBack(UUID stepId, int returned) {}

  /**
   * Gives dossiers back to their villages, sent or approved ones. Fields of problems: {@code
   * reason}, {@code indicators}, {@code dossiers}.
   *
   * @param reason what is to be put right, shown to the volunteer; at least five letters
   * @param indicatorIds what the village may change; none means everything
   */
  @Transactional
  public Result<GivenBack> giveBack(
      Actor actor,
      int campaignId,
      int communeId,
      List<DossierKey> which,
      String reason,
      List<String> indicatorIds) {
    return appraisal.giveBack(actor, campaignId, communeId, which, reason, indicatorIds);
  }

  /**
   * A recognition decision to be recorded.
   *
   * @param campaignId of which campaign
   * @param communeId for which commune
   * @param issuer who issued it: "UBND xã Thuận Châu"
   * @param number as the office's register has it: "12/QĐ-UBND"
   * @param decidedOn its date; null where none was given
   * @param signerName who signed
   * @param signerTitle as what: "Chủ tịch"
   * @param which which dossiers; all means every approved and achieved one
   */
  public record Recognise(
      int campaignId,
      int communeId,
      String issuer,
      String number,
      @Nullable LocalDate decidedOn,
      String signerName,
      String signerTitle,
      Selection which) {

    Recognise clean() {
      return new Recognise(
          campaignId,
          communeId,
          VietnameseText.clean(issuer),
          VietnameseText.clean(number),
          decidedOn,
          VietnameseText.clean(signerName),
          VietnameseText.clean(signerTitle),
          which);
    }
  }

  /**
   * What a decision came to.
   *
   * @param decisionId which
   * @param recognised how many households
   */
  public record Decided(UUID decisionId, int recognised) {}

  /**
   * Records a decision that recognises approved and achieved dossiers in bulk. The signer is a
   * person of the commune, the same as any of that name, and is refused where they scored. Fields
   * of problems: {@code issuer}, {@code number}, {@code decidedOn}, {@code signerName}, {@code
   * signerTitle}.
   */
  @Transactional
  public Result<Decided> recognise(Actor actor, Recognise wanted) {
    return recognise(actor, wanted, Ids.next());
  }

  /**
   * As {@link #recognise(Actor, Recognise)}.
   *
   * @param decisionId the decision's key, made before it is asked for: asking again with the same
   *     one records nothing more and answers with what it recorded
   */
  @Transactional
  public Result<Decided> recognise(Actor actor, Recognise wanted, UUID decisionId) {
    return deciding.recognise(
        actor, wanted, new DossierDeciding.Key(decisionId, false, null), now(), today());
  }

  Result<Decided> recognise(Actor actor, Recognise given, Instant at, LocalDate today) {
    return deciding.recognise(
        actor, given, new DossierDeciding.Key(Ids.next(), false, null), at, today);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
