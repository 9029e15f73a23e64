package vn.khuyenhoc.identity;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Argon2id with 19 MiB and two passes (OWASP's choice for small machines). Only two at a time are
 * computed, so that a crowd at the door cannot take the memory and processors of those inside.
 */
@Component
class Passwords {

  private static final int AT_ONCE = 2;
  private static final long PATIENCE_SECONDS = 8;

  private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private volatile @Nullable String nobodys;

  /** Too many wait already. */
  static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many passwords at once", null, false, false);
    }
  }

  /** What is kept of a password. */
  String hash(String password) {
    return inTurn(() -> encoder.encode(VietnameseText.nfc(password)));
  }

  /**
   * Whether the password is the one behind the hash. Takes the same work where there is no hash, so
   * that the time does not tell whether an account exists.
   */
  boolean matches(String password, @Nullable String hash) {
    String typed = VietnameseText.nfc(password);
    String compared = hash == null ? nobodys() : hash;
    return inTurn(() -> encoder.matches(typed, compared)) && hash != null;
  }

  private String nobodys() {
    String known = nobodys;
    if (known == null) {
      known = inTurn(() -> encoder.encode(Secrets.token()));
      nobodys = known;
    }
    return known;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
