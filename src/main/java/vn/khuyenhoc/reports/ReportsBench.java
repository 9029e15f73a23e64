package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Yearly reports from live figures to finished Word files: a province's over its communes, and as
 * many of communes as the country has, one after the other on two workers. The communes are those
 * of the loaded province, each reported on as often as it takes; at scale {@code demo} each once,
 * and then nothing is told of 3,321.
 */
@Component
class ReportsBench implements Bench {

  private static final String SON_LA = "14";
  private static final int SAMPLES = 50;
  private static final int ROUNDS = 5;
  private static final int WORKERS = 2;
  private static final int COUNTRY = 3_321;

  private final ReportFilling filling;
  private final Reports reports;
  private final Areas areas;
  private final Samples samples;
  private final TransactionTemplate reading;
  private final Texts t;
  private final Clock clock;

  ReportsBench(
      ReportFilling filling,
      Reports reports,
      Areas areas,
      Samples samples,
      TransactionTemplate transactions,
      Languages languages,
      Clock clock) {
    this.filling = filling;
    this.reports = reports;
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
    int unused = write(operator, province);
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int bytes = write(operator, province);
      seconds[round] = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "a province over %d communes: %.2f s, %,d bytes%n",
          communes.size(), seconds[round], bytes);
    }
    figures.add(Figure.atMost("province_s", Bench.at(seconds, 1.0), 5));
    boolean whole = !scale.equals("demo");
    int count = whole ? COUNTRY : communes.size();
    double taken = communes(operator, communes, count);
    System.out.printf("%,d reports of communes: %.1f s%n", count, taken);
    figures.add(
        whole
            ? Figure.atMost("communes_3321_s", taken, 600)
            : Figure.told("communes_" + count + "_s", taken));
    return figures;
  }

  /** One report from its figures to the file; answers how long that is. */
  private int write(Actor operator, Area area) {
    return Acting.as(
        operator,
        () -> {
          int year = LocalDate.now(clock).getYear();
          ReportContent content =
              reading.execute(
                  status ->
                      filling.fill(
                          operator,
                          Right.REPORT_WRITE,
                          area.id(),
                          ReportForm.YEAR,
                          LocalDate.of(year, 1, 1),
                          LocalDate.of(year, 12, 31),
                          true));
          return ReportDocument.of(content, reports.head(content), null, t).toBytes().length;
        });
  }

  private double communes(Actor operator, List<Area> communes, int count) {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      Area commune = communes.get(at % communes.size());
      work.add(() -> write(operator, commune));
    }
    long start = System.nanoTime();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      for (Future<Integer> one : workers.invokeAll(work)) {
        if (one.get() == 0) {
          throw new IllegalStateException("an empty report");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
