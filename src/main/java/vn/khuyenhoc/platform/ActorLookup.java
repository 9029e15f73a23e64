package vn.khuyenhoc.platform;

import java.util.Optional;
import java.util.UUID;

/** Who acts through an account, for work that no request asked for. */
public interface ActorLookup {

  /** The actor behind an account that somebody may come in with; empty for any other. */
  Optional<Actor> byAccount(UUID accountId);
}
