package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;
import vn.khuyenhoc.support.ModuleTest;

/** A reorganisation that is taken back takes the communities along that it made. */
@ModuleTest
@Import(ModelsScene.class)
class WithdrawnCommunitiesTest {

  @Autowired private ModelsScene scene;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private TallyCheck tallies;
  @Autowired private JdbcClient jdbc;

  private ModelsScene.World world;

  @BeforeEach
  void campaignsOfCommunities() {
    world = scene.world();
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.COMMUNE, "");
    world.open(LearningModel.LEARNING_SOCIETY, ModelLevel.COMMUNE, "");
  }

  /** Every community and programme of the province's areas, with status and dossiers. */
  private List<String> known() {
    return jdbc.sql(
            """
            select s.kind || ' ' || s.home_id || ' ' || s.status || ' ' || s.name || ': '
                   || coalesce(string_agg(d.campaign_id || ' ' || d.stage || ' ' || d.area_now, ', '
                                          order by d.campaign_id), '')
              from registry.subject s
              left join recognition.dossier d on d.home_id = s.home_id and d.subject_id = s.subject_id
             where s.kind in ('COMMUNITY', 'PROGRAMME')
               and exists (select from areas.ancestor a where a.area_id = s.home_id and a.ancestor_id = :p)
             group by s.home_id, s.subject_id order by s.home_id, s.kind
            """)
        .param("p", world.place.province())
        .query(String.class)
        .list();
  }

  private List<String> figures() {
    return jdbc.sql(
            """
            select t.campaign_id || ' ' || t.area_id || ' ' || t.basis || ': ' || t.roll || ' ' || t.listed
              from recognition.tally t join recognition.campaign c using (campaign_id)
             where c.area_id = :p and t.roll > 0 order by t.campaign_id, t.area_id, t.basis
            """)
        .param("p", world.place.province())
        .query(String.class)
        .list();
  }

  private void sound() {
    for (int campaign : world.campaigns.values()) {
      assertThat(tallies.faults())
          .filteredOn(fault -> fault.startsWith("campaign " + campaign + ","))
          .isEmpty();
    }
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from recognition.step s
                     where s.campaign_id = any (:c::integer[]) and s.event = 'LIST' and s.dossiers > 0
                       and s.area_id not in (select a.area_id from areas.area_version a)
                    """)
                .param("c", world.campaigns.values().toArray(Integer[]::new))
                .query(Integer.class)
                .single())
        .isZero();
  }

  private int merge(List<Area> old, String name, String kind) {
    After one = new After(old.getFirst().code() + "M", name, kind, "");
    return reorganisations
        .apply(
            world.province,
            world.place.province(),
            LocalDate.of(2026, 5, 1),
            Decree.of("7/NQ"),
            DeclaredChanges.none()
                .with(
                    old.stream()
                        .map(area -> new Link(0, Before.of(area), one, Extent.WHOLE))
                        .toArray(Link[]::new)))
        .orThrow()
        .id();
  }

  @Test
  void villagesThatWereMergedByMistakeAreTheCommunitiesTheyWere() {
    List<String> before = known();
    List<String> counted = figures();
    List<Area> villages = areas.children(world.place.communes().getFirst());
    int id = merge(villages.subList(0, 2), "Bản Chung", "VILLAGE");
    assertThat(known()).anyMatch(line -> line.contains("ACTIVE Bản Chung: ")).isNotEqualTo(before);
    reorganisations.withdraw(world.province, id, "Ghi nhầm").orThrow();
    assertThat(known()).isEqualTo(before);
    assertThat(figures()).isEqualTo(counted);
    sound();
  }

  @Test
  void communesThatWereMergedByMistakeAreTheCommunitiesAndProgrammesTheyWere() {
    List<String> before = known();
    List<String> counted = figures();
    int id =
        merge(
            areas.below(List.of(world.place.province()), AreaLevel.COMMUNE), "Xã Chung", "COMMUNE");
    assertThat(known())
        .filteredOn(line -> line.contains("ACTIVE Xã Chung: "))
        .as("its community and its programme")
        .hasSize(2);
    reorganisations.withdraw(world.province, id, "Ghi nhầm").orThrow();
    assertThat(known()).isEqualTo(before);
    assertThat(figures()).isEqualTo(counted);
    sound();
  }

  @Test
  void aRegisteredCommunityThatItMadeStandsInTheWayToo() {
    List<Area> villages = areas.children(world.place.communes().getFirst());
    int id = merge(villages.subList(0, 2), "Bản Chung", "VILLAGE");
    int changed =
        jdbc.sql(
                """
                update recognition.dossier d set registered_at = now(), registered_how = 'PAPER'
                  from registry.subject s
                  join areas.area_version v on v.area_id = s.home_id and v.begun_by = :id
                 where s.home_id = d.home_id and s.subject_id = d.subject_id and s.kind = 'COMMUNITY'
                   and s.name = 'Bản Chung'
                """)
            .param("id", id)
            .update();
    assertThat(changed).isPositive();
    assertThat(Scene.codes(reorganisations.withdraw(world.province, id, "Ghi nhầm")))
        .contains("AREAS-025");
    assertThat(known()).anyMatch(line -> line.contains("ACTIVE Bản Chung: "));
    sound();
  }

  private SubjectKey made(int reorganisation) {
    return jdbc.sql(
            """
            select s.home_id, s.subject_id from registry.subject s
              join areas.area_version v on v.area_id = s.home_id and v.begun_by = :id
             where s.kind = :kind and s.name = 'Bản Chung'
            """)
        .param("id", reorganisation)
        .param("kind", SubjectKind.COMMUNITY.name())
        .query(
            (row, number) -> new SubjectKey(row.getInt(1), row.getObject(2, java.util.UUID.class)))
        .single();
  }

  @Test
  void whatWasPractisedOnACommunityThatItMadeDoesNotStandInTheWay() {
    int training =
        scene
            .recognition()
            .openCampaigns(
                world.province,
                new Recognition.OpenCampaigns(
                    2026,
                    world.place.province(),
                    List.of(
                        world
                            .set(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE, "", 1)
                            .id()),
                    LocalDate.of(2026, 12, 15),
                    null,
                    true))
            .orThrow()
            .getFirst();
    world.campaigns.put("training", training);
    List<String> before = known();
    List<String> counted = figures();
    List<Area> villages = areas.children(world.place.communes().getFirst());
    int id = merge(villages.subList(0, 2), "Bản Chung", "VILLAGE");
    SubjectKey made = made(id);
    DossierKey dossier = world.dossier("training", made);
    scene
        .recognition()
        .score(
            world.officers.getFirst(),
            dossier,
            world.read(dossier).line().version(),
            Map.of("1.1", java.math.BigDecimal.TEN),
            true)
        .orThrow();
    reorganisations.withdraw(world.province, id, "Ghi nhầm").orThrow();
    assertThat(known()).isEqualTo(before);
    assertThat(figures()).isEqualTo(counted);
    sound();
  }

  @Test
  void workOnACommunityThatItMadeStandsInTheWayAndStays() {
    List<Area> villages = areas.children(world.place.communes().getFirst());
    int id = merge(villages.subList(0, 2), "Bản Chung", "VILLAGE");
    SubjectKey made = made(id);
    DossierKey dossier = world.dossier("LEARNING_COMMUNITY VILLAGE", made);
    Dossier read = world.read(dossier);
    scene
        .recognition()
        .score(
            world.officers.getFirst(),
            dossier,
            read.line().version(),
            Map.of("1.1", java.math.BigDecimal.TEN),
            true)
        .orThrow();
    assertThat(Scene.codes(reorganisations.withdraw(world.province, id, "Ghi nhầm")))
        .contains("AREAS-025");
    assertThat(world.read(dossier).answers()).containsKey("1.1");
    assertThat(known()).anyMatch(line -> line.contains("ACTIVE Bản Chung: "));
  }
}
