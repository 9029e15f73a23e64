package vn.khuyenhoc.reports;

import java.time.Instant;
import java.util.UUID;
import vn.khuyenhoc.platform.document.TemplateKind;

/**
 * A Word file that an office sent as its template. It never changes.
 *
 * @param id which
 * @param areaId whose it is: a province, or the country; what took over an area that has ended
 * @param areaName its name
 * @param kind of what kind of document
 * @param version 1 for the first of that area and kind
 * @param sha256 hash of the file
 * @param fileName what it was called
 * @param remark what was said of it
 * @param uploadedAt when it came
 * @param uploadedBy who sent it
 */
public record TemplateVersion(
    UUID id,
    int areaId,
    String areaName,
    TemplateKind kind,
    int version,
    String sha256,
    String fileName,
    String remark,
    Instant uploadedAt,
    String uploadedBy) {

  /** Its address. */
  public String href() {
    return "/templates/versions/" + id;
  }
}
