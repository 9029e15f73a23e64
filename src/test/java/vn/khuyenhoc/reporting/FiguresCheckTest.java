package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
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
  @Autowired private Figures figures;
  @Autowired private TransactionTemplate transactions;

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

  /** The check asks for whatever a tally is of, also where an area is not to be found any more. */
  @Test
  void figuresThatAreNotFoundLeaveTheReadersTransactionAsItWas() {
    Actor reader = Actor.operator("check", areas.nation().id());
    transactions.executeWithoutResult(
        status -> {
          assertThatThrownBy(() -> figures.of(reader, Integer.MAX_VALUE, null, Basis.AS_IS))
              .isInstanceOf(NotFoundException.class);
          assertThat(status.isRollbackOnly()).isFalse();
        });
  }
}
