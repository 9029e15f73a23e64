package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.TestDatabase;

@ModuleTest
class FiguresCheckTest {

  @Autowired private FiguresCheck check;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private TestDatabase database;

  @Test
  void findsNothingWhileFiguresAreKeptAndATallyThatWasTamperedWith() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 7);
    province.listed(province.village(4), 3);
    assertThat(check.faults()).isEmpty();
    JdbcClient owner = JdbcClient.create(database.owner().dataSource());
    owner.sql("update recognition.tally set recognised = recognised + 1").update();
    try {
      assertThat(check.faults())
          .allMatch(fault -> fault.contains("counted"))
          .anyMatch(
              fault ->
                  fault.startsWith("campaign " + province.campaign + ", AS_WAS")
                      && fault.contains("10 on the roll"))
          .anyMatch(fault -> fault.startsWith("campaign " + province.campaign + ", AS_IS"));
    } finally {
      owner.sql("update recognition.tally set recognised = recognised - 1").update();
    }
  }
}
