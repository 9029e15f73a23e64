package vn.khuyenhoc.recognition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.Registrations.How;
import vn.khuyenhoc.recognition.SampleTable.Placed;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Persons;

/**
 * A sample campaign of farmers by the procedure with every step. In the commune of the sample
 * accounts each village is at another step: a meeting is planned, a notice hangs, one is over, some
 * wait for appraisal, for the council, for the decision. Registration and scores lie in the past
 * and are placed; everything after them is done by the commands that people use.
 */
@Component
class SampleProcedure implements Sample {

  /** The labour group whose campaign has every step. */
  static final String FORM = "FARMER";

  private static final int YEAR = 2026;
  private static final long SEED = 281;
  private static final String SHOWN_COMMUNE = "03721";

  /** The steps at which the villages of the commune are shown, in their order. */
  private enum At {
    MEETING_PLANNED,
    NOTICE_HANGS,
    NOT_REGISTERED,
    NOTICE_OVER,
    SENT,
    APPROVED,
    AGREED
  }

  private final Recognition recognition;
  private final Meetings meetings;
  private final Notices notices;
  private final Decisions decisions;
  private final DossierEvidence evidence;
  private final Attachments attachments;
  private final SampleTable table;
  private final CampaignTable campaigns;
  private final DossierTable dossiers;
  private final RegistrationTable registrations;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Persons persons;
  private final Journal journal;
  private final Clock clock;
  private final Texts texts;

  SampleProcedure(
      Recognition recognition,
      Meetings meetings,
      Notices notices,
      Decisions decisions,
      DossierEvidence evidence,
      Attachments attachments,
      SampleTable table,
      CampaignTable campaigns,
      DossierTable dossiers,
      RegistrationTable registrations,
      Areas areas,
      CriteriaSets sets,
      Persons persons,
      Journal journal,
      Clock clock,
      Languages languages) {
    this.recognition = recognition;
    this.meetings = meetings;
    this.notices = notices;
    this.decisions = decisions;
    this.evidence = evidence;
    this.attachments = attachments;
    this.table = table;
    this.campaigns = campaigns;
    this.dossiers = dossiers;
    this.registrations = registrations;
    this.areas = areas;
    this.sets = sets;
    this.persons = persons;
    this.journal = journal;
    this.clock = clock;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 41;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    Optional<Area> province = areas.byCode(AreaLevel.PROVINCE, "14");
    Optional<Area> commune = areas.byCode(AreaLevel.COMMUNE, SHOWN_COMMUNE);
    if (scale.equals("demo")
        && province.isPresent()
        && commune.isPresent()
        && !table.otherModels(province.get().id(), YEAR, "")) {
      load(province.get().id(), commune.get(), operator);
    }
  }

  /** One transaction: all of it is there, or nothing. */
  @Transactional
  public void load(int provinceId, Area commune, Actor operator) {
    LocalDate today = LocalDate.now(clock);
    List<CriteriaSet> offered =
        sets.inForce(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, FORM, provinceId, today);
    if (offered.isEmpty()) {
      return;
    }
    CriteriaSet set = offered.getFirst();
    LocalDate opened = notAfter(LocalDate.of(YEAR, 3, 2), today.minusDays(60));
    LocalDate usual = LocalDate.of(YEAR, 12, 15);
    int id =
        recognition
            .open(
                operator,
                new OpenCampaign(
                    YEAR,
                    provinceId,
                    set.id(),
                    usual.isBefore(today) ? today : usual,
                    BuiltInProcedures.whole(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON)),
                at(opened),
                opened)
            .orThrow();
    journal.write(operator, "campaign.sample", "campaign/" + id, provinceId, Map.of("year", YEAR));
    Work work = new Work(campaigns.byId(id).orElseThrow(), set, commune, today, operator);
    Map<At, Area> shown = new HashMap<>();
    for (Area village : areas.children(commune.id())) {
      List<DossierRow> rows = dossiers.inStage(id, village.id(), EnumSet.of(Stage.LISTED));
      if (rows.size() >= 3 && shown.size() < At.values().length) {
        At at = At.values()[shown.size()];
        shown.put(at, village);
        work.village(village, at, rows);
      }
    }
    work.office(shown);
  }

  private static LocalDate notAfter(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? other : one;
  }

  private Instant at(LocalDate day) {
    return day.atTime(9, 30).atZone(clock.getZone()).toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  /** What is done in one commune. */
  private final class Work {
    private final Campaign campaign;
    private final CriteriaSet set;
    private final Area commune;
    private final LocalDate today;
    private final Actor operator;
    private final Actor officer;

    Work(Campaign campaign, CriteriaSet set, Area commune, LocalDate today, Actor operator) {
      this.campaign = campaign;
      this.set = set;
      this.commune = commune;
      this.today = today;
      this.operator = operator;
      this.officer = person(commune, Role.COMMUNE_OFFICER, "sample.appraiser");
    }

    private Actor person(Area area, Role role, String key) {
      String name = texts.t(key, area.name());
      UUID id = persons.findOrAdd(area.id(), name, texts.t(key + "-position"), operator);
      return new Actor(null, id, name, List.of(new Grant(role, area.id())));
    }

    /** Brings one village to its step. */
    void village(Area village, At at, List<DossierRow> rows) {
      if (at == At.NOT_REGISTERED) {
        return;
      }
      Actor scorer = person(village, Role.VOLUNTEER, "sample.scorer");
      List<DossierKey> keys = rows.stream().map(DossierRow::key).toList();
      registrations.register(
          new NewStep(
              Ids.next(),
              campaign.id(),
              village.id(),
              DossierEvent.REGISTER,
              at(today.minusDays(50)),
              scorer,
              texts.t(How.PAPER.messageKey()),
              null),
          village.id(),
          null,
          How.PAPER);
      score(scorer, rows);
      if (at == At.MEETING_PLANNED || at == At.SENT) {
        evidence(scorer, keys);
      }
      UUID meeting =
          meetings
              .plan(
                  scorer,
                  new Meetings.Plan(
                      campaign.id(),
                      village.id(),
                      MeetingKind.VILLAGE,
                      at == At.MEETING_PLANNED
                          ? inTime(StepKind.VILLAGE_MEETING, today.plusDays(3))
                          : today.minusDays(22),
                      texts.t("sample.meeting-place"),
                      ""))
              .orThrow();
      if (at == At.MEETING_PLANNED) {
        return;
      }
      meetings
          .hold(scorer, meeting, protocol(scorer.name(), today.minusDays(22), 24, keys.getLast()))
          .orThrow();
      boolean hangs = at == At.NOTICE_HANGS;
      LocalDate posted = today.minusDays(hangs ? 4 : 20);
      UUID notice =
          notices
              .post(scorer, campaign.id(), village.id(), posted, texts.t("sample.notice-place"))
              .orThrow();
      if (hangs || at == At.NOTICE_OVER) {
        UUID objection = Ids.next();
        notices
            .object(
                scorer,
                new Notices.NewObjection(
                    objection,
                    notice,
                    keys.getFirst(),
                    posted.plusDays(2),
                    "",
                    texts.t("sample.objection")))
            .orThrow();
        if (!hangs) {
          notices
              .resolve(
                  officer,
                  notice,
                  objection,
                  Objection.Resolution.DISMISSED,
                  texts.t("sample.objection-answer"))
              .orThrow();
        }
      }
      if (!hangs) {
        notices.endDue(notice);
      }
      if (at.ordinal() >= At.SENT.ordinal()) {
        recognition.sendVillage(scorer, campaign.id(), village.id()).orThrow();
      }
    }

    /** That day, or the last day of the step where that is before it. */
    private LocalDate inTime(StepKind step, LocalDate day) {
      return campaign
          .procedure()
          .dueOn(step, campaign.year())
          .map(due -> notAfter(day, due))
          .orElse(day);
    }

    private void score(Actor scorer, List<DossierRow> rows) {
      UUID person = scorer.personId();
      List<Placed> placed = new ArrayList<>();
      for (DossierRow row : rows) {
        SplittableRandom random =
            new SplittableRandom(SEED + row.key().homeId() * 31L + placed.size());
        Map<String, @Nullable BigDecimal> answers = new HashMap<>();
        for (Indicator indicator : set.indicators()) {
          if (set.asks(indicator, row.facts())) {
            int step = random.nextInt(100) < 88 ? 0 : Math.min(1, indicator.steps().size() - 1);
            answers.put(indicator.id(), indicator.steps().get(step).points());
          }
        }
        placed.add(
            new Placed(
                DossierRules.score(set, row, answers, false, "").orThrow().after(),
                Stage.SCORED,
                Objects.requireNonNull(person),
                at(today.minusDays(28)),
                null,
                null,
                null,
                null,
                null,
                null));
      }
      table.place(placed);
      table.answered(placed, Map.of(Objects.requireNonNull(person), scorer.name()));
    }

    private Protocol protocol(String chair, LocalDate day, int present, DossierKey doubted) {
      return new Protocol(
          day,
          texts.t("sample.meeting-place"),
          chair,
          texts.t("sample.secretary"),
          present,
          null,
          "",
          Map.of(doubted, new Protocol.Against(present / 8, present / 12)),
          List.of(),
          false);
    }

    /** Drawings beside some scores of the first dossiers; two of them have the same one. */
    private void evidence(Actor scorer, List<DossierKey> keys) {
      List<Indicator> asked = set.indicators();
      for (int i = 0; i < Math.min(4, keys.size()); i++) {
        long seed = SEED + keys.get(i).homeId() * 10L;
        attach(scorer, keys.get(i), asked.getFirst(), SamplePictures.page(seed + i % 3));
        attach(scorer, keys.get(i), asked.get(1), SamplePictures.shelf(seed + i));
      }
    }

    private void attach(Actor scorer, DossierKey key, Indicator indicator, byte[] picture) {
      try {
        evidence
            .attach(
                scorer,
                key,
                indicator.id(),
                attachments
                    .read(
                        "file",
                        texts.t("sample.picture") + ".jpg",
                        picture.length,
                        () -> new ByteArrayInputStream(picture))
                    .orThrow(),
                "")
            .orThrow();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Appraises what two villages sent; the council has agreed to one of them. */
    void office(Map<At, Area> shown) {
      Area agreed = shown.get(At.AGREED);
      Area approved = shown.get(At.APPROVED);
      if (agreed == null || approved == null) {
        return;
      }
      approve(agreed);
      List<DossierKey> listed =
          dossiers.inStage(campaign.id(), agreed.id(), EnumSet.of(Stage.APPROVED)).stream()
              .map(DossierRow::key)
              .toList();
      UUID council = council(today).orThrow();
      String members = texts.t("sample.council");
      meetings
          .hold(
              officer,
              council,
              new Protocol(
                  today,
                  texts.t("sample.council-place"),
                  texts.t("sample.chair"),
                  texts.t("sample.secretary"),
                  Meeting.lines(members).size(),
                  null,
                  members,
                  Map.of(listed.getFirst(), new Protocol.Against(1, 0)),
                  List.of(),
                  false))
          .orThrow();
      decisions.draft(officer, campaign.id(), commune.id(), Selection.all(), Ids.next()).orThrow();
      approve(approved);
      council(inTime(StepKind.COUNCIL, today.plusDays(5))).orThrow();
    }

    private void approve(Area village) {
      recognition
          .approve(officer, campaign.id(), commune.id(), Selection.village(village.id()))
          .orThrow();
    }

    private Result<UUID> council(LocalDate day) {
      return meetings.plan(
          officer,
          new Meetings.Plan(
              campaign.id(),
              commune.id(),
              MeetingKind.COUNCIL,
              day,
              texts.t("sample.council-place"),
              texts.t("sample.council")));
    }
  }
}
