package vn.khuyenhoc.recognition;

import static vn.khuyenhoc.platform.BenchSql.execute;
import static vn.khuyenhoc.platform.BenchSql.number;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import vn.khuyenhoc.platform.Bench;

/** What keeping the tallies costs those who write. In a database that is for measuring alone. */
public final class TallyCost {

  private static final int CHANGES = 200;
  private static final int BLOCKS = 8;
  private static final int COPIES = 5;
  private static final int COPIED = 50_000;

  private TallyCost() {}

  /**
   * One change of stage, with the tallies and without. Blocks of both take turns, so that a busy
   * moment falls on both.
   *
   * @param owner who may switch triggers
   * @return milliseconds that the tallies cost
   */
  public static double ofOneChange(Connection owner, int campaign) throws SQLException {
    List<Object[]> keys = new ArrayList<>();
    try (Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select home_id, dossier_id from recognition.dossier where stage = 'LISTED' and campaign_id = "
                    + campaign
                    + " order by home_id, dossier_id limit "
                    + CHANGES)) {
      while (rows.next()) {
        keys.add(new Object[] {rows.getInt(1), rows.getObject(2, UUID.class)});
      }
    }
    double[] with = new double[keys.size() * 2 * BLOCKS];
    double[] without = new double[with.length];
    for (int block = -1; block < BLOCKS; block++) {
      for (boolean tallies : new boolean[] {true, false}) {
        execute(owner, trigger(tallies));
        double[] times = changes(owner, keys);
        if (block >= 0) {
          System.arraycopy(times, 0, tallies ? with : without, block * times.length, times.length);
        }
      }
    }
    execute(owner, trigger(true));
    System.out.printf(
        "one change of stage: with tallies %.3f ms (p95 %.3f), without %.3f ms (p95 %.3f)%n",
        Bench.at(with, 0.5), Bench.at(with, 0.95), Bench.at(without, 0.5), Bench.at(without, 0.95));
    return Bench.at(with, 0.5) - Bench.at(without, 0.5);
  }

  private static String trigger(boolean on) {
    return "alter table recognition.dossier "
        + (on ? "enable" : "disable")
        + " trigger dossier_added; alter table recognition.dossier "
        + (on ? "enable" : "disable")
        + " trigger dossier_changed";
  }

  private static double[] changes(Connection owner, List<Object[]> keys) throws SQLException {
    double[] times = new double[keys.size() * 2];
    int place = 0;
    for (String stage : new String[] {"SCORING", "LISTED"}) {
      try (PreparedStatement change =
          owner.prepareStatement(
              "update recognition.dossier set stage = '"
                  + stage
                  + "' where home_id = ? and dossier_id = ?")) {
        for (Object[] key : keys) {
          change.setObject(1, key[0]);
          change.setObject(2, key[1]);
          long start = System.nanoTime();
          change.executeUpdate();
          times[place++] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    return times;
  }

  /**
   * The same rows copied into a second campaign, with the tallies and without, and taken back.
   *
   * @param owner who may switch triggers
   * @return how many times as long with the tallies
   */
  public static double ofBulk(Connection owner, int campaign) throws SQLException {
    execute(
        owner,
        """
        insert into recognition.campaign
          (model, year, area_id, set_id, due_on, reference_date, opened_at)
        select model, year + 1, area_id, set_id, due_on + 365, reference_date + 365, opened_at
          from recognition.campaign where campaign_id = %d
        """
            .formatted(campaign));
    int second = number(owner, "select max(campaign_id) from recognition.campaign");
    byte[] rows = copyOut(owner, campaign, second);
    double[] with = new double[COPIES];
    double[] without = new double[COPIES];
    for (int round = -1; round < COPIES; round++) {
      for (boolean tallies : new boolean[] {true, false}) {
        execute(owner, trigger(tallies));
        owner.setAutoCommit(false);
        long start = System.nanoTime();
        copyIn(owner, rows);
        double millis = (System.nanoTime() - start) / 1e6;
        owner.rollback();
        owner.setAutoCommit(true);
        execute(owner, "vacuum recognition.dossier");
        if (round >= 0) {
          (tallies ? with : without)[round] = millis;
        }
      }
    }
    execute(owner, trigger(true));
    System.out.printf(
        "bulk copy: with tallies %.0f ms, without %.0f ms%n",
        Bench.at(with, 0.5), Bench.at(without, 0.5));
    return Bench.at(with, 0.5) / Bench.at(without, 0.5);
  }

  private static byte[] copyOut(Connection owner, int campaign, int second) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      owner
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              """
              copy (select home_id, uuidv7(), %d, subject_id, area_then, area_now, 'LISTED'
                      from recognition.dossier where campaign_id = %d order by home_id limit %d) to stdout
              """
                  .formatted(second, campaign, COPIED),
              out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  private static void copyIn(Connection owner, byte[] rows) throws SQLException {
    try {
      owner
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              """
              copy recognition.dossier (home_id, dossier_id, campaign_id, subject_id, area_then, area_now, stage)
                from stdin
              """,
              new ByteArrayInputStream(rows));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
