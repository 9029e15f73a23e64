package vn.khuyenhoc.platform.web;

/**
 * What a page says once of what happened just before it.
 *
 * @param sentence what happened
 * @param done whether what was asked for was done, and not refused
 */
public record Notice(String sentence, boolean done) {

  private static final char REFUSED = '!';

  /** How it is kept until the next page. */
  String kept() {
    return done ? sentence : REFUSED + sentence;
  }

  /** What was kept so. */
  static Notice of(String kept) {
    boolean refused = !kept.isEmpty() && kept.charAt(0) == REFUSED;
    return new Notice(refused ? kept.substring(1) : kept, !refused);
  }

  /** The kind of remark that it is. */
  public String kind() {
    return done ? "ok" : "warn";
  }
}
