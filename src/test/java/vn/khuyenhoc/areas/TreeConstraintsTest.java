package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** A wrong tree is not representable, whoever writes it and however. */
@ModuleTest
class TreeConstraintsTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private SmallProvince place;
  private int commune;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    commune = place.communes().getFirst();
  }

  private int area(AreaLevel level) {
    return jdbc.sql("insert into areas.area (level) values (:level) returning area_id")
        .param("level", level.ordinal())
        .query(Integer.class)
        .single();
  }

  private void version(int id, AreaLevel level, @Nullable Integer parent, String valid) {
    jdbc.sql(
            """
            insert into areas.area_version (area_id, valid, level, parent_id, code, name, kind, source)
            values (:id, :valid::daterange, :level, :parent, :code, 'x', 'VILLAGE', 'test')
            """)
        .param("id", id)
        .param("valid", valid)
        .param("level", level.ordinal())
        .param("parent", parent)
        .param("code", "TC" + NUMBER.incrementAndGet())
        .update();
  }

  private void refused(String constraint, Runnable writing) {
    assertThatThrownBy(() -> transactions.executeWithoutResult(status -> writing.run()))
        .rootCause()
        .hasMessageContaining(constraint);
  }

  @Test
  void twoVersionsAtOnceAreRefused() {
    refused(
        "area_version_pkey",
        () -> {
          int village = area(AreaLevel.VILLAGE);
          version(village, AreaLevel.VILLAGE, commune, "[2025-07-01,2026-01-01)");
          version(village, AreaLevel.VILLAGE, commune, "[2025-12-31,)");
        });
  }

  @Test
  void aGapBetweenVersionsIsRefused() {
    refused(
        "versions of an area have a gap",
        () -> {
          int village = area(AreaLevel.VILLAGE);
          version(village, AreaLevel.VILLAGE, commune, "[2025-07-01,2026-01-01)");
          version(village, AreaLevel.VILLAGE, commune, "[2026-01-02,)");
        });
  }

  @Test
  void anAreaThatOutlivesOrPrecedesItsParentIsRefused() {
    refused(
        "area_version_parent",
        () ->
            version(
                area(AreaLevel.VILLAGE), AreaLevel.VILLAGE, commune, "[2025-06-30,2026-01-01)"));
    refused(
        "area_version_parent",
        () -> {
          int ended = area(AreaLevel.COMMUNE);
          version(ended, AreaLevel.COMMUNE, place.province(), "[2025-07-01,2026-01-01)");
          version(area(AreaLevel.VILLAGE), AreaLevel.VILLAGE, ended, "[2025-07-01,)");
        });
    refused(
        "area_version_parent",
        () -> version(area(AreaLevel.VILLAGE), AreaLevel.VILLAGE, 987_654_321, "[2025-07-01,)"));
  }

  @Test
  void aWrongLevelIsRefused() {
    refused(
        "an area belongs to an area of the level above",
        () ->
            version(area(AreaLevel.VILLAGE), AreaLevel.VILLAGE, place.province(), "[2025-07-01,)"));
    refused(
        "area_version_level",
        () -> version(area(AreaLevel.COMMUNE), AreaLevel.VILLAGE, commune, "[2025-07-01,)"));
    refused(
        "area_version_root",
        () -> version(area(AreaLevel.VILLAGE), AreaLevel.VILLAGE, null, "[2025-07-01,)"));
  }

  @Test
  void aCycleIsRefused() {
    refused(
        "ERROR",
        () -> {
          int one = area(AreaLevel.COMMUNE);
          int two = area(AreaLevel.COMMUNE);
          version(one, AreaLevel.COMMUNE, two, "[2025-07-01,)");
          version(two, AreaLevel.COMMUNE, one, "[2025-07-01,)");
        });
    refused(
        "ERROR",
        () -> {
          int itself = area(AreaLevel.COMMUNE);
          version(itself, AreaLevel.COMMUNE, itself, "[2025-07-01,)");
        });
  }

  @Test
  void nobodyButItsFunctionWritesTheTreeOfAncestors() {
    refused(
        "permission denied",
        () ->
            jdbc.sql(
                    "insert into areas.ancestor values (:id, :id, 4, daterange('2025-07-01', null))")
                .param("id", place.villages().getFirst())
                .update());
    refused(
        "permission denied",
        () ->
            jdbc.sql("delete from areas.area_version where area_id = :id")
                .param("id", commune)
                .update());
  }
}
