package vn.khuyenhoc.certificates.paper;

/** The faces of the lettering; each is a font of the file. */
enum Face {
  REGULAR("Tinos-Regular"),
  BOLD("Tinos-Bold"),
  ITALIC("Tinos-Italic");

  private final String file;

  Face(String file) {
    this.file = file;
  }

  /** Where its font lies. */
  String path() {
    return "/certificates/" + file + ".ttf";
  }

  /** Its name among the resources of a page. */
  String resource() {
    return "F" + (ordinal() + 1);
  }
}
