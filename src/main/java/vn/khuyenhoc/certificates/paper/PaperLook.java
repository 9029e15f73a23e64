package vn.khuyenhoc.certificates.paper;

/**
 * How certificates look.
 *
 * @param border whether the border is drawn; not on paper that has one
 * @param colour of border, heading and title
 */
public record PaperLook(boolean border, Colour colour) {

  /** Colours that print well. */
  public enum Colour {
    RED("0.66 0.11 0.09"),
    BLUE("0.08 0.22 0.42"),
    BLACK("0 0 0");

    private final String rgb;

    Colour(String rgb) {
      this.rgb = rgb;
    }

    String rgb() {
      return rgb;
    }
  }
}
