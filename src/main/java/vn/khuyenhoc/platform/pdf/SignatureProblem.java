package vn.khuyenhoc.platform.pdf;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A key file that cannot sign, and why. */
public final class SignatureProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Why {
    PASSWORD,
    UNREADABLE,
    EXPIRED,
    NOT_YET,
    NOT_FOR_SIGNING
  }

  private final Why why;
  private final String whose;
  private final @Nullable LocalDate day;

  SignatureProblem(Why why, String whose, @Nullable LocalDate day) {
    super(why.name(), null, false, false);
    this.why = why;
    this.whose = whose;
    this.day = day;
  }

  /** Why it cannot. */
  public Why why() {
    return why;
  }

  /** Whose certificate it is; empty where it could not be read. */
  public String whose() {
    return whose;
  }

  /** Its first or last day; null where that is not what is wrong. */
  public @Nullable LocalDate day() {
    return day;
  }
}
