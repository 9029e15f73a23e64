package vn.khuyenhoc.platform;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The locks of a command, always taken in this order: the tree shared, then communes by rising id.
 * Held to the end of the transaction. Without them concurrent writers of one commune meet in its
 * tally row in changing order and deadlock.
 */
@Component
public class Locks {

  private static final int TREE = 7001;
  private static final int COMMUNE = 7002;

  private final JdbcClient jdbc;

  Locks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the tree against reorganisation: the first step of a command that looks up where
   * something lies, since what it found could end before its own locks otherwise.
   */
  public void tree() {
    jdbc.sql("select pg_advisory_xact_lock_shared(:tree, 0)")
        .param("tree", TREE)
        .query((row, number) -> 0)
        .list();
  }

  /** Locks the tree against reorganisation and these communes against other writers. */
  public void communes(Collection<Integer> communeIds) {
    Integer[] ordered = communeIds.stream().distinct().sorted().toArray(Integer[]::new);
    jdbc.sql(
            """
            select pg_advisory_xact_lock_shared(:tree, 0)
            union all
            select pg_advisory_xact_lock(:commune, id) from unnest(:ids::integer[]) with ordinality as c (id, place)
            """)
        .param("tree", TREE)
        .param("commune", COMMUNE)
        .param("ids", ordered)
        .query((row, number) -> 0)
        .list();
  }

  /** Locks the tree for a reorganisation: every other command waits. */
  public void treeAlone() {
    jdbc.sql("select pg_advisory_xact_lock(:tree, 0)")
        .param("tree", TREE)
        .query((row, number) -> 0)
        .list();
  }
}
