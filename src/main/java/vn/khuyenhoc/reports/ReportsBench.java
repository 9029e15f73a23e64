package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Reports from live figures to finished Word files: a province's over its communes, of this year,
 * of the one before and of a period after which everything was decided; as Word, Excel and PDF with
 * the reports of all its communes in it; and as the files of all reports below, as many of communes
 * as the country has, on two workers that are stopped in the middle and go on. The communes are
 * those of the loaded province, each read and written as often as it takes; at scale {@code demo}
 * each once, and then nothing is told of 3,321.
 */
@Component
class ReportsBench implements Bench {

  private static final String SON_LA = "14";
  private static final int SAMPLES = 50;
  private static final int ROUNDS = 5;
  private static final int MOST_SECONDS = 5;
  private static final int WORKERS = 2;
  private static final int COUNTRY = 3_321;
  private static final int LOOK_MILLIS = 200;

  private final ReportFilling filling;
  private final Reports reports;
  private final ReportCollections collections;
  private final Areas areas;
  private final Samples samples;
  private final TransactionTemplate reading;
  private final Texts t;
  private final Clock clock;

  ReportsBench(
      ReportFilling filling,
      Reports reports,
      ReportCollections collections,
      Areas areas,
      Samples samples,
      TransactionTemplate transactions,
      Languages languages,
      Clock clock) {
    this.filling = filling;
    this.reports = reports;
    this.collections = collections;
    this.areas = areas;
    this.samples = samples;
    this.reading = transactions;
    this.t = languages.vietnamese();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public List<Figure> measure(String scale) {
    Actor operator = Actor.operator("bench", areas.nation().id());
    samples.load(scale.equals("demo") ? "demo" : "province", operator, SAMPLES);
    Area province = areas.byCode(AreaLevel.PROVINCE, SON_LA).orElseThrow();
    List<Area> communes = areas.children(province.id());
    List<Figure> figures = new ArrayList<>();
    int year = LocalDate.now(clock).getYear();
    for (Told told :
        List.of(
            new Told("province_s", year(year)),
            new Told("province_year_before_s", year(year - 1)),
            new Told("province_decided_after_s", onlyFirstDay(year)))) {
      figures.add(
          Figure.atMost(told.figure(), province(operator, province, communes, told), MOST_SECONDS));
    }
    boolean whole = !scale.equals("demo");
    if (whole) {
      figures.addAll(merged(operator, province, communes, year(year)));
    }
    int count = whole ? COUNTRY : communes.size();
    double taken = communes(operator, communes, count);
    figures.add(
        whole
            ? Figure.atMost("communes_3321_s", taken, 600)
            : Figure.told("communes_" + count + "_s", taken));
    return figures;
  }

  /** A report that is measured. */
  private record Told(String figure, Period period) {}

  /** On what it reports. */
  private record Period(ReportForm form, LocalDate from, LocalDate until) {}

  private static Period year(int year) {
    return new Period(ReportForm.YEAR, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /** A period that is over, after which everything of its year was decided. */
  private static Period onlyFirstDay(int year) {
    return new Period(ReportForm.AD_HOC, LocalDate.of(year, 1, 1), LocalDate.of(year, 1, 1));
  }

  /** The slowest of some rounds, in seconds. */
  private double province(Actor operator, Area province, List<Area> communes, Told told) {
    int unused = write(operator, province, told.period());
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int bytes = write(operator, province, told.period());
      seconds[round] = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "a province over %d communes, %s–%s: %.2f s, %,d bytes%n",
          communes.size(), told.period().from(), told.period().until(), seconds[round], bytes);
    }
    return Bench.at(seconds, 1.0);
  }

  /** One report from its figures to the file; answers how long that is. */
  private int write(Actor operator, Area area, Period period) {
    return Acting.as(
        operator,
        () -> {
          ReportContent content = filled(operator, List.of(area.id()), period).getFirst();
          return ReportDocument.of(content, reports.head(content), null, t).toBytes().length;
        });
  }

  private List<ReportContent> filled(Actor operator, List<Integer> areaIds, Period period) {
    return Objects.requireNonNull(
        reading.execute(
            status ->
                filling.fill(
                    operator,
                    Right.REPORT_WRITE,
                    areaIds,
                    period.form(),
                    period.from(),
                    period.until(),
                    true)));
  }

  /** The files of a province's report with those of all its communes in it: the slowest of each. */
  private List<Figure> merged(Actor operator, Area province, List<Area> communes, Period period) {
    return Acting.as(
        operator,
        () -> {
          Map<Integer, Report.Sent> sent = new HashMap<>();
          List<Integer> ids = communes.stream().map(Area::id).toList();
          for (ReportContent one : filled(operator, ids, period)) {
            sent.put(one.area().id(), sent(one));
          }
          ReportContent own = filled(operator, List.of(province.id()), period).getFirst();
          ReportContent content =
              ReportAssembly.of(
                  own,
                  Map.of(),
                  Map.of(),
                  List.of(),
                  ReportMerging.of(own, own.below(), sent, Set.of(), clock.instant()),
                  t);
          ReportContent.Head head = reports.head(content);
          return List.of(
              file(
                  "province_merged_word_s",
                  () -> ReportDocument.of(content, head, null, t).toBytes()),
              file("province_merged_excel_s", () -> ReportWorkbook.of(content, null, t)),
              file(
                  "province_merged_pdf_s",
                  () -> ReportDocument.of(content, head, null, t).toPdf()));
        });
  }

  /** What a commune would send where it reported a number by hand for everything it is asked. */
  private static Report.Sent sent(ReportContent filled) {
    List<ReportFigure> figures =
        filled.figures().stream()
            .map(
                one ->
                    one.byHand() && one.kind() != ReportFigure.Kind.PERCENT && !one.known()
                        ? one.gathered("7", null, null, "", one.obtained(), one.parts(), List.of())
                        : one)
            .toList();
    ReportContent content = filled.with(filled.sections(), figures, null, List.of());
    return new Report.Sent(
        Ids.next(),
        content.area().id(),
        1,
        ReportJson.write(content),
        "",
        "",
        Instant.parse(content.filledAt()),
        "bench");
  }

  private static Figure file(String name, Supplier<byte[]> made) {
    byte[] unused = made.get();
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int bytes = made.get().length;
      seconds[round] = (System.nanoTime() - start) / 1e9;
      System.out.printf("%s: %.2f s, %,d bytes%n", name, seconds[round], bytes);
    }
    return Figure.atMost(name, Bench.at(seconds, 1.0), MOST_SECONDS);
  }

  /** The files of so many reports, stopped in the middle and gone on with; the seconds of both. */
  private double communes(Actor operator, List<Area> communes, int count) {
    int year = LocalDate.now(clock).getYear();
    ReportCollections.Wanted wanted =
        new ReportCollections.Wanted(
            areas.nation().id(),
            AreaLevel.COMMUNE,
            ReportForm.YEAR,
            LocalDate.of(year, 1, 1),
            LocalDate.of(year, 12, 31),
            true,
            true,
            false,
            true);
    List<Integer> order = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      order.add(communes.get(at % communes.size()).id());
    }
    UUID id = Ids.next();
    reading.executeWithoutResult(status -> collections.begin(operator, id, wanted, order));
    long before = collections.written();
    double first = stopped(operator, id, count);
    ReportCollection half = collections.read(operator, id);
    if (half.state() != RunState.WAITING || half.done() == 0 || half.done() == count) {
      throw new IllegalStateException("not stopped in the middle: " + half);
    }
    long start = System.nanoTime();
    collections.workAll(WORKERS);
    double second = (System.nanoTime() - start) / 1e9;
    ReportCollection done = collections.read(operator, id);
    long written = collections.written() - before;
    if (done.state() != RunState.DONE
        || done.sent() + done.drafted() != count
        || written != count) {
      throw new IllegalStateException(written + " reports were written for " + done);
    }
    System.out.printf(
        "%,d reports of communes (%,d as sent, %,d drafts): %,d in %.1f s, stopped, %,d more in"
            + " %.1f s, none twice; %,d bytes, %,d each%n",
        count,
        done.sent(),
        done.drafted(),
        half.done(),
        first,
        count - half.done(),
        second,
        done.size(),
        done.size() / count);
    return first + second;
  }

  /** Works on it until half of it is made, and is stopped as a server is. */
  private double stopped(Actor operator, UUID id, int count) {
    long start = System.nanoTime();
    Thread worker = Thread.ofPlatform().start(() -> collections.workAll(WORKERS));
    try {
      while (worker.isAlive() && collections.read(operator, id).done() < count / 2) {
        Thread.sleep(LOOK_MILLIS);
      }
      worker.interrupt();
      worker.join();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ending);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
