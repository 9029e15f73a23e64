package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.PastDistricts;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.reports.HistoricalFacts.District;
import vn.khuyenhoc.reports.HistoricalFacts.Head;
import vn.khuyenhoc.reports.HistoricalFacts.Item;
import vn.khuyenhoc.reports.HistoricalFacts.Leaders;
import vn.khuyenhoc.reports.HistoricalFacts.Target;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Place;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportFigure.Kind;
import vn.khuyenhoc.reports.ReportFigure.Part;
import vn.khuyenhoc.reports.ReportFigure.State;

/**
 * Makes a report of the facts of an old one: the numbers it told, and what can be reckoned from
 * them, each saying which of the two it is. Sums leave out what was not reported and name it; a
 * number that differs from what it is made of is told apart and added to nothing.
 */
final class HistoricalFilling {

  private static final Wording WORDING = Wording.of("historical-report");
  private static final Pattern KIND_BEHIND = Pattern.compile("(.+) \\((.+)\\)");
  private static final long MILLION = 1_000_000;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final HistoricalFacts facts;
  private final Head head;
  private final int areaId;
  private final Map<String, Integer> districts;
  private final Map<String, ReportFigure> figures = new LinkedHashMap<>();
  private final String source;

  private HistoricalFilling(HistoricalFacts facts, int areaId, Map<String, Integer> districts) {
    this.facts = facts;
    this.districts = districts;
    this.head = facts.head();
    this.areaId = areaId;
    this.source =
        say("source", head.number() + "/BC-" + head.symbol(), head.signedOn(), head.issuer());
  }

  /**
   * The report.
   *
   * @param areaId the province in the tree
   * @param districts its districts of that day in the tree, by their full names; of those that are
   *     not there the report keeps the names alone
   */
  static ReportContent of(HistoricalFacts facts, int areaId, Map<String, Integer> districts) {
    return new HistoricalFilling(facts, areaId, districts).content();
  }

  /** The districts of the facts with their full names, in the order of the report. */
  static List<PastDistricts.Named> districts(HistoricalFacts facts) {
    return facts.districts().stream().map(HistoricalFilling::named).toList();
  }

  /** Sơn La (thành phố) is Thành phố Sơn La, and Mai Sơn is Huyện Mai Sơn. */
  private static PastDistricts.Named named(District district) {
    boolean kind = KIND_BEHIND.matcher(district.name()).matches();
    String name = called(district.name());
    return new PastDistricts.Named(
        kind ? name : say("district.called", name),
        !kind
            ? "DISTRICT"
            : VietnameseText.fold(name).startsWith(say("district.town")) ? "TOWN" : "CITY");
  }

  /** A sentence of such reports. */
  static String say(String key, @Nullable Object... values) {
    return WORDING.say(key, values);
  }

  private ReportContent content() {
    List<Section> sections =
        List.of(situation(), organisation(), results(), fund(), staff(), budget());
    List<Place> below = new ArrayList<>();
    for (int at = 0; at < facts.districts().size(); at++) {
      below.add(
          new Place(
              placeId(at),
              AreaLevel.DISTRICT.name(),
              "",
              called(facts.districts().get(at).name())));
    }
    return new ReportContent(
        ReportContent.FORMAT,
        ReportForm.AD_HOC,
        head.from().toString(),
        head.until().toString(),
        head.until().getYear(),
        new Place(areaId, AreaLevel.PROVINCE.name(), head.areaCode(), head.areaName()),
        List.of(),
        below,
        head.signedOn().atStartOfDay(ZoneOffset.UTC).toInstant().toString(),
        false,
        sections,
        List.copyOf(figures.values()),
        null,
        List.of(),
        new ReportContent.Head(
            "",
            head.issuer(),
            head.symbol(),
            head.place(),
            head.number(),
            head.signedOn().toString(),
            "",
            "",
            say("position"),
            "",
            List.of(),
            say("archive")));
  }

  /** Districts that are in no tree have numbers below zero, in the order of the report. */
  private int placeId(int at) {
    return districts.getOrDefault(named(facts.districts().get(at)).name(), -1 - at);
  }

  /** Sơn La (thành phố) is called Thành phố Sơn La. */
  private static String called(String name) {
    Matcher written = KIND_BEHIND.matcher(name);
    if (!written.matches()) {
      return name;
    }
    String kind = written.group(2);
    return kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + kind.substring(1)
        + " "
        + written.group(1);
  }

  private static String names(List<String> districts) {
    return districts.stream()
        .map(one -> KIND_BEHIND.matcher(one).matches() ? inSentence(called(one)) : called(one))
        .collect(Collectors.joining(", "));
  }

  // --- where it comes from

  private Section situation() {
    List<String> said = new ArrayList<>();
    said.add(say("situation.source", source));
    if (!head.occasion().isEmpty()) {
      said.add(say("situation.occasion", head.occasion()));
    }
    said.add(
        say(
            "situation.districts",
            head.signedOn(),
            inSentence(head.areaName()),
            facts.districts().size(),
            names(facts.districts().stream().map(District::name).toList())));
    said.add(say("situation.silent"));
    return new Section(
        ReportSection.SITUATION, say("section.SITUATION"), said, "", List.of(), List.of());
  }

  // --- organisation and members

  private Section organisation() {
    List<String> said = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<String> wholes = new ArrayList<>();
    List<String> divided = new ArrayList<>();
    for (Item item : facts.items()) {
      if (!item.parent().isEmpty()) {
        continue;
      }
      wholes.add(say("organisation.one", item.name(), number(item.count())));
      List<Item> parts =
          facts.items().stream().filter(one -> one.parent().equals(item.name())).toList();
      String key = key("ORG", item.name());
      item(key, item, apart(item, parts));
      rows.add(row(item.name(), key));
      for (Item part : parts) {
        String partKey = key("ORG", part.name());
        item(partKey, part, "");
        rows.add(row(say("organisation.of-which", part.name()), partKey));
      }
      if (!parts.isEmpty()) {
        divided.add(
            say(
                "organisation.parts",
                number(item.count()),
                inSentence(item.name()),
                parts.stream()
                    .map(
                        one ->
                            say("organisation.part", number(one.count()), inSentence(one.name())))
                    .collect(Collectors.joining("; "))));
        rest(item, parts, key, divided, rows);
      }
    }
    said.add(say("organisation.lead", inSentence(head.areaName()), String.join("; ", wholes)));
    said.addAll(divided);
    members(said);
    Table table =
        new Table(
            "ORGANISATION",
            say("table.organisation"),
            say("table.organisation.note"),
            say("column.item"),
            List.of(new Column(say("column.count"), "")),
            rows);
    return section(HistoricalFacts.Part.ORGANISATION, said, List.of(table));
  }

  private void item(String key, Item item, String apart) {
    add(
        key,
        item.name(),
        Kind.COUNT,
        "",
        whole(item.count()),
        apart.isEmpty() ? State.REPORTED : State.APART,
        apart,
        say("definition.said", item.name()),
        say("obtained.said", source),
        List.of());
  }

  /** What has to be said of a total that differs from its parts; empty for nothing. */
  private String apart(Item item, List<Item> parts) {
    Long count = item.count();
    if (count == null || parts.isEmpty() || head.overlapping().contains(item.name())) {
      return "";
    }
    long sum = sum(parts, Item::count);
    return sum == count
        ? ""
        : say("remark.differs", VietnameseNumbers.format(count), VietnameseNumbers.format(sum));
  }

  /** What of a total the report does not break down. */
  private void rest(Item item, List<Item> parts, String key, List<String> said, List<Row> rows) {
    Long count = item.count();
    if (head.overlapping().contains(item.name())) {
      said.add(say("organisation.overlapping", inSentence(item.name())));
      return;
    }
    long sum = sum(parts, Item::count);
    if (count == null || sum == count) {
      return;
    }
    long rest = count - sum;
    said.add(
        rest > 0
            ? say("organisation.rest", parts.size(), sum, rest, inSentence(item.name()))
            : say("organisation.more", parts.size(), sum, inSentence(item.name()), count));
    String sumKey = key + ".parts";
    reckoned(
        sumKey,
        say("figure.parts", item.name()),
        sum,
        State.APART,
        say("remark.sum-of-parts", parts.size(), count));
    rows.add(row(say("organisation.parts-row", item.name()), sumKey));
    if (rest > 0) {
      String restKey = key + ".rest";
      reckoned(
          restKey,
          say("figure.rest", item.name()),
          rest,
          State.APART,
          say("remark.rest", count, sum));
      rows.add(row(say("organisation.rest-row", item.name()), restKey));
    }
  }

  private void reckoned(String key, String label, long value, State state, String remark) {
    add(
        key,
        label,
        Kind.COUNT,
        "",
        BigDecimal.valueOf(value),
        state,
        remark,
        label,
        say("obtained.reckoned"),
        List.of());
  }

  /** The share of the population, and what population follows from it. */
  private void members(List<String> said) {
    HistoricalFacts.Result share = result(HistoricalMeasure.MEMBERS_PER_POPULATION);
    BigDecimal percent = share == null ? null : share.percent();
    if (share == null || percent == null || percent.signum() == 0) {
      return;
    }
    said.addAll(compared(share));
    facts.items().stream()
        .filter(one -> head.overlapping().contains(one.name()))
        .map(Item::count)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            count -> {
              BigDecimal population =
                  BigDecimal.valueOf(count)
                      .multiply(HUNDRED)
                      .divide(percent, 0, java.math.RoundingMode.HALF_UP);
              add(
                  "ORG.population",
                  say("figure.population"),
                  Kind.COUNT,
                  say("unit.people"),
                  population,
                  State.APART,
                  say("remark.population"),
                  say("figure.population"),
                  say("obtained.reckoned"),
                  List.of());
              said.add(say("organisation.population", population));
            });
  }

  // --- results against targets

  private HistoricalFacts.@Nullable Result result(HistoricalMeasure measure) {
    return facts.results().stream()
        .filter(one -> one.measure() == measure)
        .findFirst()
        .orElse(null);
  }

  private Section results() {
    List<String> said = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (HistoricalFacts.Result result : facts.results()) {
      String key = "RESULT." + result.measure();
      String name = name(result.measure());
      add(
          key,
          name,
          Kind.PERCENT,
          "",
          result.percent(),
          result.percent() == null ? State.NOT_REPORTED : State.APART,
          result.percent() == null ? "" : say("remark.alone"),
          say("definition.said", name),
          say("obtained.said", source),
          List.of());
      List<Target> targets = targets(result);
      for (int at = 0; at < targets.size(); at++) {
        rows.add(compared(result, targets.get(at), key, at, name));
      }
      if (targets.isEmpty()) {
        rows.add(alone(key, name));
      }
      if (result.measure() != HistoricalMeasure.MEMBERS_PER_POPULATION) {
        said.addAll(compared(result));
      }
    }
    Table table =
        new Table(
            "RESULTS",
            say("table.results"),
            say("table.results.note"),
            say("column.result"),
            List.of(
                new Column(say("column.achieved"), ""),
                new Column(say("column.target"), ""),
                new Column(say("column.excess"), ""),
                new Column(say("column.origin"), "")),
            rows);
    return section(HistoricalFacts.Part.RESULTS, said, List.of(table));
  }

  private static String name(HistoricalMeasure measure) {
    return say("measure." + measure);
  }

  /** What it is held against: as told with its origin, otherwise as its table has it. */
  private List<Target> targets(HistoricalFacts.Result result) {
    List<Target> targets =
        facts.targets().stream().filter(one -> one.measure() == result.measure()).toList();
    BigDecimal own = result.target();
    return targets.isEmpty() && own != null
        ? List.of(new Target(result.measure(), own, false, say("target.report"), null))
        : targets;
  }

  private static String origin(Target target) {
    return target.implied() ? say("target.implied", target.origin()) : target.origin();
  }

  private Row compared(
      HistoricalFacts.Result result, Target target, String key, int at, String name) {
    String targetKey = key + ".target." + (at + 1);
    String excessKey = key + ".excess." + (at + 1);
    add(
        targetKey,
        say("figure.target", name, origin(target)),
        Kind.PERCENT,
        "",
        target.percent(),
        State.APART,
        "",
        origin(target),
        target.implied() ? say("obtained.implied") : say("obtained.own", target.origin()),
        List.of());
    BigDecimal excess = excess(result, target);
    BigDecimal stated = target.stated();
    add(
        excessKey,
        say("figure.excess", name, origin(target)),
        Kind.DECIMAL,
        say("unit.points"),
        excess,
        excess == null ? State.NOT_REPORTED : State.APART,
        excess != null && stated != null && stated.compareTo(excess) != 0
            ? say("remark.excess", stated, excess)
            : "",
        say("definition.excess"),
        say("obtained.reckoned"),
        List.of());
    return new Row(
        name, 0, false, List.of(key, targetKey, excessKey, ReportCell.words(origin(target))));
  }

  /** A result that the report holds against nothing. */
  private Row alone(String key, String name) {
    String targetKey = key + ".target.1";
    String excessKey = key + ".excess.1";
    for (String none : List.of(targetKey, excessKey)) {
      add(
          none,
          say(none.equals(targetKey) ? "figure.target" : "figure.excess", name, say("target.none")),
          none.equals(targetKey) ? Kind.PERCENT : Kind.DECIMAL,
          "",
          null,
          State.NOT_STATED,
          "",
          say("target.none"),
          say("obtained.said", source),
          List.of());
    }
    return new Row(
        name, 0, false, List.of(key, targetKey, excessKey, ReportCell.words(say("target.none"))));
  }

  private static @Nullable BigDecimal excess(HistoricalFacts.Result result, Target target) {
    BigDecimal percent = result.percent();
    return percent == null ? null : percent.subtract(target.percent());
  }

  private List<String> compared(HistoricalFacts.Result result) {
    String name = name(result.measure());
    BigDecimal percent = result.percent();
    if (percent == null) {
      return List.of(say("results.silent", name));
    }
    List<String> against = new ArrayList<>();
    for (Target target : targets(result)) {
      BigDecimal excess = percent.subtract(target.percent());
      String said =
          say(
              excess.signum() < 0 ? "results.below" : "results.above",
              points(excess.abs()),
              points(target.percent()),
              origin(target));
      BigDecimal stated = target.stated();
      against.add(
          stated != null && stated.compareTo(excess) != 0
              ? said + say("results.stated", points(stated))
              : said);
    }
    return List.of(
        against.isEmpty()
            ? say("results.alone", name, points(percent))
            : say("results.one", name, points(percent), String.join("; ", against)));
  }

  private static String points(BigDecimal number) {
    return VietnameseNumbers.format(number.stripTrailingZeros());
  }

  // --- fund, staff, budget by district

  private record Told(String name, @Nullable Long value) {}

  private List<Told> told(Function<District, @Nullable Long> number) {
    return facts.districts().stream().map(one -> new Told(one.name(), number.apply(one))).toList();
  }

  /** The sum of what was reported, which names who did not; apart from that nothing is made up. */
  private void sum(String key, String unit, Function<District, @Nullable Long> number) {
    List<Told> all = told(number);
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Long value = all.get(at).value();
      parts.add(
          new Part(
              placeId(at),
              called(all.get(at).name()),
              value == null ? null : ReportFigure.kept(value),
              null,
              null));
    }
    List<String> silent = silent(all);
    add(
        key,
        say("figure." + key),
        Kind.COUNT,
        unit,
        silent.size() == all.size() ? null : BigDecimal.valueOf(sum(all, Told::value)),
        silent.size() == all.size() ? State.NOT_REPORTED : State.REPORTED,
        silent.isEmpty() ? "" : say("remark.silent", names(silent)),
        say("definition." + key),
        say("obtained.sum", all.size() - silent.size(), all.size(), source),
        parts);
  }

  /** What only some say of their budget is shown beside it, but is no sum of the province. */
  private void detail(String key, Function<District, @Nullable Long> number) {
    sum(key, say("unit.dong"), number);
    ReportFigure summed = Objects.requireNonNull(figures.get(key));
    figures.put(key, summed.notReported(say("remark.detail")));
  }

  private static List<String> silent(List<Told> all) {
    return all.stream().filter(one -> one.value() == null).map(Told::name).toList();
  }

  private Section fund() {
    sum("FUND", say("unit.dong"), District::fund);
    List<String> said = new ArrayList<>();
    List<Told> all = told(District::fund);
    said.add(
        say(
            "fund.each",
            all.stream()
                .map(one -> say("fund.one", called(one.name()), money(one.value())))
                .collect(Collectors.joining("; "))));
    said.add(summed("FUND", all));
    Long threshold = head.threshold();
    if (threshold != null) {
      threshold(said, all, threshold);
    }
    List<String> empty =
        all.stream()
            .filter(one -> one.value() != null && one.value() == 0)
            .map(Told::name)
            .toList();
    if (!empty.isEmpty()) {
      said.add(say("fund.empty", names(empty)));
    }
    return section(
        HistoricalFacts.Part.FUND,
        said,
        List.of(
            districts(
                "DISTRICTS",
                "table.districts",
                List.of(
                    new Column(say("column.fund"), "FUND"),
                    new Column(say("column.budget"), "BUDGET"),
                    new Column(say("column.staff"), "STAFF")))));
  }

  private void threshold(List<String> said, List<Told> all, long threshold) {
    List<Told> reached =
        all.stream()
            .filter(
                one -> {
                  Long value = one.value();
                  return value != null && value >= threshold;
                })
            .toList();
    Long stated = head.thresholdStated();
    boolean differs = stated != null && stated != reached.size();
    add(
        "FUND.at-least",
        say("figure.at-least", round(threshold)),
        Kind.COUNT,
        say("unit.districts"),
        BigDecimal.valueOf(reached.size()),
        differs ? State.APART : State.REPORTED,
        differs ? say("remark.at-least", stated, reached.size()) : "",
        say("definition.at-least", round(threshold)),
        say("obtained.reckoned"),
        List.of());
    said.add(
        say(
            "fund.at-least",
            reached.size(),
            all.size(),
            round(threshold),
            names(reached.stream().map(Told::name).toList())));
    if (differs) {
      said.add(say("remark.at-least", stated, reached.size()));
    }
  }

  /** 100 triệu đồng, where it is so many millions. */
  private static String round(long dong) {
    return dong % MILLION == 0
        ? say("millions", dong / MILLION)
        : say("money", VietnameseNumbers.format(dong));
  }

  private String summed(String key, List<Told> all) {
    List<String> silent = silent(all);
    String sum = VietnameseNumbers.format(sum(all, Told::value));
    return silent.isEmpty()
        ? say("sum.all." + key, all.size(), sum)
        : say("sum.some." + key, all.size() - silent.size(), all.size(), sum, names(silent));
  }

  private Section staff() {
    sum("STAFF", say("unit.people"), District::staff);
    List<String> said = new ArrayList<>();
    List<Told> all = told(District::staff);
    all.stream()
        .map(Told::value)
        .filter(Objects::nonNull)
        .distinct()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(
            count ->
                said.add(
                    say(
                        "staff.each",
                        count,
                        names(
                            all.stream()
                                .filter(one -> count.equals(one.value()))
                                .map(Told::name)
                                .toList()))));
    said.add(summed("STAFF", all));
    List<Row> rows = new ArrayList<>();
    for (Leaders one : facts.leaders()) {
      leaders(one, said, rows);
    }
    return section(
        HistoricalFacts.Part.STAFF,
        said,
        rows.isEmpty()
            ? List.of()
            : List.of(
                new Table(
                    "LEADERS",
                    say("table.leaders"),
                    say("table.leaders.note"),
                    say("column.leaders"),
                    List.of(
                        new Column(say("column.stated"), ""),
                        new Column(say("column.named"), ""),
                        new Column(say("column.names"), "")),
                    rows)));
  }

  private void leaders(Leaders one, List<String> said, List<Row> rows) {
    Set<String> named = new LinkedHashSet<>(one.districts());
    facts.leaders().stream()
        .filter(other -> other.parent().equals(one.name()))
        .forEach(other -> named.addAll(other.districts()));
    Long stated = one.stated();
    boolean differs = stated != null && stated != named.size();
    String remark = differs ? say("remark.named", stated, named.size(), unnamed(one, named)) : "";
    String key = key("LEADERS", one.name());
    add(
        key + ".stated",
        say("figure.stated", one.name()),
        Kind.COUNT,
        say("unit.districts"),
        whole(stated),
        differs ? State.APART : State.REPORTED,
        remark,
        say("definition.said", one.name()),
        say("obtained.said", source),
        List.of());
    if (stated != null) {
      said.add(
          say(
              "leaders.stated",
              stated,
              facts.districts().size(),
              inSentence(one.name()),
              names(List.copyOf(named))));
      if (differs) {
        said.add(remark);
      }
    }
    add(
        key + ".named",
        say("figure.named", one.name()),
        Kind.COUNT,
        say("unit.districts"),
        BigDecimal.valueOf(named.size()),
        State.APART,
        "",
        say("figure.named", one.name()),
        say("obtained.named", source),
        List.of());
    rows.add(
        new Row(
            one.parent().isEmpty() ? one.name() : say("organisation.of-which", one.name()),
            0,
            false,
            List.of(key + ".stated", key + ".named", ReportCell.words(names(List.copyOf(named))))));
  }

  /** The districts that no case at all names. */
  private String unnamed(Leaders of, Set<String> named) {
    Set<String> elsewhere = new LinkedHashSet<>(named);
    facts.leaders().stream()
        .filter(one -> one != of)
        .forEach(one -> elsewhere.addAll(one.districts()));
    return names(
        facts.districts().stream()
            .map(District::name)
            .filter(name -> !elsewhere.contains(name))
            .toList());
  }

  private Section budget() {
    sum("BUDGET", say("unit.dong"), District::budget);
    detail("BUDGET.models", District::models);
    detail("BUDGET.honoraria", District::honoraria);
    detail("BUDGET.operations", District::operations);
    List<Told> all = told(District::budget);
    List<String> said = new ArrayList<>();
    said.add(
        say(
            "budget.each",
            all.stream()
                .filter(one -> one.value() != null)
                .map(one -> say("fund.one", called(one.name()), money(one.value())))
                .collect(Collectors.joining("; "))));
    said.add(summed("BUDGET", all));
    return section(
        HistoricalFacts.Part.BUDGET,
        said,
        List.of(
            districts(
                "BUDGET",
                "table.budget",
                List.of(
                    new Column(say("column.budget"), "BUDGET"),
                    new Column(say("column.models"), "BUDGET.models"),
                    new Column(say("column.honoraria"), "BUDGET.honoraria"),
                    new Column(say("column.operations"), "BUDGET.operations")))));
  }

  private Table districts(String key, String title, List<Column> columns) {
    List<Row> rows = new ArrayList<>();
    for (int at = 0; at < facts.districts().size(); at++) {
      rows.add(new Row(called(facts.districts().get(at).name()), placeId(at), false, List.of()));
    }
    rows.add(new Row(say("row.total"), 0, true, List.of()));
    return new Table(
        key, say(title), say("table.districts.note"), say("column.district"), columns, rows);
  }

  // --- parts of all

  private Section section(HistoricalFacts.Part part, List<String> said, List<Table> tables) {
    return new Section(
        part == HistoricalFacts.Part.RESULTS ? ReportSection.RESULTS : ReportSection.ORGANISATION,
        say("section." + part),
        said,
        facts.words().stream()
            .filter(one -> one.part() == part)
            .map(HistoricalFacts.Words::text)
            .collect(Collectors.joining("\n")),
        List.of(),
        tables);
  }

  private void add(
      String key,
      String label,
      Kind kind,
      String unit,
      @Nullable BigDecimal value,
      State state,
      String remark,
      String definition,
      String obtained,
      List<Part> parts) {
    figures.put(
        key,
        new ReportFigure(
            key,
            label,
            kind,
            unit,
            ReportFigure.kept(value),
            null,
            null,
            null,
            value == null && state != State.NOT_STATED ? State.NOT_REPORTED : state,
            remark,
            definition,
            "",
            obtained,
            parts,
            List.of(),
            List.of()));
  }

  private static Row row(String name, String key) {
    return new Row(name, 0, false, List.of(key));
  }

  private static <T> long sum(List<T> all, Function<T, @Nullable Long> number) {
    long sum = 0;
    for (T one : all) {
      Long value = number.apply(one);
      sum += value == null ? 0 : value;
    }
    return sum;
  }

  private static @Nullable BigDecimal whole(@Nullable Long count) {
    return count == null ? null : BigDecimal.valueOf(count);
  }

  private static String number(@Nullable Long count) {
    return count == null ? say("not-reported") : VietnameseNumbers.format(count);
  }

  private static String money(@Nullable Long dong) {
    return dong == null ? say("not-reported") : say("money", VietnameseNumbers.format(dong));
  }

  private static String inSentence(String name) {
    return ReportSays.inSentence(name);
  }

  private static String key(String of, String name) {
    return of + "." + VietnameseText.fold(name).replaceAll("[^a-z0-9]+", "-");
  }
}
