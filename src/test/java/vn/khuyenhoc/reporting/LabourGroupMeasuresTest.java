package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.reporting.Counting.Asked;
import vn.khuyenhoc.reporting.Counting.Counts;
import vn.khuyenhoc.support.ModuleTest;

/** What formulas count of citizens of one labour group. */
@ModuleTest
class LabourGroupMeasuresTest {

  @Autowired private Counting counting;
  @Autowired private IndicatorTable indicators;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInProcedures procedures;

  @Test
  void eachGroupIsCountedByItsOwnCampaignsAndOverItsOwnRoll() {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 21);
    for (int area : List.of(province.place.province(), province.place.communes().getFirst())) {
      for (String group : List.of("FARMER", "LEARNER")) {
        String of = "_of_" + group.toLowerCase(java.util.Locale.ROOT);
        assertThat(count(area, "recognised_citizens" + of))
            .as("%s in %s", group, area)
            .isEqualTo(recount(area, group, "d.stage = 'RECOGNISED'"));
        assertThat(count(area, "recognised_citizens_from_fair" + of))
            .isEqualTo(
                recount(area, group, "d.stage = 'RECOGNISED' and d.rating in ('FAIR', 'GOOD')"));
        assertThat(count(area, "on_roll_citizens" + of))
            .isEqualTo(count(area, "total_citizens" + of))
            .isEqualTo(recount(area, group, "d.stage <> 'REMOVED'"))
            .isPositive();
      }
      assertThat(count(area, "on_roll_citizens"))
          .isEqualTo(
              count(area, "on_roll_citizens_of_farmer")
                  + count(area, "on_roll_citizens_of_learner"));
    }
  }

  @Test
  void whoRegisteredIsCountedWhereACampaignAsksForItAndIsUnknownElsewhere() {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 22);
    procedures.loadOnce();
    int place = province.place.province();
    PlanWords words = new PlanWords(languages.vietnamese(), Map.of(), indicators.groups());
    Amount unasked = amount(place, "registered_citizens_of_farmer");
    assertThat(unasked.known()).isFalse();
    assertThat(words.say(why(unasked))).contains("không có đợt đánh giá nào có bước đăng ký");
    jdbc.sql(
            """
            update recognition.campaign set procedure_id = :procedure
             where form = 'FARMER' and year = 2026 and area_id = :province
            """)
        .param(
            "procedure", BuiltInProcedures.whole(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON))
        .param("province", place)
        .update();
    for (int area : List.of(place, province.place.communes().getFirst())) {
      assertThat(count(area, "registered_citizens_of_farmer"))
          .isEqualTo(
              recount(area, "FARMER", "d.stage <> 'REMOVED' and d.registered_at is not null"))
          .isLessThanOrEqualTo(count(area, "on_roll_citizens_of_farmer"));
      assertThat(amount(area, "registered_citizens_of_learner").known()).isFalse();
    }
    assertThat(count(place, "registered_citizens_of_farmer")).isPositive();
  }

  @Test
  void aGroupWithoutCampaignOrReportIsNotReportedAndNeverNought() {
    TableProvince province = new TableProvince(jdbc, areas, builtInAreas, criteria);
    province.campaign("LEARNING_CITIZEN", "PERSON", "FARMER", 2026);
    int area = province.place.province();
    PlanWords words = new PlanWords(languages.vietnamese(), Map.of(), indicators.groups());
    Amount silent = amount(area, "recognised_citizens_of_farmer");
    assertThat(silent.known()).isFalse();
    assertThat(words.say(why(silent)))
        .contains("Chưa báo cáo", "chưa nơi nào gửi", "nhóm “Nông dân, lao động nông thôn”");
    Amount none = amount(area, "recognised_citizens_of_worker");
    assertThat(none.known()).isFalse();
    assertThat(words.say(why(none))).contains("chưa có đợt đánh giá", "nhóm “Công nhân");
  }

  @Test
  void aDefinitionNamesTheGroupInWords() {
    PlanWords words = new PlanWords(languages.vietnamese(), Map.of(), indicators.groups());
    assertThat(words.formula("recognised_citizens_of_farmer"))
        .isEqualTo("số được công nhận “Công dân học tập”, nhóm “Nông dân, lao động nông thôn”");
    assertThat(words.formula("recognised_citizens_of_farmer + on_roll_citizens_of_learner"))
        .doesNotContain("_of_");
  }

  private static Sentence why(Amount amount) {
    return Objects.requireNonNull(amount.why()).said();
  }

  private long count(int area, String name) {
    Amount amount = amount(area, name);
    assertThat(amount.known()).as(name).isTrue();
    return Objects.requireNonNull(amount.value()).longValueExact();
  }

  private Amount amount(int areaId, String name) {
    Area area = areas.byId(areaId);
    Measure measure = Objects.requireNonNull(Measure.named(name));
    List<Asked> asked = new ArrayList<>();
    asked.add(new Asked(measure, 2026));
    Counts counts =
        counting.counts(
            area,
            List.of(),
            asked,
            Basis.AS_IS,
            new Grades(
                Map.of(
                    Measure.USUAL_SCALE,
                    new RatingScale(
                        Measure.USUAL_SCALE,
                        List.of(
                            step(Rating.AVERAGE, 1), step(Rating.FAIR, 2), step(Rating.GOOD, 3)))),
                Set.of(
                    new Grades.Grade(
                        LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, Rating.GOOD))));
    return counts.of(areaId, measure, 2026);
  }

  private static RatingScale.Step step(Rating rating, int rank) {
    return new RatingScale.Step(rating, rating.name(), rank, true, "");
  }

  private long recount(int area, String group, String which) {
    return jdbc.sql(
            """
            select count(*)
              from recognition.dossier d
              join recognition.campaign c using (campaign_id)
              join areas.ancestor a on a.area_id = d.area_now and a.ancestor_id = ? and a.valid @> platform.today()
             where c.model = 'LEARNING_CITIZEN' and c.year = 2026 and c.form = ? and
            """
                + which)
        .params(area, group)
        .query(Long.class)
        .single();
  }
}
