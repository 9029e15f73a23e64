package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
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
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.registry.Choice;
import vn.khuyenhoc.registry.Choices;
import vn.khuyenhoc.registry.Persons;

/**
 * Small sample campaigns of every other model, wherever a set is in force: in the commune of the
 * sample accounts something is scored, something waits and something is recognised; elsewhere
 * everything is still to be scored. Done by the commands that people use.
 */
@Component
class SampleModels implements Sample {

  private static final int YEAR = 2026;
  private static final int WORKED_ON = 9;
  private static final long SEED = 1373;
  private static final String SHOWN_COMMUNE = "03721";

  private final Recognition recognition;
  private final SampleTable table;
  private final CampaignTable campaigns;
  private final DossierTable dossiers;
  private final LiveFacts facts;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Choices choices;
  private final Persons persons;
  private final Clock clock;
  private final Texts texts;

  SampleModels(
      Recognition recognition,
      SampleTable table,
      CampaignTable campaigns,
      DossierTable dossiers,
      LiveFacts facts,
      Areas areas,
      CriteriaSets sets,
      Choices choices,
      Persons persons,
      Clock clock,
      Languages languages) {
    this.recognition = recognition;
    this.table = table;
    this.campaigns = campaigns;
    this.dossiers = dossiers;
    this.facts = facts;
    this.areas = areas;
    this.sets = sets;
    this.choices = choices;
    this.persons = persons;
    this.clock = clock;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 42;
  }

  @Override
  public void loadOnce(String scale, Actor operator) {
    Optional<Area> province = areas.byCode(AreaLevel.PROVINCE, "14");
    Optional<Area> commune = areas.byCode(AreaLevel.COMMUNE, SHOWN_COMMUNE);
    if (!scale.equals("demo")
        || province.isEmpty()
        || commune.isEmpty()
        || table.otherModels(province.get().id(), YEAR, SampleProcedure.FORM)) {
      return;
    }
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        for (String form : forms(model)) {
          if (model != LearningModel.LEARNING_FAMILY
              && level != ModelLevel.DISTRICT
              && !form.equals(SampleProcedure.FORM)) {
            begin(model, level, form, province.get(), commune.get(), operator);
          }
        }
      }
    }
  }

  private List<String> forms(LearningModel model) {
    return model.hasForms()
        ? choices.labourGroups().stream().filter(one -> !one.retired()).map(Choice::code).toList()
        : List.of("");
  }

  private void begin(
      LearningModel model,
      ModelLevel level,
      String form,
      Area province,
      Area commune,
      Actor operator) {
    LocalDate today = LocalDate.now(clock);
    List<CriteriaSet> offered = sets.inForce(model, level, form, province.id(), today);
    if (offered.isEmpty()) {
      return;
    }
    LocalDate usual = LocalDate.of(YEAR, 12, 15);
    LocalDate due = usual.isBefore(today) ? today : usual;
    Result<Integer> opened =
        recognition.openCampaign(
            operator, new OpenCampaign(YEAR, province.id(), offered.getFirst().id(), due));
    if (opened instanceof Result.Ok<Integer>(Integer id)) {
      work(campaigns.byId(id).orElseThrow(), offered.getFirst(), province, commune, operator);
    }
  }

  /** Scores some, sends most of them, approves and recognises those that achieve. */
  private void work(
      Campaign campaign, CriteriaSet set, Area province, Area commune, Actor operator) {
    Area place = campaign.ofProvince() ? province : commune;
    Area office = campaign.appraisedByProvince() ? province : commune;
    Actor scorer = person(place, role(place, province), "sample.scorer", operator);
    Actor appraiser = person(office, role(office, province), "sample.appraiser", operator);
    List<SampleTable.Begun> listed =
        table.some(campaign.id(), place.id(), WORKED_ON).stream()
            .sorted(Comparator.comparingInt(SampleTable.Begun::areaId))
            .toList();
    Set<Integer> scored = new LinkedHashSet<>();
    int number = 0;
    for (SampleTable.Begun one : listed) {
      SplittableRandom random =
          new SplittableRandom(SEED + campaign.id() * 31L + one.key().homeId() + number);
      if (number++ % 4 == 3) {
        continue;
      }
      DossierRow row = dossiers.asItStands(one.key());
      if (recognition
          .score(
              scorer,
              one.key(),
              1,
              answers(set, row.with(facts.of(campaign, set, one.key())), random),
              true)
          .done()) {
        scored.add(one.areaId());
      }
    }
    List<Integer> sending = new ArrayList<>(scored);
    for (int area : sending.subList(0, (sending.size() + 1) / 2)) {
      recognition.sendVillage(scorer, campaign.id(), area);
    }
    List<DossierKey> waiting = table.achieved(campaign.id(), office.id());
    List<DossierKey> first = waiting.subList(0, (waiting.size() + 1) / 2);
    if (!first.isEmpty()
        && recognition.approve(appraiser, campaign.id(), office.id(), Selection.these(first)).done()
        && first.size() > 1) {
      recognition.recognise(
          appraiser, decision(campaign, office, first.subList(0, first.size() / 2)));
    }
  }

  private static Role role(Area office, Area province) {
    return office.id() == province.id() ? Role.PROVINCE_OFFICER : Role.COMMUNE_OFFICER;
  }

  private Recognition.Recognise decision(Campaign campaign, Area office, List<DossierKey> keys) {
    String name =
        office.name().substring(0, 1).toLowerCase(Locale.ROOT) + office.name().substring(1);
    return new Recognition.Recognise(
        campaign.id(),
        office.id(),
        texts.t("sample.issuer", name),
        texts.t("sample.number", String.valueOf(100 + campaign.id())),
        LocalDate.now(clock),
        texts.t("sample.signer", office.name()),
        texts.t("sample.signer-title"),
        Selection.these(keys));
  }

  private Actor person(Area office, Role role, String key, Actor operator) {
    String name = texts.t(key, office.name());
    UUID id = persons.findOrAdd(office.id(), name, texts.t(key + "-position"), operator);
    return new Actor(null, id, name, List.of(new Grant(role, office.id())));
  }

  private static Map<String, @Nullable BigDecimal> answers(
      CriteriaSet set, DossierRow row, SplittableRandom random) {
    Map<String, @Nullable BigDecimal> answers = new HashMap<>();
    for (Indicator indicator : set.indicators()) {
      if (set.asks(indicator, row.facts())) {
        int step = random.nextInt(100) < 85 ? 0 : Math.min(1, indicator.steps().size() - 1);
        answers.put(indicator.id(), indicator.steps().get(step).points());
      }
    }
    return answers;
  }
}
