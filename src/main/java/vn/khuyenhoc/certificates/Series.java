package vn.khuyenhoc.certificates;

/**
 * The numbers that one issuer gives out in one year.
 *
 * @param id its identity
 * @param issuer whose they are
 * @param issuerCode the issuer as the public types it: UBND-03646
 * @param year the year of issue
 * @param pattern how a number is written: {n} is the number, {yyyy} the year
 * @param first the first number given out here
 * @param next the number that the next certificate bears, unless it was used on paper
 * @param issued how many certificates bear a number of it
 * @param version rises with every change of its settings
 */
public record Series(
    int id,
    Issuer issuer,
    String issuerCode,
    int year,
    String pattern,
    int first,
    int next,
    int issued,
    int version) {

  /** A number as it is printed. */
  public String numbered(int n) {
    return NumberPattern.numbered(pattern, n, year);
  }

  /** Where it is shown. */
  public String path() {
    return "/certificates/series/" + id;
  }
}
