package vn.khuyenhoc;

import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.SampleData;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.Welcome;

/** What a server does once it runs: the built-in tree, sample data in demo mode, the welcome. */
@Component
class Startup {

  private final List<BuiltIn> builtIn;
  private final Areas areas;
  private final Samples samples;
  private final SampleData sampleData;
  private final JdbcClient jdbc;
  private final List<Welcome> welcomes;

  Startup(
      List<BuiltIn> builtIn,
      Areas areas,
      Samples samples,
      SampleData sampleData,
      JdbcClient jdbc,
      List<Welcome> welcomes) {
    this.builtIn = builtIn.stream().sorted(Comparator.comparingInt(BuiltIn::place)).toList();
    this.areas = areas;
    this.samples = samples;
    this.sampleData = sampleData;
    this.jdbc = jdbc;
    this.welcomes = welcomes;
  }

  void ready(boolean demo, Arguments arguments, String port) {
    loadBuiltIn();
    if (demo) {
      System.out.println(Launch.sentence("launch.loading"));
      load(KhuyenHoc.scale(arguments));
    }
    lookForSamples();
    String address = "http://" + arguments.option("address", "127.0.0.1") + ":" + port;
    System.out.println(Launch.sentence("launch.ready", address));
    welcomes.forEach(welcome -> welcome.lines(demo, address).forEach(System.out::println));
  }

  /** Loads what every installation starts with. */
  void loadBuiltIn() {
    builtIn.forEach(BuiltIn::loadOnce);
  }

  /**
   * Loads every module's sample data where they are not there yet.
   *
   * @throws KhuyenHoc.Refused where the data are somebody's real work, which samples must not mix
   *     with
   */
  void load(String scale) {
    lookForSamples();
    if (!sampleData.present() && real()) {
      throw new KhuyenHoc.Refused(Launch.sentence("launch.real-data"));
    }
    // From the first sample on, every page says so.
    sampleData.found(true);
    samples.load(scale, Actor.operator("demo", areas.nation().id()), Integer.MAX_VALUE);
  }

  private void lookForSamples() {
    sampleData.found(
        jdbc.sql("select exists (select from platform.journal where action like '%.sample')")
            .query(Boolean.class)
            .single());
  }

  /**
   * Samples bring the first village; whoever has one, an account or a household without them works.
   */
  private boolean real() {
    return jdbc.sql(
            """
            select exists (select from identity.account) or exists (select from registry.household)
                or exists (select from areas.area where level = 4)
            """)
        .query(Boolean.class)
        .single();
  }
}
