package vn.khuyenhoc.areas;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * The boundaries of the communes of Sơn La, so that the demonstration has a map: read through the
 * ordinary import from the folder of shared data, where there is one, and never carried by the
 * product. Whoever has recorded others keeps them.
 */
@Component
class SampleBoundaries implements Sample {

  private static final Logger LOG = LoggerFactory.getLogger(SampleBoundaries.class);
  private static final String SON_LA = "14";

  private final Boundaries boundaries;
  private final Areas areas;
  private final Texts texts;
  private final Path file;

  SampleBoundaries(
      Boundaries boundaries,
      Areas areas,
      Languages languages,
      @Value("${khuyenhoc.shared:../shared}") String shared) {
    this.boundaries = boundaries;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.file = Path.of(shared, "data", "areas", "son-la-communes.geojson");
  }

  /** After the villages, before anything is counted. */
  @Override
  public int place() {
    return 15;
  }

  @Override
  public void loadOnce(String scale, Actor operator) {
    areas
        .byCode(AreaLevel.PROVINCE, SON_LA)
        .ifPresent(province -> loadOnce(province.id(), operator));
  }

  void loadOnce(int province, Actor operator) {
    if (!Files.isReadable(file) || !boundaries.recorded(operator, province).isEmpty()) {
      return;
    }
    UUID once =
        UUID.nameUUIDFromBytes(
            ("areas.sample.boundaries/" + province).getBytes(StandardCharsets.UTF_8));
    Result<Integer> result =
        boundaries.record(
            operator,
            once,
            province,
            new Boundaries.Given(
                file,
                "",
                VietnameseDates.format(BuiltInAreas.REFORM),
                texts.t("areas.sample.boundaries")),
            false);
    // a demonstration without a map is one all the same
    result
        .problems()
        .forEach(problem -> LOG.warn("{}: {} {}", file, problem.field(), texts.t(problem)));
  }
}
