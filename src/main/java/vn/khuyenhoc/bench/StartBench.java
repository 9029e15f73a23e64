package vn.khuyenhoc.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import vn.khuyenhoc.platform.Bench;

/**
 * From the built jar to the first page, embedded PostgreSQL included, on an existing data folder.
 */
public final class StartBench implements Bench {

  private static final int ROUNDS = 7;

  private final Path data;

  /**
   * @param data an empty folder of its own
   */
  public StartBench(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> measure(String scale) {
    try (RunningServer first = RunningServer.start("start", data, scale)) {
      System.out.printf("new data folder: %.2f s%n", first.firstPageSeconds());
    }
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (RunningServer server = RunningServer.start("start", data, scale)) {
        seconds[round] = server.firstPageSeconds();
        System.out.printf("round %d: %.2f s%n", round + 1, seconds[round]);
      }
    }
    Arrays.sort(seconds);
    return List.of(Figure.atMost("first_page_s", seconds[ROUNDS / 2], 6));
  }
}
