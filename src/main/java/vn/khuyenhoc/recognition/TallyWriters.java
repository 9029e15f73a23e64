package vn.khuyenhoc.recognition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import vn.khuyenhoc.platform.database.Login;

/**
 * Many writers at once, and what is read right after each commit. Every writer begins to score
 * dossiers that nobody else touches; what it reads then must contain every change committed before
 * the reading began, of whomever, and none that nobody has begun. Everything is put back.
 */
public final class TallyWriters {

  private static final String READ =
      """
      select (select scoring from recognition.tally where campaign_id = ? and area_id = ? and basis = 1),
             (select scoring from recognition.tally where campaign_id = ? and area_id = ? and basis = 1),
             (select sum(t.scoring) from areas.area_version v
                join recognition.tally t on t.area_id = v.area_id and t.campaign_id = ? and t.basis = 1
               where v.parent_id = ? and v.valid @> platform.today()),
             (select sum(t.scoring) from recognition.tally t
               where t.campaign_id = any (?) and t.level = 3 and t.basis = 1)
      """;

  private final Login login;
  private final List<Integer> campaigns;
  private final int seconds;
  private final Map<Integer, Count> counts = new ConcurrentHashMap<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong commits = new AtomicLong();

  /**
   * What is known of an area while others write.
   *
   * @param before what it counted at first
   * @param begun changes whose writing has begun
   * @param done changes that are committed
   */
  private record Count(int before, AtomicInteger begun, AtomicInteger done) {}

  /** A dossier to change, and where it counts. */
  private record Target(
      int homeId, UUID id, int campaign, int village, int commune, int province) {}

  /**
   * What was seen.
   *
   * @param writers how many wrote at once
   * @param commits how many changes were committed
   * @param perSecond of them
   * @param faults what was read too late, or not at all; deadlocks; totals that are no recount
   */
  public record Seen(int writers, long commits, double perSecond, List<String> faults) {}

  /**
   * Writers in a database that is for measuring alone.
   *
   * @param campaigns open campaigns of one model, one a province
   * @param seconds how long they write
   */
  public TallyWriters(Login login, List<Integer> campaigns, int seconds) {
    this.login = login;
    this.campaigns = List.copyOf(campaigns);
    this.seconds = seconds;
  }

  /**
   * Lets them write.
   *
   * @param writers how many
   * @param communes over how many communes they are spread
   */
  public Seen write(int writers, int communes) throws SQLException {
    List<List<Target>> targets;
    try (Connection owner = open()) {
      targets = targets(owner, writers, communes);
      for (Target one : targets.stream().flatMap(List::stream).toList()) {
        for (int area : new int[] {one.village(), one.commune(), one.province(), 0}) {
          if (!counts.containsKey(area)) {
            counts.put(
                area,
                new Count(
                    read(owner, one)[level(one, area)], new AtomicInteger(), new AtomicInteger()));
          }
        }
      }
    }
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (List<Target> own : targets) {
      threads.add(Thread.ofPlatform().start(() -> change(own, start + seconds * 1_000_000_000L)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    double took = (System.nanoTime() - start) / 1e9;
    try (Connection owner = open()) {
      recount(owner, targets);
      putBack(owner, targets);
      recount(owner, targets);
    }
    return new Seen(writers, commits.get(), commits.get() / took, List.copyOf(faults));
  }

  private Connection open() throws SQLException {
    return login.connect();
  }

  private static int level(Target one, int area) {
    return area == 0 ? 3 : area == one.province() ? 2 : area == one.commune() ? 1 : 0;
  }

  /** Some hundred dossiers for each writer that are only listed yet. */
  private List<List<Target>> targets(Connection owner, int writers, int communes)
      throws SQLException {
    List<List<Target>> targets = new ArrayList<>();
    try (PreparedStatement places =
            owner.prepareStatement(
                """
                select t.campaign_id, t.area_id, c.area_id
                  from recognition.tally t
                  join recognition.campaign c using (campaign_id)
                 where t.campaign_id = any (?) and t.level = 3 and t.basis = 1 and t.listed >= ?
                 order by hashint4(t.area_id) limit ?
                """);
        PreparedStatement dossiers =
            owner.prepareStatement(
                """
                select d.home_id, d.dossier_id, d.area_now
                  from areas.ancestor a
                  join recognition.dossier d on d.area_now = a.area_id and d.campaign_id = ? and d.stage = 'LISTED'
                 where a.ancestor_id = ? and a.valid @> platform.today()
                 order by d.dossier_id limit ? offset ?
                """)) {
      int share = (writers + communes - 1) / communes;
      places.setArray(1, owner.createArrayOf("integer", campaigns.toArray()));
      places.setInt(2, share * 2);
      places.setInt(3, communes);
      List<int[]> found = new ArrayList<>();
      try (ResultSet rows = places.executeQuery()) {
        while (rows.next()) {
          found.add(new int[] {rows.getInt(1), rows.getInt(2), rows.getInt(3)});
        }
      }
      if (found.isEmpty()) {
        throw new IllegalStateException("nothing is listed");
      }
      for (int writer = 0; writer < writers; writer++) {
        int[] place = found.get(writer % found.size());
        int listed = listed(owner, place[0], place[1]);
        int sharing = (writers + found.size() - 1) / found.size();
        int each = Math.min(400, listed / sharing);
        dossiers.setInt(1, place[0]);
        dossiers.setInt(2, place[1]);
        dossiers.setInt(3, each);
        dossiers.setInt(4, each * (writer / found.size()));
        List<Target> own = new ArrayList<>();
        try (ResultSet rows = dossiers.executeQuery()) {
          while (rows.next()) {
            own.add(
                new Target(
                    rows.getInt(1),
                    rows.getObject(2, UUID.class),
                    place[0],
                    rows.getInt(3),
                    place[1],
                    place[2]));
          }
        }
        targets.add(own);
      }
    }
    return targets;
  }

  private static int listed(Connection owner, int campaign, int commune) throws SQLException {
    try (PreparedStatement statement =
        owner.prepareStatement(
            "select listed from recognition.tally where campaign_id = ? and area_id = ? and basis = 1")) {
      statement.setInt(1, campaign);
      statement.setInt(2, commune);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** What counts at its village, commune and province, and of the country. */
  private int[] read(Connection owner, Target one) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(READ)) {
      statement.setInt(1, one.campaign());
      statement.setInt(2, one.village());
      statement.setInt(3, one.campaign());
      statement.setInt(4, one.commune());
      statement.setInt(5, one.campaign());
      statement.setInt(6, one.province());
      statement.setArray(7, owner.createArrayOf("integer", campaigns.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new int[] {rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getInt(4)};
      }
    }
  }

  private void change(List<Target> own, long until) {
    try (Connection connection = open();
        PreparedStatement update =
            connection.prepareStatement(
                "update recognition.dossier set stage = 'SCORING' where home_id = ? and dossier_id = ?")) {
      for (Target one : own) {
        if (System.nanoTime() > until) {
          return;
        }
        List<Count> places =
            List.of(count(one.village()), count(one.commune()), count(one.province()), count(0));
        places.forEach(place -> place.begun().incrementAndGet());
        update.setInt(1, one.homeId());
        update.setObject(2, one.id());
        update.executeUpdate();
        places.forEach(place -> place.done().incrementAndGet());
        commits.incrementAndGet();
        int[] least =
            places.stream().mapToInt(place -> place.before() + place.done().get()).toArray();
        int[] seen = read(connection, one);
        for (int level = 0; level < seen.length; level++) {
          int most = places.get(level).before() + places.get(level).begun().get();
          if (seen[level] < least[level] || seen[level] > most) {
            faults.add(
                "level %d: read %d after %d were committed and %d begun"
                    .formatted(4 - level, seen[level], least[level], most));
          }
        }
      }
    } catch (SQLException | RuntimeException failure) {
      faults.add(String.valueOf(failure.getMessage()));
    }
  }

  private Count count(int area) {
    return java.util.Objects.requireNonNull(counts.get(area));
  }

  /** The tallies of the communes that were written in are what their dossiers come to. */
  private void recount(Connection owner, List<List<Target>> targets) throws SQLException {
    for (Target one :
        targets.stream().filter(own -> !own.isEmpty()).map(List::getFirst).distinct().toList()) {
      try (PreparedStatement statement =
          owner.prepareStatement(
              """
              select t.roll, t.listed, t.scoring, r.roll, r.listed, r.scoring
                from recognition.tally t
                join recognition.recount r using (campaign_id, area_id, basis)
               where t.campaign_id = ? and t.area_id = ? and t.basis = 1
              """)) {
        statement.setInt(1, one.campaign());
        statement.setInt(2, one.commune());
        try (ResultSet rows = statement.executeQuery()) {
          if (!rows.next()
              || rows.getInt(1) != rows.getInt(4)
              || rows.getInt(2) != rows.getInt(5)
              || rows.getInt(3) != rows.getInt(6)) {
            faults.add("commune " + one.commune() + ": the tally is no recount");
          }
        }
      }
    }
  }

  private void putBack(Connection owner, List<List<Target>> targets) throws SQLException {
    try (PreparedStatement update =
        owner.prepareStatement(
            "update recognition.dossier set stage = 'LISTED'"
                + " where home_id = ? and dossier_id = any (?) and stage = 'SCORING'")) {
      for (List<Target> own : targets) {
        Map<Integer, List<UUID>> byHome = new java.util.TreeMap<>();
        own.forEach(
            one -> byHome.computeIfAbsent(one.homeId(), home -> new ArrayList<>()).add(one.id()));
        for (Map.Entry<Integer, List<UUID>> home : byHome.entrySet()) {
          update.setInt(1, home.getKey());
          update.setArray(2, owner.createArrayOf("uuid", home.getValue().toArray()));
          update.executeUpdate();
        }
      }
    }
  }
}
