package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Engine;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.NotApplicable;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.Consent;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.MembershipRole;
import vn.khuyenhoc.registry.Persons;
import vn.khuyenhoc.registry.Subject;
import vn.khuyenhoc.registry.SubjectEntry;
import vn.khuyenhoc.registry.SubjectField;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;
import vn.khuyenhoc.registry.Subjects;
import vn.khuyenhoc.support.SmallProvince;

/** A small province in which every model is recognised, each by a set with a computed indicator. */
@Component
class ModelsScene {

  private final Recognition recognition;
  private final Dossiers dossiers;
  private final Households households;
  private final Subjects subjects;
  private final Persons persons;
  private final Areas areas;
  private final vn.khuyenhoc.areas.BuiltInAreas builtIn;
  private final CriteriaSets sets;
  private final JdbcClient jdbc;

  ModelsScene(
      Recognition recognition,
      Dossiers dossiers,
      Households households,
      Subjects subjects,
      Persons persons,
      Areas areas,
      vn.khuyenhoc.areas.BuiltInAreas builtIn,
      CriteriaSets sets,
      JdbcClient jdbc) {
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.households = households;
    this.subjects = subjects;
    this.persons = persons;
    this.areas = areas;
    this.builtIn = builtIn;
    this.sets = sets;
    this.jdbc = jdbc;
  }

  /** What each model's set computes, besides one question worth 10 points. */
  private static final Map<String, String> FORMULAS =
      Map.of(
          "LEARNING_FAMILY HOUSEHOLD", "share(learning_citizens, citizens)",
          "LEARNING_CLAN CLAN", "share(learning_families, households)",
          "LEARNING_COMMUNITY VILLAGE", "share(learning_families, households)",
          "LEARNING_COMMUNITY COMMUNE", "share(learning_villages, villages)",
          "LEARNING_COMMUNITY PROVINCE", "share(learning_communes, communes)",
          "LEARNING_UNIT COMMUNE", "share(learning_citizens, staff)",
          "LEARNING_UNIT PROVINCE", "share(learning_citizens, staff)",
          "LEARNING_SOCIETY COMMUNE", "share(learning_citizens, adults)",
          "LEARNING_SOCIETY PROVINCE", "population");

  Recognition recognition() {
    return recognition;
  }

  World world() {
    return new World(SmallProvince.in(areas, builtIn));
  }

  /** Everybody and everything of one province. */
  final class World {
    final SmallProvince place;
    final Actor province;
    final Actor secondOfProvince;
    final List<Actor> officers = new ArrayList<>();
    final List<Actor> seconds = new ArrayList<>();
    final Map<String, Integer> campaigns = new HashMap<>();
    final List<SubjectKey> citizens = new ArrayList<>();
    final List<SubjectKey> homes = new ArrayList<>();
    final List<SubjectKey> clans = new ArrayList<>();
    final List<SubjectKey> units = new ArrayList<>();
    private int number;

    World(SmallProvince place) {
      this.place = place;
      province = person("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
      secondOfProvince = person("Cán bộ tỉnh hai", Role.PROVINCE_OFFICER, place.province());
      for (int commune : place.communes()) {
        officers.add(person("Cán bộ xã một", Role.COMMUNE_OFFICER, commune));
        seconds.add(person("Cán bộ xã hai", Role.COMMUNE_OFFICER, commune));
      }
    }

    Actor person(String name, Role role, int areaId) {
      return new Actor(
          null,
          persons.findOrAdd(areaId, name, "", SmallProvince.actor("x", role, areaId)),
          name,
          List.of(new Grant(role, areaId)));
    }

    String code() {
      return jdbc.sql(
              "select code from areas.area_version where area_id = :id and valid @> platform.today()")
          .param("id", place.province())
          .query(String.class)
          .single();
    }

    /** A set with one question of 10 points and, where there is a formula, 10 more computed. */
    CriteriaSet set(LearningModel model, ModelLevel level, String form, int version) {
      String formula = FORMULAS.get(model + " " + level);
      List<Indicator> indicators = new ArrayList<>();
      indicators.add(indicator("1.1", null));
      if (formula != null) {
        indicators.add(
            indicator(
                "1.2",
                new Computed(
                    formula,
                    "%",
                    List.of(
                        new ValueBand(BigDecimal.valueOf(50), null, BigDecimal.TEN),
                        new ValueBand(BigDecimal.ZERO, null, BigDecimal.ZERO)))));
      }
      return new CriteriaSet(
          "thu-"
              + code().toLowerCase()
              + "-"
              + (model + "-" + level + "-" + form).toLowerCase().replace('_', '-')
              + "-"
              + version,
          model,
          level,
          form,
          code(),
          "",
          "Tỉnh Thử",
          version,
          "Bộ thử " + model + " " + level,
          "Thử",
          "",
          true,
          Engine.POINTS,
          NotApplicable.NEUTRAL,
          false,
          "",
          null,
          Pass.from(BigDecimal.valueOf(formula == null ? 10 : 15)),
          List.of(),
          List.of(new Criterion("1", "Tiêu chí thử", null, false, "", indicators)));
    }

    private static Indicator indicator(String id, @Nullable Computed computed) {
      return new Indicator(
          id,
          "Chỉ số " + id,
          "Câu hỏi " + id + "?",
          "",
          "",
          BigDecimal.TEN,
          "",
          null,
          false,
          "",
          List.of(
              new Step(BigDecimal.TEN, "Tốt"),
              new Step(BigDecimal.valueOf(5), "Được"),
              new Step(BigDecimal.ZERO, "Chưa")),
          computed);
    }

    int open(LearningModel model, ModelLevel level, String form) {
      CriteriaSet set = set(model, level, form, 1);
      sets.load(
              Actor.operator("test", place.nation()),
              set,
              LocalDate.of(2025, 1, 1),
              null,
              false,
              false)
          .orThrow();
      int id =
          recognition
              .openCampaign(
                  province,
                  new Recognition.OpenCampaign(
                      2026, place.province(), set.id(), LocalDate.of(2026, 12, 15)))
              .orThrow();
      campaigns.put(model + " " + level + (form.isEmpty() ? "" : " " + form), id);
      return id;
    }

    int commune(int village) {
      return village / 3;
    }

    SubjectKey household(int village, @Nullable Integer adults) {
      SubjectKey key =
          households
              .add(
                  officers.get(commune(village)),
                  Ids.next(),
                  place.villages().get(village),
                  new HouseholdEntry("Lò Văn " + ++number, "", 1, adults, 0, ""),
                  true)
              .orThrow()
              .asSubject();
      homes.add(key);
      return key;
    }

    Subject subject(SubjectKey key) {
      return subjects.byKey(key).orElseThrow();
    }

    SubjectKey citizen(
        SubjectKey home, String group, @Nullable SubjectKey unit, MembershipRole role) {
      Map<MembershipRole, String> belongings = new EnumMap<>(MembershipRole.class);
      belongings.put(MembershipRole.LIVES_IN, subject(home).code());
      if (unit != null) {
        belongings.put(role, subject(unit).code());
      }
      int village = place.villages().indexOf(subject(home).areaId());
      SubjectKey key =
          subjects
              .add(
                  officers.get(commune(village)),
                  new Subjects.NewSubject(
                      Ids.next(),
                      SubjectKind.CITIZEN,
                      place.villages().get(village),
                      SubjectEntry.named("Cầm Thị " + ++number)
                          .with(SubjectField.BIRTH_YEAR, 1980)
                          .with(SubjectField.LABOUR_GROUP, group),
                      "",
                      new Consent.Given(Consent.How.PAPER, LocalDate.of(2026, 1, 5), ""),
                      belongings,
                      true))
              .orThrow();
      citizens.add(key);
      return key;
    }

    SubjectKey clan(int village) {
      SubjectKey key =
          add(
              officers.get(commune(village)),
              SubjectKind.CLAN,
              place.villages().get(village),
              SubjectEntry.named("Dòng họ " + ++number));
      clans.add(key);
      return key;
    }

    SubjectKey unit(int area, String level, @Nullable Integer staff) {
      SubjectKey key =
          add(
              level.equals("PROVINCE") ? province : officers.get(place.communes().indexOf(area)),
              SubjectKind.UNIT,
              area,
              SubjectEntry.named("Đơn vị " + ++number)
                  .with(SubjectField.UNIT_KIND, "AGENCY")
                  .with(SubjectField.MANAGING_LEVEL, level)
                  .with(SubjectField.STAFF, staff));
      units.add(key);
      return key;
    }

    private SubjectKey add(Actor actor, SubjectKind kind, int area, SubjectEntry entry) {
      return subjects.add(actor, new Subjects.NewSubject(Ids.next(), kind, area, entry)).orThrow();
    }

    void belongs(SubjectKey home, SubjectKey clan) {
      int village = place.villages().indexOf(subject(home).areaId());
      subjects
          .belong(
              officers.get(commune(village)), home, MembershipRole.BELONGS_TO, subject(clan).code())
          .orThrow();
    }

    /** The dossier of somebody in the campaign of a model. */
    DossierKey dossier(String campaign, SubjectKey subject) {
      return dossiers.of(province, subject, id(campaign)).orElseThrow();
    }

    int id(String campaign) {
      Integer id = campaigns.get(campaign);
      if (id == null) {
        throw new IllegalArgumentException(campaign);
      }
      return id;
    }

    Dossier read(DossierKey key) {
      return dossiers.byKey(province, key);
    }

    Actor scorer(int area) {
      int office = office(area);
      return office == place.province() ? province : officers.get(place.communes().indexOf(office));
    }

    private int office(int area) {
      return area == place.province() || place.communes().contains(area)
          ? area
          : place.communes().get(place.villages().indexOf(area) / 3);
    }

    /** Who appraises and decides: nobody does so for itself. */
    private int judging(Dossier dossier) {
      return dossier.campaign().appraisedByProvince()
          ? place.province()
          : office(dossier.line().villageId());
    }

    private Actor other(Dossier dossier) {
      int office = judging(dossier);
      return office == place.province()
          ? secondOfProvince
          : seconds.get(place.communes().indexOf(office));
    }

    void score(DossierKey key, int points) {
      Dossier dossier = read(key);
      Map<String, @Nullable BigDecimal> answers = new HashMap<>();
      answers.put("1.1", BigDecimal.valueOf(points));
      recognition
          .score(scorer(dossier.line().villageId()), key, dossier.line().version(), answers, true)
          .orThrow();
    }

    void send(DossierKey key) {
      Dossier dossier = read(key);
      recognition
          .sendVillage(
              scorer(dossier.line().villageId()),
              dossier.campaign().id(),
              dossier.line().villageId())
          .orThrow();
    }

    void approve(DossierKey key) {
      Dossier dossier = read(key);
      recognition
          .approve(
              other(dossier),
              dossier.campaign().id(),
              judging(dossier),
              Selection.these(List.of(key)))
          .orThrow();
    }

    void recognise(DossierKey key) {
      Dossier dossier = read(key);
      recognition
          .recognise(
              other(dossier),
              new Recognition.Recognise(
                  dossier.campaign().id(),
                  judging(dossier),
                  "UBND thử",
                  ++number + "/QĐ",
                  LocalDate.of(2026, 11, 2),
                  "Người Ký",
                  "Chủ tịch",
                  Selection.these(List.of(key))))
          .orThrow();
    }

    /** From the roll to the title. */
    void through(DossierKey key) {
      score(key, 10);
      send(key);
      approve(key);
      recognise(key);
    }
  }
}
