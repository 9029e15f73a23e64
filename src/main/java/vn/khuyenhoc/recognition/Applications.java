package vn.khuyenhoc.recognition;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.procedure.StepKind;

/**
 * Registrations that people send by themselves, without an account. The form says nothing of the
 * register: who that is, the village or the commune finds out, and accepts or declines it.
 */
@Service
public class Applications extends CommandPart {

  /** The most that wait for one village: more would be sent by a machine. */
  static final int MOST_WAITING = 500;

  /** The most letters of a name, an address or a number. */
  static final int MOST_LETTERS = 120;

  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final int CODE = 8;
  private static final int SUGGESTED = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ApplicationTable table;
  private final Registrations registrations;
  private final AreasThen then;
  private final Texts texts;

  Applications(
      CommandMeans means,
      ApplicationTable table,
      Registrations registrations,
      AreasThen then,
      Languages languages) {
    super(means);
    this.table = table;
    this.registrations = registrations;
    this.then = then;
    this.texts = languages.vietnamese();
  }

  /**
   * Where somebody registers.
   *
   * @param campaign for which campaign
   * @param area in which village
   */
  public record Place(Campaign campaign, Area area) {}

  /**
   * The campaign and the village, for everybody.
   *
   * @throws NotFoundException unless people of the village can register there now
   */
  @Transactional(readOnly = true)
  public Place place(int campaignId, int areaId) {
    // the sheet on the wall names a village that went into another one
    int standing = areas.standing(areaId);
    if (!open(campaignId, standing)) {
      throw missing(campaignId);
    }
    return new Place(campaigns.byId(campaignId).orElseThrow(), areas.lastKnown(standing));
  }

  /** Whether people of a village can register by themselves now. */
  @Transactional(readOnly = true)
  public boolean open(int campaignId, int areaId) {
    return campaigns
            .byId(campaignId)
            .filter(one -> one.steps().contains(StepKind.REGISTRATION))
            .isPresent()
        && table.registers(campaignId, areaId);
  }

  /** What is agreed to, as the form and the printed sheet say it. */
  String consent() {
    return String.join(
        "\n",
        texts.t("registration.sheet.purpose.text"),
        texts.t("registration.sheet.kept"),
        texts.t("registration.sheet.seen"),
        texts.t("registration.sheet.free"),
        texts.t("registration.sheet.agree"));
  }

  /**
   * Somebody registers.
   *
   * @param id made by the form: sent twice, kept once
   * @param name who
   * @param address where in the village; may be empty
   * @param phone to call back; may be empty
   * @param agreed whether they agreed
   */
  public record New(UUID id, String name, String address, String phone, boolean agreed) {}

  /**
   * Keeps a registration until somebody answers it. Fields of problems: {@code name}, {@code
   * address}, {@code phone}, {@code agreed}.
   */
  @Transactional
  public Result<Application> send(int campaignId, int villageId, New given) {
    locks.tree();
    int areaId = place(campaignId, villageId).area().id();
    locks.communes(List.of(offices.of(areaId)));
    Optional<Application> before = table.byId(given.id());
    if (before.isPresent()) {
      return Result.ok(before.get());
    }
    String name = VietnameseText.clean(given.name());
    String address = VietnameseText.clean(given.address());
    String phone = VietnameseText.clean(given.phone());
    List<Problem> problems = new ArrayList<>();
    if (name.codePoints().noneMatch(Character::isLetter)) {
      problems.add(Problem.at("name", MeetingProblem.APPLICANT_MISSING));
    }
    for (Map.Entry<String, String> one :
        Map.of("name", name, "address", address, "phone", phone).entrySet()) {
      if (one.getValue().length() > MOST_LETTERS) {
        problems.add(Problem.at(one.getKey(), RecognitionProblem.TOO_LONG, MOST_LETTERS));
      }
    }
    if (!given.agreed()) {
      problems.add(Problem.at("agreed", MeetingProblem.CONSENT_MISSING));
    }
    if (table.waiting(campaignId, then.origins(List.of(areaId))) >= MOST_WAITING) {
      problems.add(Problem.of(MeetingProblem.APPLICATIONS_FULL));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Application one =
        new Application(
            given.id(),
            campaignId,
            areaId,
            fresh(),
            name,
            address,
            phone,
            now(),
            Application.Status.WAITING,
            null,
            "",
            null,
            null);
    table.add(one, consent());
    journal.write(
        RollKeeper.SYSTEM,
        "application.send",
        subject(campaignId) + "/village/" + areaId,
        areaId,
        Map.of("application", given.id().toString()));
    return Result.ok(one);
  }

  private static String fresh() {
    StringBuilder code = new StringBuilder(CODE);
    for (int i = 0; i < CODE; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** One by the code that its sender got, however it is typed; empty for none. */
  @Transactional(readOnly = true)
  public Optional<Application> byCode(String typed) {
    String code = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    return code.length() == CODE ? table.byCode(code) : Optional.empty();
  }

  // --- those who answer

  /**
   * All of a village, and of those that went into it or of which it is a part; those that wait
   * first.
   */
  @Transactional(readOnly = true)
  public List<Application> of(Actor actor, int campaignId, int villageId) {
    areas.require(actor, Right.DOSSIER_SCORE, villageId);
    return table.of(campaignId, then.origins(List.of(villageId)));
  }

  /** How many of a village wait. The caller reads the village. */
  @Transactional(readOnly = true)
  public int waiting(int campaignId, int villageId) {
    return table.waiting(campaignId, then.origins(List.of(villageId)));
  }

  /** One of a village within the actor's reach. */
  @Transactional(readOnly = true)
  public Application one(Actor actor, int campaignId, int villageId, UUID id) {
    return of(actor, campaignId, villageId).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("application " + id));
  }

  /**
   * Who it could be.
   *
   * @param likely those whose names are alike, the most alike first
   * @param all everybody of the village who can be registered
   * @param registered those of the same name who are registered already
   */
  public record Candidates(
      List<Registrant> likely, List<Registrant> all, List<Registrant> registered) {}

  /** Who of the village it could be. */
  @Transactional(readOnly = true)
  public Candidates candidates(Actor actor, int villageId, Application application) {
    List<Registrant> all = registrations.lines(actor, application.campaignId(), villageId, false);
    return new Candidates(
        all.stream()
            .filter(one -> alike(one.name(), application.name()) > 0)
            .sorted(
                Comparator.comparingInt(
                        (Registrant one) ->
                            10 * alike(one.name(), application.name())
                                + alike(one.address(), application.address()))
                    .reversed())
            .limit(SUGGESTED)
            .toList(),
        all,
        registrations.lines(actor, application.campaignId(), villageId, true).stream()
            .filter(
                one ->
                    VietnameseText.fold(one.name()).equals(VietnameseText.fold(application.name())))
            .toList());
  }

  /** How alike two names are: 0 not at all; the given name, which stands last, weighs most. */
  static int alike(String one, String other) {
    List<String> first = List.of(VietnameseText.fold(one).strip().split("\\s+"));
    List<String> second = List.of(VietnameseText.fold(other).strip().split("\\s+"));
    if (first.getLast().isEmpty() || second.getLast().isEmpty()) {
      return 0;
    }
    int same = (int) first.stream().filter(Set.copyOf(second)::contains).distinct().count();
    return same
        + (first.getLast().equals(second.getLast()) ? 3 : 0)
        + (first.equals(second) ? 5 : 0)
        - (same == 1 && !first.getLast().equals(second.getLast()) ? 1 : 0);
  }

  /** Accepts one: whoever was chosen is registered. Field of problems: {@code dossier}. */
  @Transactional
  public Result<Application> accept(
      Actor actor, int campaignId, int villageId, UUID id, @Nullable DossierKey key) {
    locks.tree();
    Application before = one(actor, campaignId, villageId, id);
    if (key == null) {
      return Result.refused(Problem.at("dossier", MeetingProblem.APPLICANT_NOT_CHOSEN));
    }
    if (!before.waits()) {
      return Result.refused(handled(before));
    }
    Result<Integer> registered =
        registrations.register(
            actor, campaignId, villageId, List.of(key), Registrations.How.ONLINE);
    if (!(registered instanceof Result.Ok<Integer>(Integer count))) {
      return Result.refused(registered.problems());
    }
    if (count != 1) {
      return undone(Problem.at("dossier", MeetingProblem.APPLICANT_GONE));
    }
    if (!table.handle(id, Application.Status.ACCEPTED, key, "", actor, now())) {
      return undone(handled(table.byId(id).orElseThrow()));
    }
    journal.write(
        actor, "application.accept", subject(key), villageId, Map.of("application", id.toString()));
    return Result.ok(table.byId(id).orElseThrow());
  }

  /** Declines one, with a reason that its sender reads. Field of problems: {@code reason}. */
  @Transactional
  public Result<Application> decline(
      Actor actor, int campaignId, int villageId, UUID id, String reason) {
    locks.tree();
    Application before = one(actor, campaignId, villageId, id);
    Optional<Problem> elsewhere = offices.require(actor, Right.DOSSIER_SCORE, villageId);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    reason(problems, why);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!before.waits()
        || !table.handle(id, Application.Status.DECLINED, null, why, actor, now())) {
      return Result.refused(handled(table.byId(id).orElseThrow()));
    }
    journal.write(
        actor,
        "application.decline",
        subject(campaignId) + "/village/" + villageId,
        villageId,
        Map.of("application", id.toString(), "reason", why));
    return Result.ok(table.byId(id).orElseThrow());
  }

  private static Problem handled(Application one) {
    return Problem.of(
        MeetingProblem.APPLICATION_HANDLED,
        String.valueOf(one.handler()),
        one.handledAt() == null ? one.sentAt() : one.handledAt());
  }

  private static <T> Result<T> undone(Problem problem) {
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Result.refused(problem);
  }
}
