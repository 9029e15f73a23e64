package vn.khuyenhoc.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers committed journal entries and chains them: each seal is the SHA-256 of the seal before,
 * the number and the entry's bytes. Done a moment after the commit and by one sealer at a time, so
 * that writers never wait for each other.
 */
@Component
public class JournalSealer {

  private static final int SEALER_LOCK = 7003;
  private static final int BATCH = 5_000;

  private static final int PART = 1_000;

  private final JdbcTemplate jdbc;
  private final JdbcTemplate inParts;
  private final JsonMapper json;
  private final TransactionTemplate transactions;
  private final TransactionTemplate walking;

  JournalSealer(
      JdbcTemplate jdbc,
      DataSource source,
      JsonMapper json,
      PlatformTransactionManager manager,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.json = json;
    this.transactions = transactions;
    inParts = new JdbcTemplate(source);
    inParts.setFetchSize(PART);
    walking = new TransactionTemplate(manager);
    walking.setReadOnly(true);
    walking.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    walking.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  private record Entry(UUID id, byte[] content) {}

  private record Seal(long number, UUID id, byte[] seal) {}

  @Scheduled(fixedDelay = 1_000, initialDelay = 3_000)
  void sealDue() {
    sealAll();
  }

  /** Seals every committed entry that has no seal yet; does nothing while another sealer works. */
  public void sealAll() {
    while (Boolean.TRUE.equals(transactions.execute(status -> sealBatch()))) {
      // the next batch
    }
  }

  private boolean sealBatch() {
    Boolean mine =
        jdbc.queryForObject("select pg_try_advisory_xact_lock(?, 0)", Boolean.class, SEALER_LOCK);
    if (!Boolean.TRUE.equals(mine)) {
      return false;
    }
    List<Entry> entries =
        jdbc.query(
            """
            select j.entry_id, j.content
              from platform.journal_unsealed u join platform.journal j using (entry_id)
             order by j.at, j.entry_id
             limit ?
            """,
            (row, number) ->
                new Entry(row.getObject("entry_id", UUID.class), row.getBytes("content")),
            BATCH);
    if (entries.isEmpty()) {
      return false;
    }
    List<Seal> last =
        jdbc.query(
            "select number, entry_id, seal from platform.journal_seal order by number desc limit 1",
            (row, number) ->
                new Seal(
                    row.getLong("number"),
                    row.getObject("entry_id", UUID.class),
                    row.getBytes("seal")));
    long number = last.isEmpty() ? 0 : last.getFirst().number();
    byte[] seal = last.isEmpty() ? new byte[0] : last.getFirst().seal();
    List<Seal> seals = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      number++;
      seal = next(seal, number, entry.content());
      seals.add(new Seal(number, entry.id(), seal));
    }
    jdbc.batchUpdate(
        "insert into platform.journal_seal (number, entry_id, seal) values (?, ?, ?)",
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(java.sql.PreparedStatement statement, int index)
              throws java.sql.SQLException {
            Seal next = seals.get(index);
            statement.setLong(1, next.number());
            statement.setObject(2, next.id());
            statement.setBytes(3, next.seal());
          }

          @Override
          public int getBatchSize() {
            return seals.size();
          }
        });
    jdbc.update(
        "delete from platform.journal_unsealed where entry_id = any (?::uuid[])",
        (Object) entries.stream().map(entry -> entry.id().toString()).toArray(String[]::new));
    return entries.size() == BATCH;
  }

  /**
   * Walks the whole chain, a part at a time and all of it as of one moment.
   *
   * @return what is wrong, one line an entry; empty when the journal is unbroken
   */
  public List<String> verify() {
    List<String> faults = new ArrayList<>();
    walking.executeWithoutResult(status -> walk(faults));
    return faults;
  }

  private void walk(List<String> faults) {
    inParts.query(
        """
        select j.entry_id from platform.journal j
         where not exists (select from platform.journal_seal s where s.entry_id = j.entry_id)
           and not exists (select from platform.journal_unsealed u where u.entry_id = j.entry_id)
        """,
        row -> {
          faults.add(
              "journal: entry " + row.getString("entry_id") + " has no seal and waits for none");
        });
    byte[][] before = {new byte[0]};
    long[] expected = {0};
    inParts.query(
        """
        select s.number, s.entry_id, s.seal, j.content, j.at, j.details::text as details,
               concat_ws(E'\\n', coalesce(j.account_id::text, 'null'), coalesce(j.person_id::text, 'null'),
                 j.actor, j.action, j.subject, coalesce(j.area_id::text, 'null')) as columns
          from platform.journal_seal s join platform.journal j using (entry_id)
         order by s.number
        """,
        row -> {
          expected[0]++;
          long number = row.getLong("number");
          byte[] content = row.getBytes("content");
          if (number != expected[0]) {
            faults.add("journal: entry number " + expected[0] + " is missing");
            expected[0] = number;
          }
          byte[] seal = next(before[0], number, content);
          String name = "journal: entry " + number + " (" + row.getString("entry_id") + ")";
          if (!Arrays.equals(seal, row.getBytes("seal"))) {
            faults.add(
                name
                    + " does not match its seal "
                    + HexFormat.of().formatHex(seal).substring(0, 12));
          }
          if (!sameAsColumns(
              content,
              row.getTimestamp("at").toInstant(),
              row.getString("columns"),
              row.getString("details"))) {
            faults.add(name + " was changed: its columns differ from what was sealed");
          }
          before[0] = row.getBytes("seal");
        });
  }

  private boolean sameAsColumns(byte[] content, Instant at, String columns, String details) {
    try {
      String[] parts = new String(content, StandardCharsets.UTF_8).split("\n", 2);
      int end = parts[1].lastIndexOf('\n');
      return Instant.parse(parts[0]).equals(at)
          && parts[1].substring(0, end).equals(columns)
          && json.readTree(parts[1].substring(end + 1)).equals(json.readTree(details));
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  private static byte[] next(byte[] before, long number, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(before);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      digest.update(content);
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
