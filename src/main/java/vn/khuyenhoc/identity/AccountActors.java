package vn.khuyenhoc.identity;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ActorLookup;

/** Accounts as actors, for what is done in their name while nobody is there. */
@Component
class AccountActors implements ActorLookup {

  private final AccountTable accounts;

  AccountActors(AccountTable accounts) {
    this.accounts = accounts;
  }

  @Override
  public Optional<Actor> byAccount(UUID accountId) {
    return accounts
        .byId(accountId)
        .filter(AccountTable.Access::open)
        .map(AccountTable.Access::actor);
  }
}
