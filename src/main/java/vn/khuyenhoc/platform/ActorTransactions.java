package vn.khuyenhoc.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/**
 * Transactions that tell the database who acts and which day it is, so that row-level security and
 * business dates need no change of any query.
 */
public class ActorTransactions extends JdbcTransactionManager {

  private static final long serialVersionUID = 1L;

  private final transient Clock clock;
  private final DataSource source;

  ActorTransactions(DataSource source, Clock clock) {
    super(source);
    this.source = source;
    this.clock = clock;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    super.doBegin(transaction, definition);
    Actor actor = Acting.current();
    try (PreparedStatement statement =
        DataSourceUtils.getConnection(source)
            .prepareStatement(
                "select set_config('khuyenhoc.actor', ?, true), set_config('khuyenhoc.today', ?, true)")) {
      statement.setString(
          1, actor == null || actor.accountId() == null ? "" : actor.accountId().toString());
      statement.setString(2, LocalDate.now(clock).toString());
      statement.execute();
    } catch (SQLException failure) {
      doCleanupAfterCompletion(transaction);
      throw new CannotCreateTransactionException("cannot name the actor", failure);
    }
  }
}
