package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.Persons;
import vn.khuyenhoc.support.SmallProvince;

/** A small province with people who act in it, and the usual moves of the procedure. */
@Component
class Scene {

  private final Recognition recognition;
  private final Dossiers dossiers;
  private final Households households;
  private final Persons persons;
  private final Areas areas;
  private final BuiltInAreas builtIn;
  private final BuiltInCriteria criteria;
  private final CriteriaSets sets;

  Scene(
      Recognition recognition,
      Dossiers dossiers,
      Households households,
      Persons persons,
      Areas areas,
      BuiltInAreas builtIn,
      BuiltInCriteria criteria,
      CriteriaSets sets) {
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.households = households;
    this.persons = persons;
    this.areas = areas;
    this.builtIn = builtIn;
    this.criteria = criteria;
    this.sets = sets;
  }

  static List<String> codes(Result<?> result) {
    return result.problems().stream().map(problem -> problem.code().code()).toList();
  }

  /** A new province of its own. */
  Cast cast() {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    return new Cast(place);
  }

  /** Who acts in one province. */
  final class Cast {
    final SmallProvince place;
    final int commune;
    final Actor officer;
    final Actor province;
    final List<Actor> volunteers = new ArrayList<>();
    final CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    int campaign;

    Cast(SmallProvince place) {
      this.place = place;
      this.commune = place.communes().getFirst();
      this.officer = person("Cán bộ Thượng", Role.COMMUNE_OFFICER, commune);
      this.province = person("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
      for (int i = 0; i < 3; i++) {
        volunteers.add(person("Trưởng bản " + (i + 1), Role.VOLUNTEER, village(i)));
      }
    }

    Actor person(String name, Role role, int areaId) {
      return new Actor(
          null,
          persons.findOrAdd(commune, name, "", SmallProvince.actor("x", role, areaId)),
          name,
          List.of(new vn.khuyenhoc.platform.Grant(role, areaId)));
    }

    int village(int index) {
      return place.villages().get(index);
    }

    Actor volunteer() {
      return volunteers.getFirst();
    }

    HouseholdKey household(int village, String head) {
      return household(village, head, 1, 2);
    }

    HouseholdKey household(int village, String head, @Nullable Integer children, int adults) {
      return households
          .add(
              village < 3
                  ? officer
                  : SmallProvince.actor(
                      "Cán bộ Hạ", Role.COMMUNE_OFFICER, place.communes().getLast()),
              Ids.next(),
              village(village),
              new HouseholdEntry(head, "", children, adults, 0, ""),
              true)
          .orThrow();
    }

    void households(int village, int count) {
      for (int i = 0; i < count; i++) {
        household(village, "Lò Văn " + village + " " + (char) ('A' + i));
      }
    }

    int open() {
      campaign =
          recognition
              .openCampaign(
                  province,
                  new OpenCampaign(2026, place.province(), set.id(), LocalDate.of(2026, 12, 15)))
              .orThrow();
      return campaign;
    }

    Map<String, @Nullable BigDecimal> full() {
      return points(one -> one.maxPoints());
    }

    Map<String, @Nullable BigDecimal> poor() {
      return points(one -> BigDecimal.ZERO);
    }

    private Map<String, @Nullable BigDecimal> points(
        java.util.function.Function<Indicator, BigDecimal> each) {
      Map<String, @Nullable BigDecimal> answers = new HashMap<>();
      set.indicators().forEach(one -> answers.put(one.id(), each.apply(one)));
      return answers;
    }

    List<DossierLine> lines(int village) {
      return dossiers.inVillage(officer, campaign, village(village), "", null, 1, 200).rows();
    }

    DossierLine line(DossierKey key) {
      return dossiers.byKey(officer, key).line();
    }

    DossierKey of(HouseholdKey household) {
      return dossiers.of(province, household, campaign).orElseThrow();
    }

    DossierKey key(int village, int index) {
      return lines(village).get(index).key();
    }

    /** Scores a whole village, the first {@code poor} of it badly. */
    void score(int village, int poor) {
      int done = 0;
      for (DossierLine line : lines(village)) {
        recognition
            .score(
                volunteers.get(village),
                line.key(),
                line.version(),
                done++ < poor ? poor() : full(),
                false)
            .orThrow();
      }
    }

    void send(int village) {
      recognition.sendVillage(volunteers.get(village), campaign, village(village)).orThrow();
    }

    void scoreAndSend(int village, int poor) {
      score(village, poor);
      send(village);
    }

    Tally tally() {
      return dossiers.total(province, campaign);
    }

    Recognition.Recognise decision(String number, Selection which) {
      return new Recognition.Recognise(
          campaign,
          commune,
          "UBND Xã Thượng",
          number,
          LocalDate.of(2026, 11, 2),
          "Người Ký",
          "Chủ tịch",
          which);
    }
  }
}
