package vn.khuyenhoc.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Plan;

/**
 * The duties to report that the source documents set: where their area is in the tree they are
 * there from the beginning, and an office changes and withdraws them like its own; the others are
 * examples to copy. Nobody is late with what fell due before they were there.
 */
@Component
public class BuiltInObligations implements BuiltIn {

  private static final String NATION = "*";

  private final ObligationEdits edits;
  private final ObligationTable table;
  private final Areas areas;
  private final Texts texts;
  private final Clock clock;

  BuiltInObligations(
      ObligationEdits edits, ObligationTable table, Areas areas, Languages languages, Clock clock) {
    this.edits = edits;
    this.table = table;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.clock = clock;
  }

  @Override
  public int place() {
    return 35;
  }

  /**
   * One that a source document sets.
   *
   * @param key its short name: "S4-D2"
   * @param areaCode the code of its province, {@code *} for the nation; empty where the area is not
   *     in the tree
   * @param areaName what its area was called
   * @param source where it was read
   * @param inputs the keys of those that go into it
   * @param says what it says
   */
  public record Example(
      String key,
      String areaCode,
      String areaName,
      String source,
      List<String> inputs,
      ObligationSays says) {}

  @Override
  @Transactional
  public void loadOnce() {
    if (areas.empty()) {
      return;
    }
    Set<String> there = Set.copyOf(table.builtIn());
    Actor operator = Actor.operator(texts.t("product.name"), areas.nation().id());
    Set<String> plans = edits.plans().stream().map(Plan::id).collect(Collectors.toSet());
    Map<String, UUID> loaded = new HashMap<>();
    for (Example one : all()) {
      Integer area = area(one);
      if (area == null || there.contains(one.key())) {
        continue;
      }
      UUID id = Ids.next();
      loaded.put(one.key(), id);
      List<UUID> inputs =
          one.inputs().stream()
              .map(loaded::get)
              .filter(Objects::nonNull)
              .map(Objects::requireNonNull)
              .toList();
      edits.addBuiltIn(operator, id, area, one.key(), with(one.says(), plans, inputs));
    }
  }

  private static ObligationSays with(ObligationSays says, Set<String> plans, List<UUID> inputs) {
    String plan = says.planId();
    return new ObligationSays(
        says.title(),
        says.document(),
        says.number(),
        plan == null || !plans.contains(plan) ? null : plan,
        says.words(),
        says.reporter(),
        says.reporters(),
        says.recipients(),
        says.forms(),
        says.rule(),
        says.from(),
        says.to(),
        says.trackedFrom(),
        inputs,
        says.afterCampaign());
  }

  private @Nullable Integer area(Example one) {
    if (one.areaCode().isEmpty()) {
      return null;
    }
    if (one.areaCode().equals(NATION)) {
      return areas.nation().id();
    }
    Optional<Area> province = areas.byCode(AreaLevel.PROVINCE, one.areaCode());
    return province.map(Area::id).orElse(null);
  }

  /** Those whose area is not in the tree: to be copied for an area that is. */
  List<Example> examples() {
    return all().stream().filter(one -> area(one) == null).toList();
  }

  /** One of them by its key. */
  Optional<ObligationSays> example(String key) {
    return all().stream().filter(one -> one.key().equals(key)).map(Example::says).findFirst();
  }

  /** Every one of the sources. */
  List<Example> all() {
    List<Example> all = new ArrayList<>();
    try (InputStream content =
        Objects.requireNonNull(
            BuiltInObligations.class.getResourceAsStream("/reports/obligations.csv"))) {
      VietnameseText.nfc(new String(content.readAllBytes(), StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split(";", -1))
          .forEach(row -> all.add(read(row)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return all;
  }

  private Example read(String[] row) {
    LocalDate today = LocalDate.now(clock);
    ObligationRhythm rhythm = ObligationRhythm.valueOf(row[11]);
    String day = row[12];
    boolean once = rhythm == ObligationRhythm.ONCE;
    ObligationRule.Within within =
        row[13].isEmpty() ? null : ObligationRule.Within.valueOf(row[13]);
    LocalDate from = LocalDate.parse(row[15]);
    return new Example(
        row[0],
        row[1],
        row[2],
        row[3],
        row[17].isEmpty() ? List.of() : List.of(row[17].split(",")),
        new ObligationSays(
            row[4],
            row[5],
            row[6],
            row[7].isEmpty() ? null : row[7],
            row[14],
            ObligationReporter.valueOf(row[8]),
            parties(row[9]),
            parties(row[10]),
            List.of(row[18].split(",")),
            new ObligationRule(
                rhythm,
                once || day.isEmpty() ? null : MonthDay.parse(day),
                null,
                null,
                false,
                once ? LocalDate.parse(day) : null,
                within,
                row[20].isEmpty()
                    ? null
                    : new ObligationPeriod(
                        LocalDate.parse(row[20].split("_", -1)[0]),
                        LocalDate.parse(row[20].split("_", -1)[1])),
                null,
                false),
            from,
            row[16].isEmpty() ? null : LocalDate.parse(row[16]),
            today,
            List.of(),
            Boolean.parseBoolean(row[19])));
  }

  /** Sides and names: {@code COMMITTEE=UBND tỉnh|ASSOCIATION=Hội Khuyến học tỉnh}. */
  private static List<ObligationParty> parties(String typed) {
    List<ObligationParty> parties = new ArrayList<>();
    for (String one : typed.isEmpty() ? new String[0] : typed.split("\\|")) {
      String[] sideAndName = one.split("=", 2);
      parties.add(
          new ObligationParty(
              ObligationParty.Side.valueOf(sideAndName[0]), null, "", sideAndName[1]));
    }
    return parties;
  }
}
