package vn.khuyenhoc.platform.pdf;

/** The faces of the lettering; each is a font of the file. */
public enum Face {
  REGULAR("Tinos-Regular"),
  BOLD("Tinos-Bold"),
  ITALIC("Tinos-Italic");

  private final String file;

  Face(String file) {
    this.file = file;
  }

  /** Where its font lies. */
  public String path() {
    return "/lettering/" + file + ".ttf";
  }

  /** Its name among the resources of a page. */
  public String resource() {
    return "F" + (ordinal() + 1);
  }
}
