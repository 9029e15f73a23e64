package vn.khuyenhoc.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who acts on the current thread: set at the edge (request, command line, job), read below. */
public final class Acting {

  private static final ThreadLocal<@Nullable Actor> CURRENT = new ThreadLocal<>();

  private Acting() {}

  /** The actor of this thread; null outside a request and before sign-in. */
  public static @Nullable Actor current() {
    return CURRENT.get();
  }

  /** Runs the work as this actor (null: nobody) and forgets the actor afterwards. */
  public static <T> T as(@Nullable Actor actor, Supplier<T> work) {
    Actor before = CURRENT.get();
    CURRENT.set(actor);
    try {
      return work.get();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }
}
