package vn.khuyenhoc.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
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
