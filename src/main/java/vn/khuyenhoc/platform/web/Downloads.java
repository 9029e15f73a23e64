package vn.khuyenhoc.platform.web;

import jakarta.servlet.http.HttpServletResponse;

/** Files that a page hands over while they are being written. */
public final class Downloads {

  private Downloads() {}

  /**
   * Begins an Excel workbook to be saved, never shown or kept by a cache.
   *
   * @param name the file's name without its ending, in plain letters
   */
  public static void workbook(HttpServletResponse response, String name) {
    response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".xlsx\"");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
  }
}
