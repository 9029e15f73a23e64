package vn.khuyenhoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.SampleData;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.TestDatabase;

/** Samples and real data never mix, and whatever holds samples is known to. */
@ModuleTest
class StartupTest {

  @Autowired private Areas areas;
  @Autowired private Samples samples;
  @Autowired private List<Check> checks;

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
  private final SampleData found = new SampleData();

  private Startup startup() {
    return new Startup(List.of(), areas, samples, found, jdbc, List.of());
  }

  @Test
  void everyCheckHasASentence() {
    assertThat(checks)
        .isNotEmpty()
        .allSatisfy(
            check -> assertThat(Launch.sentence("check.name." + check.name())).isNotBlank());
  }

  @Test
  void loadsNoSamplesBesideRealData() {
    jdbc.sql("insert into areas.area (level) values (4)").update();
    assertThatThrownBy(() -> startup().load("demo"))
        .isInstanceOf(KhuyenHoc.Refused.class)
        .hasMessageContaining("dữ liệu thật");
    assertThat(found.present()).isFalse();
  }

  @Test
  void knowsSamplesHoweverItWasStarted() {
    startup().ready(false, new Arguments(List.of()), "0");
    assertThat(found.present()).isFalse();
    jdbc.sql(
            """
            insert into platform.journal (at, actor, action, subject, details, content)
            values (now(), 'demo', 'areas.sample', 'area/1', '{}', '')
            """)
        .update();
    startup().ready(false, new Arguments(List.of()), "0");
    assertThat(found.present()).isTrue();
  }
}
