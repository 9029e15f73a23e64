package vn.khuyenhoc;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.Welcome;

/** What a server does once it runs: the built-in tree, sample data in demo mode, the welcome. */
@Component
class Startup {

  private final List<BuiltIn> builtIn;
  private final Areas areas;
  private final Samples samples;
  private final List<Welcome> welcomes;

  Startup(List<BuiltIn> builtIn, Areas areas, Samples samples, List<Welcome> welcomes) {
    this.builtIn = builtIn.stream().sorted(Comparator.comparingInt(BuiltIn::place)).toList();
    this.areas = areas;
    this.samples = samples;
    this.welcomes = welcomes;
  }

  void ready(boolean demo, Arguments arguments, String port) {
    loadBuiltIn();
    if (demo) {
      System.out.println(Launch.sentence("launch.loading"));
      load(KhuyenHoc.scale(arguments));
    }
    String address = "http://" + arguments.option("address", "127.0.0.1") + ":" + port;
    System.out.println(Launch.sentence("launch.ready", address));
    welcomes.forEach(welcome -> welcome.lines(demo, address).forEach(System.out::println));
  }

  /** Loads what every installation starts with. */
  void loadBuiltIn() {
    builtIn.forEach(BuiltIn::loadOnce);
  }

  /** Loads every module's sample data where they are not there yet. */
  void load(String scale) {
    samples.load(scale, Actor.operator("demo", areas.nation().id()), Integer.MAX_VALUE);
  }
}
