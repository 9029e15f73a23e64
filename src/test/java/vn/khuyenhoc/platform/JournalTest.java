package vn.khuyenhoc.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.TestDatabase;

/** The journal is one chain, and whoever tampers with it is found. */
@ModuleTest
class JournalTest {

  @Autowired private Journal journal;
  @Autowired private JournalSealer sealer;
  @Autowired private JournalCheck check;
  @Autowired private JournalEntries entries;
  @Autowired private TestDatabase database;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private final String subject = "test/" + UUID.randomUUID();

  @Test
  void namesTheEntryThatWasChanged() {
    Actor actor = new Actor(null, null, "Lò Văn Thử", List.of());
    for (int i = 0; i < 3; i++) {
      journal.write(actor, "test.write", subject, null, Map.of("number", i));
    }
    sealer.sealAll();
    assertThat(check.faults()).isEmpty();
    List<JournalEntry> written = entries.about(subject, 10);
    assertThat(written).hasSize(3).allMatch(entry -> entry.number() != null);
    JournalEntry middle = written.get(1);

    JdbcClient owner = JdbcClient.create(database.owner().dataSource());
    set(owner, middle, "Kẻ Sửa");
    assertThat(check.faults())
        .singleElement()
        .asString()
        .contains(String.valueOf(middle.number()), middle.id().toString());
    set(owner, middle, "Lò Văn Thử");
    assertThat(check.faults()).isEmpty();

    byte[] seal =
        owner
            .sql("select seal from platform.journal_seal where entry_id = :id")
            .param("id", middle.id())
            .query(byte[].class)
            .single();
    byte[] flipped = seal.clone();
    flipped[0] ^= 1;
    setSeal(owner, middle, flipped);
    assertThat(check.faults()).isNotEmpty();
    setSeal(owner, middle, seal);
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void sealsOnceWhatWaitsAndFindsAnEntryThatWaitsForNothing() {
    Actor actor = new Actor(null, null, "Lò Văn Thử", List.of());
    // in one transaction each, because a sealer of its own comes by every second
    transactions.executeWithoutResult(
        status -> {
          journal.write(actor, "test.write", subject, null, Map.of());
          assertThat(waiting()).isOne();
        });
    sealer.sealAll();
    long number = Objects.requireNonNull(entries.about(subject, 1).getFirst().number());
    sealer.sealAll();
    assertThat(entries.about(subject, 1).getFirst().number()).isEqualTo(number);
    assertThat(waiting()).isZero();

    String other = "test/" + UUID.randomUUID();
    transactions.executeWithoutResult(
        status -> {
          journal.write(actor, "test.write", other, null, Map.of());
          jdbc.sql(
                  """
                  delete from platform.journal_unsealed
                   where entry_id = (select entry_id from platform.journal where subject = :subject)
                  """)
              .param("subject", other)
              .update();
        });
    UUID hidden = entries.about(other, 1).getFirst().id();
    sealer.sealAll();
    assertThat(check.faults()).singleElement().asString().contains(hidden.toString());
    jdbc.sql("insert into platform.journal_unsealed (entry_id) values (:id)")
        .param("id", hidden)
        .update();
    sealer.sealAll();
    assertThat(check.faults()).isEmpty();
  }

  private long waiting() {
    return jdbc.sql(
            """
            select count(*) from platform.journal_unsealed join platform.journal using (entry_id)
             where subject = :subject
            """)
        .param("subject", subject)
        .query(Long.class)
        .single();
  }

  private static void set(JdbcClient owner, JournalEntry entry, String actor) {
    owner
        .sql("update platform.journal set actor = :actor where entry_id = :id")
        .param("actor", actor)
        .param("id", entry.id())
        .update();
  }

  private static void setSeal(JdbcClient owner, JournalEntry entry, byte[] seal) {
    owner
        .sql("update platform.journal_seal set seal = :seal where entry_id = :id")
        .param("seal", seal)
        .param("id", entry.id())
        .update();
  }
}
