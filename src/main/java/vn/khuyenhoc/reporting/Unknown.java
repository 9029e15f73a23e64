package vn.khuyenhoc.reporting;

import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Sentence;

/**
 * That a number is not known. What nobody has reported is another thing than what was reported and
 * still cannot be computed; neither is zero.
 *
 * @param lack which of the two
 * @param said why, in words
 * @param remedy where what is missing is declared; null for nowhere
 */
public record Unknown(Lack lack, Sentence said, @Nullable Remedy remedy) {

  /** What a number lacks. */
  public enum Lack {
    /** Nobody has reported it: chưa báo cáo. */
    NOT_REPORTED,
    /** Something that it is computed from is missing, or is zero: chưa tính được. */
    NOT_COMPUTED,
    /** It takes long to count and is still to be counted: chưa tính. */
    LATER,
    /** It is none of this area's or of this reader's: không tính ở đây. */
    ELSEWHERE
  }

  /**
   * The page on which what is missing is seen, and declared by whoever may.
   *
   * @param key what the way there is called: the key of a message
   * @param right who holds it finds there what the way is called
   */
  public record Remedy(String key, String href, Right right) {}

  /** Nobody has reported it. */
  static Unknown notReported(String key, Object... arguments) {
    return new Unknown(Lack.NOT_REPORTED, Sentence.of(key, arguments), null);
  }

  /** It cannot be computed. */
  static Unknown notComputed(String key, Object... arguments) {
    return new Unknown(Lack.NOT_COMPUTED, Sentence.of(key, arguments), null);
  }

  /** It is none of this area's or of this reader's. */
  static Unknown elsewhere(String key, Object... arguments) {
    return new Unknown(Lack.ELSEWHERE, Sentence.of(key, arguments), null);
  }

  /** The same with the page on which what is missing is declared. */
  Unknown declaredAt(String key, String href) {
    return declaredAt(key, href, Right.FIGURES_READ);
  }

  /** The same with the page on which whoever holds a right declares what is missing. */
  Unknown declaredAt(String key, String href, Right right) {
    return href.isEmpty() ? this : new Unknown(lack, said, new Remedy(key, href, right));
  }

  /** The same with another's way out. */
  Unknown declaredAt(@Nullable Remedy way) {
    return new Unknown(lack, said, way);
  }
}
