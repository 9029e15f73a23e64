package vn.khuyenhoc;

/** The one entry of the program: every command of the launcher arrives here. */
public final class KhuyenHoc {

  private KhuyenHoc() {}

  /**
   * Runs one command.
   *
   * @param arguments the command's name followed by its own arguments
   */
  public static void main(String[] arguments) {}
}
