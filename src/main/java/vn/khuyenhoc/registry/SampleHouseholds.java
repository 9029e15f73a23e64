package vn.khuyenhoc.registry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.database.CopyRows;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Invented households, the same in every installation: about 13 in a village, 133 at the scale of a
 * province. Every name carries the word "Mẫu".
 */
@Component
class SampleHouseholds implements Sample {

  private static final long SEED = 20_250_701;

  private final Areas areas;
  private final DataSource source;
  private final JdbcClient jdbc;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Texts texts;

  SampleHouseholds(
      Areas areas,
      DataSource source,
      JdbcClient jdbc,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      Clock clock,
      Languages languages) {
    this.areas = areas;
    this.source = source;
    this.jdbc = jdbc;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.clock = clock;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 20;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    if (jdbc.sql("select exists (select from registry.household)").query(Boolean.class).single()) {
      return;
    }
    int sonLa = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow().id();
    locks.communes(areas.below(List.of(sonLa), AreaLevel.COMMUNE).stream().map(Area::id).toList());
    List<Area> villages = areas.below(List.of(sonLa), AreaLevel.VILLAGE);
    UUID batch = Ids.next();
    String at = Timestamp.from(clock.instant()).toInstant().toString();
    beginBatch(batch, sonLa, operator);
    int average = scale.equals("province") ? 133 : 13;
    long rows = households(villages, average, batch, at);
    residences(batch);
    ImportTable.measureRegister(jdbc);
    endBatch(batch, rows);
    journal.write(
        operator,
        "household.sample",
        "batch/" + batch,
        sonLa,
        Map.of("households", rows, "scale", scale));
    events.publishEvent(new RegistryEvents.HouseholdsAdded(batch, List.of()));
  }

  private void beginBatch(UUID batch, int area, Actor operator) {
    jdbc.sql(
            """
            insert into registry.import_batch
              (batch_id, area_id, file_name, stage, created_at, created_name, confirmed_name)
            values (:id, :area, :name, 'READING', :at, :by, :by)
            """)
        .param("id", batch)
        .param("area", area)
        .param("name", texts.t("registry.sample.file"))
        .param("at", Timestamp.from(clock.instant()))
        .param("by", operator.name())
        .update();
  }

  private void endBatch(UUID batch, long rows) {
    jdbc.sql(
            """
            update registry.import_batch
               set stage = 'APPLIED', row_count = :rows, imported = :rows, updated = 0, skipped = 0, failed = 0,
                   applied_at = :at
             where batch_id = :id
            """)
        .param("rows", rows)
        .param("at", Timestamp.from(clock.instant()))
        .param("id", batch)
        .update();
  }

  private long households(List<Area> villages, int average, UUID batch, String at) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> families = words("registry.sample.families");
    List<String> given = words("registry.sample.given");
    List<String> middles = words("registry.sample.middles");
    try (CopyRows copy =
        new CopyRows(
            source,
            "registry.subject (home_id, subject_id, serial, name, address, children, adults, workers, note,"
                + " created_at, batch_id)")) {
      for (Area village : villages) {
        int count = average - average / 3 + random.nextInt(2 * (average / 3) + 1);
        for (int serial = 1; serial <= count; serial++) {
          boolean reported = random.nextInt(40) > 0;
          int adults = 1 + random.nextInt(2) + random.nextInt(3);
          copy.value(village.id())
              .value(Ids.next())
              .value(serial)
              .value(
                  texts.t(
                      "registry.sample.head",
                      families.get(skewed(random, families.size())),
                      middles.get(random.nextInt(middles.size())),
                      given.get(skewed(random, given.size()))))
              .value(address(random))
              .value(reported ? skewed(random, 5) : null)
              .value(reported ? adults : null)
              .value(reported ? random.nextInt(adults + 1) : null)
              .value("")
              .value(at)
              .value(batch)
              .end();
        }
      }
      return copy.finish();
    }
  }

  /** The first are met most often, as names are in a village. */
  private static int skewed(SplittableRandom random, int size) {
    return Math.min(random.nextInt(size), random.nextInt(size));
  }

  private String address(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> texts.t("registry.sample.address.house", String.valueOf(1 + random.nextInt(120)));
      default -> texts.t("registry.sample.address.group", String.valueOf(1 + random.nextInt(6)));
    };
  }

  private List<String> words(String key) {
    return List.of(texts.t(key).split("\\|"));
  }

  private void residences(UUID batch) {
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, valid, area_id)
            select home_id, household_id, daterange(:since, null), home_id
              from registry.household where batch_id = :batch
             order by home_id, household_id
            """)
        .param("since", java.sql.Date.valueOf(BuiltInAreas.REFORM))
        .param("batch", batch)
        .update();
  }
}
