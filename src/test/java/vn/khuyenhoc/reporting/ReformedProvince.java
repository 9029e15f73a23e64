package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Assignment;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.SmallProvince;

/**
 * A small province with a closed campaign of 2025 and an open one of 2026, to be reorganised in
 * between: 30 recognised households of 60 in the first commune, 10 of 40 in the second.
 */
final class ReformedProvince {

  static final LocalDate REFORM = LocalDate.of(2026, 3, 1);

  final FiguresProvince figures;
  final SmallProvince place;
  final int past;
  final int present;
  final Actor keeper;

  private final JdbcClient jdbc;
  private final Areas areas;
  private final Reorganisations reorganisations;
  private int decrees;

  ReformedProvince(
      JdbcClient jdbc,
      Areas areas,
      BuiltInAreas builtIn,
      BuiltInCriteria criteria,
      Reorganisations reorganisations) {
    this.jdbc = jdbc;
    this.areas = areas;
    this.reorganisations = reorganisations;
    figures = new FiguresProvince(jdbc, areas, builtIn, criteria, 2025);
    place = figures.place;
    past = figures.campaign;
    figures.recognised(village(0), 20);
    figures.listed(village(0), 5);
    figures.recognised(village(1), 10);
    figures.dossiers(village(1), 10, "APPROVED", "NOT_ACHIEVED", true);
    figures.listed(village(2), 15);
    figures.recognised(village(3), 10);
    figures.dossiers(village(4), 20, "SENT", "ACHIEVED", true);
    figures.listed(village(5), 10);
    close(past);
    present = figures.campaign(2026);
    jdbc.sql(
            """
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at)
            select home_id, :present, subject_id, area_now, area_now, 'SENT', 'ACHIEVED', 90, now()
              from recognition.dossier where campaign_id = :past
            """)
        .param("present", present)
        .param("past", past)
        .update();
    keeper = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
  }

  void close(int campaign) {
    jdbc.sql(
            "update recognition.campaign set status = 'CLOSED', closed_at = now() where campaign_id = :id")
        .param("id", campaign)
        .update();
  }

  int village(int number) {
    return place.villages().get(number);
  }

  Area commune(int number) {
    return areas.lastKnown(place.communes().get(number));
  }

  List<Area> communes() {
    return areas.below(List.of(place.province()), AreaLevel.COMMUNE);
  }

  Area named(String name) {
    return communes().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  Result<Reorganisations.Applied> apply(LocalDate day, DeclaredChanges declared) {
    return reorganisations.apply(
        keeper, place.province(), day, Decree.of("NQ " + ++decrees), declared);
  }

  /** Both communes become one. */
  Area merge() {
    After to = new After("M" + place.province(), "Xã Mới", "COMMUNE", "");
    apply(
            REFORM,
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(commune(0)), to, Extent.WHOLE),
                    new Link(0, Before.of(commune(1)), to, Extent.WHOLE)))
        .orThrow();
    return named("Xã Mới");
  }

  /** The first commune is divided in two; only its first village is assigned, to the first. */
  Reorganisations.Applied divide() {
    return apply(
            REFORM,
            DeclaredChanges.none()
                .with(
                    link(commune(0), "A" + place.province(), "Xã Một", Extent.PART),
                    link(commune(0), "B" + place.province(), "Xã Hai", Extent.PART))
                .assigning(
                    List.of(
                        new Assignment(
                            0, Before.of(areas.byId(village(0))), "A" + place.province()))))
        .orThrow();
  }

  static Link link(Area from, String newCode, String newName, Extent extent) {
    return new Link(0, Before.of(from), new After(newCode, newName, from.kind(), ""), extent);
  }
}
